import { RowprintError } from '../core/errors.ts';

/** Name or password do not fit. Says no more: not whether the name is known, nor whether it is locked. 401. */
export class WrongLoginError extends RowprintError {
  readonly code = 'RP_WRONG_LOGIN';
}

/** A one-time link was used, replaced, too old, or never ours. 410. */
export class SpentLinkError extends RowprintError {
  readonly code = 'RP_LINK_SPENT';
}

/** A password that would be guessed. 400. */
export class WeakPasswordError extends RowprintError {
  readonly code = 'RP_WEAK_PASSWORD';
}

/** The name is taken. 409. */
export class NameTakenError extends RowprintError {
  readonly code = 'RP_CONFLICT';
}

/** Nobody could run the service any more. 409. */
export class LastAdminError extends RowprintError {
  readonly code = 'RP_LAST_ADMIN';
}

/** More than the one who asks may do. 403. */
export class BeyondRightsError extends RowprintError {
  readonly code = 'RP_FORBIDDEN';
}

/** There is no such account or token, or the actor may not know that there is. 404. */
export class UnknownAccountError extends RowprintError {
  readonly code = 'RP_NOT_FOUND';
}

/** Too many requests or guesses. 429. */
export class TooManyError extends RowprintError {
  readonly code = 'RP_TOO_MANY';
  /** After how long it may be tried again. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`too many requests: try again in ${retryAfterSeconds} seconds`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The provider did not vouch for anybody, or for somebody who is not let in. 403. */
export class ProviderRefusedError extends RowprintError {
  readonly code = 'RP_PROVIDER_REFUSED';
}
