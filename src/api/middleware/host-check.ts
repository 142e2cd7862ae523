import { createMiddleware } from 'hono/factory';
import { problemResponse } from '../problems.ts';

/**
 * Answer to our own names only: a page that points its own name at our address (DNS rebinding) would else read with the
 * browser's leave. @param hosts names with port, as they stand in Host, in small letters
 */
export function hostCheck(hosts: readonly string[]) {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return createMiddleware(async (context, next) => {
    const host = (context.req.header('host') ?? new URL(context.req.url).host).toLowerCase();
    if (allowed.has(host)) return next();
    return problemResponse({
      status: 421,
      code: 'RP_HOST',
      title: 'Not a name of this service',
      detail: 'set ROWPRINT_PUBLIC_URL or ROWPRINT_ALLOWED_HOSTS to the name that people use',
    });
  });
}

/**
 * The names that a service answers to, from where it is bound, where people reach it, and what was allowed besides.
 * A loopback address is reached by all names of this machine.
 */
export function ownHosts(
  bound: { readonly host: string; readonly port: number },
  origin: string,
  allowed: readonly string[],
): readonly string[] {
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(bound.host);
  const isAny = ['0.0.0.0', '::'].includes(bound.host);
  const names = isLoopback || isAny ? ['127.0.0.1', '[::1]', 'localhost'] : [bracketed(bound.host)];
  const ours = names.map((name) => `${name}:${bound.port}`);
  // On the port of its scheme a browser leaves the port out.
  const bare = bound.port === 80 ? names : [];
  return [...ours, ...bare, new URL(origin).host, ...allowed];
}

/** The origins that those names make, for the check of where a request came from. */
export function ownOrigins(hosts: readonly string[], origin: string): readonly string[] {
  const scheme = new URL(origin).protocol;
  return [...new Set([origin, ...hosts.flatMap((host) => [`${scheme}//${host}`, `http://${host}`])])].map(
    (one) => one.toLowerCase(),
  );
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
