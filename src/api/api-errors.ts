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

/** It stands against what is there. 409. */
export class ConflictError extends RowprintError {
  readonly code = 'RP_CONFLICT';
}

/** The request itself cannot be read: not JSON, not UTF-8, a cursor that nobody was given. 400. */
export class MalformedRequestError extends RowprintError {
  readonly code = 'RP_MALFORMED';
}

/** The content is of a kind that the operation does not take. 415. */
export class ContentTypeError extends RowprintError {
  readonly code = 'RP_CONTENT_TYPE';
}

/** The content is larger than allowed. 413. */
export class TooLargeError extends RowprintError {
  readonly code = 'RP_TOO_LARGE';
}

/** The key stands for another request. 422. */
export class KeyReusedError extends RowprintError {
  readonly code = 'RP_KEY_REUSED';
}
