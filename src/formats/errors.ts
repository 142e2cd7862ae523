import { RowprintError } from '../core/errors.ts';

/** The bytes could not be fetched: no permission, a broken disk, a connection that ended. */
export class SourceUnreadableError extends RowprintError {
  readonly code = 'RP_SOURCE_UNREADABLE';
}
