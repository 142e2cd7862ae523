import { Hono } from 'hono';
import type { Access } from '../../access/access.ts';
import type { Logger } from '../../core/log.ts';
import type { ApiEnv } from '../api-env.ts';
import { problemHandler } from '../problems.ts';
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

/** An app that lets only through what may come in, in this order; everything that is served is mounted on it. */
export function createGuard(
  access: Pick<Access, 'sessions' | 'tokens' | 'requests'>,
  { hosts, origin, proxies }: GuardSettings,
  log: Logger,
): Hono<ApiEnv> {
  const guard = new Hono<ApiEnv>();
  guard.onError(problemHandler(log));
  guard.use(securityHeaders(origin));
  guard.use(hostCheck(hosts));
  guard.use(clientAddress(proxies));
  guard.use(authenticate(access, new Cookies(origin)));
  guard.use(rateLimit(access.requests));
  guard.use(csrf(ownOrigins(hosts, origin)));
  return guard;
}
