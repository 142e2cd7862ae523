import { RowprintError } from '../core/errors.ts';

/** There is no such case, or it may not be seen. */
export class NoSuchCaseError extends RowprintError {
  readonly code = 'RP_NOT_FOUND';

  constructor() {
    super('there is no such case: the list of cases shows those that you may see');
  }
}

/** Somebody changed the case since it was looked at. Nothing was changed: look again, then decide. */
export class CaseChangedError extends RowprintError {
  readonly code = 'RP_PRECONDITION';
}

/** What was asked for stands against what the case is. */
export class CaseConflictError extends RowprintError {
  readonly code = 'RP_CONFLICT';
}
