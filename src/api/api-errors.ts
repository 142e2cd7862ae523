import { RowprintError } from '../core/errors.ts';

/** Nobody is signed in, or the session or token does not hold any more. 401. */
export class NotSignedInError extends RowprintError {
  readonly code = 'RP_NOT_SIGNED_IN';
}

/** The role does not allow it. 403. */
export class ForbiddenError extends RowprintError {
  readonly code = 'RP_FORBIDDEN';
}

/** There is no such thing, or the actor may not know that there is. 404. */
export class NotFoundError extends RowprintError {
  readonly code = 'RP_NOT_FOUND';
}
