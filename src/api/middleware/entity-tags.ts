import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api-env.ts';

/**
 * Answers in JSON have a strong ETag: of their bytes, or the one that a handler gave. Who has the same is told so
 * without a body (304), RFC 9110 section 13.1.2.
 */
export const entityTags = createMiddleware<ApiEnv>(async (context, next) => {
  await next();
  const { method, raw } = context.req;
  const { res } = context;
  if ((method !== 'GET' && method !== 'HEAD') || res.status !== 200) return;
  if (res.headers.get('content-type')?.startsWith('application/json') !== true) return;
  const bytes = await res.arrayBuffer();
  const headers = new Headers(res.headers);
  const tag = headers.get('etag') ?? tagOf(new Uint8Array(bytes));
  headers.set('etag', tag);
  // Asked again each time: what may be seen changes with the role.
  headers.set('cache-control', 'private, no-cache');
  context.res = undefined;
  context.res = matches(raw.headers.get('if-none-match'), tag)
    ? new Response(null, { status: 304, headers: withoutContent(headers) })
    : new Response(bytes, { status: 200, headers });
});

function tagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}

/** Compared weakly, as If-None-Match wants it. */
function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const plain = tag.replace(/^W\//, '');
  return header.split(',').some((one) => {
    const given = one.trim();
    return given === '*' || given.replace(/^W\//, '') === plain;
  });
}

function withoutContent(headers: Headers): Headers {
  headers.delete('content-type');
  headers.delete('content-length');
  return headers;
}
