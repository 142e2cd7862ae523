import type { ServerObservations } from '../observations.ts';

const UNAUTHORISED = 401;
/** No listing comes with these: not without a login, not at all, not any more. */
const NO_LISTING: ReadonlySet<number> = new Set([UNAUTHORISED, 403, 404, 410]);

/**
 * Whether it is known what the web server lists to a stranger: one was answered, and the visit went through or the
 * answer was a refusal.
 */
export function knowsListings(server: ServerObservations): boolean {
  const status = strangerStatusOf(server);
  return status !== null && (server.failure === null || NO_LISTING.has(status));
}

/** A stranger was asked for a login at the start, which then guards all that lies below. Source: RFC 7617, 2.2. */
export function asksForLogin(server: ServerObservations): boolean {
  return strangerStatusOf(server) === UNAUTHORISED;
}

function strangerStatusOf({ http, login }: ServerObservations): number | null {
  return http?.strangerStatus ?? (login === 'none' ? (http?.status ?? null) : null);
}
