import type { Limit } from './limits.ts';

/** What holds for sessions, guesses and requests. */
export interface AccessSettings {
  /** A session that nobody used for so long ends. */
  readonly sessionIdleMs: number;
  /** No session lasts longer, used or not. */
  readonly sessionMaxMs: number;
  /** Wrong guesses in a row after which a name is locked. */
  readonly lockAfterFailures: number;
  /** For how long at first; each further wrong guess doubles it, up to a day. */
  readonly lockMs: number;
  /** Requests of one actor, or of one address where nobody is signed in. */
  readonly requestLimit: Limit;
  /** Where people reach the service, without a slash at the end: links and the provider's answer lead there. */
  readonly origin: string;
}

/** Sign-ins tried from one address, whatever the names: an office behind one address still gets in. */
export const SIGN_IN_LIMIT_ADDRESS: Limit = { times: 60, seconds: 300 };
/** Sign-ins tried with one name from one address. */
export const SIGN_IN_LIMIT_NAME: Limit = { times: 12, seconds: 300 };
