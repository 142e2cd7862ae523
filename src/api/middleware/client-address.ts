import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api-env.ts';

/**
 * Note where a request comes from. @param proxies in front of the service, each of which adds the address it saw to
 * X-Forwarded-For; what stands before theirs anybody may have written, and is not read.
 */
export function clientAddress(proxies: number) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    context.set('address', addressIn(context, proxies));
    await next();
  });
}

function addressIn(context: Context, proxies: number): string {
  const peer = peerOf(context);
  if (proxies === 0) return network(peer);
  const seen = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return network([...seen.filter((part) => part !== ''), peer].at(-1 - proxies) ?? peer);
}

function peerOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // Asked within the process, without a connection.
    return 'internal';
  }
}

/** An address as limits count it: IPv4 by itself, IPv6 by its /64, which one subscriber has whole (RFC 6177). */
export function network(address: string): string {
  const plain = address
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .slice(0, 64);
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
