import type { MiddlewareHandler } from 'hono';
import type { Access } from '../../access/access.ts';
import type { ApiEnv } from '../api-env.ts';
import { authenticate } from './authenticate.ts';
import { clientAddress } from './client-address.ts';
import { csrf } from './csrf.ts';
import { hostCheck, ownOrigins } from './host-check.ts';
import { rateLimit } from './rate-limit.ts';
import { securityHeaders } from './security-headers.ts';
import { Cookies } from './session-cookie.ts';

/** Where a service is and what stands before it. */
export interface GuardSettings {
  /** Names with port that it answers to: see `ownHosts`. */
  readonly hosts: readonly string[];
  /** Where people reach it. */
  readonly origin: string;
  /** Proxies in front of it. */
  readonly proxies: number;
}

/** Lets only through what may come in: to stand in this order before everything that is served. */
export function guards(
  access: Pick<Access, 'sessions' | 'tokens' | 'requests'>,
  { hosts, origin, proxies }: GuardSettings,
): readonly MiddlewareHandler<ApiEnv>[] {
  return [
    securityHeaders(origin),
    hostCheck(hosts),
    clientAddress(proxies),
    authenticate(access, new Cookies(origin)),
    rateLimit(access.requests),
    csrf(ownOrigins(hosts, origin)),
  ];
}
