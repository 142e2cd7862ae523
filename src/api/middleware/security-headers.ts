import { createMiddleware } from 'hono/factory';

/** Everything from our own origin, nothing inline, in no frame. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with it browsers say `Origin: null` of our own forms. Nothing is told to other origins either way.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
};

/** Two years, as the lists of browsers ask for. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/**
 * Headers of every answer. What a handler said itself stands: a page with a policy of its own, a file that may be cached.
 * @param origin where people reach the service: by https, browsers are told to come by it only
 */
export function securityHeaders(origin: string) {
  const headers = Object.entries(
    origin.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': STRICT_TRANSPORT } : HEADERS,
  );
  return createMiddleware(async (context, next) => {
    await next();
    for (const [name, value] of headers) if (!context.res.headers.has(name)) context.header(name, value);
  });
}
