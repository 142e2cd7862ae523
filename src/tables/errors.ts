import { RowprintError } from '../core/errors.ts';

/**
 * A table could not be read, for a reason outside this program. Messages name the server or the file, the table and
 * the way out, never a user, a password or a cell; what a driver says is left out, because it may quote all three.
 */
export abstract class TableSourceError extends RowprintError {}

/** The server answered and did not let us in, or not to this table. */
export class TableLoginRefusedError extends TableSourceError {
  readonly code = 'RP_TABLE_LOGIN_REFUSED';
}

/** No server answered, or no secure connection to it came about, or it was lost. */
export class TableUnreachableError extends TableSourceError {
  readonly code = 'RP_TABLE_UNREACHABLE';
}

/** The file or the table is there and cannot be read: damaged, not a database, a view that fails. */
export class TableUnreadableError extends TableSourceError {
  readonly code = 'RP_TABLE_UNREADABLE';
}

/** The server worked longer than `statementTimeoutMs` without an answer. */
export class StatementTimeoutError extends TableSourceError {
  readonly code = 'RP_TABLE_STATEMENT_TIMEOUT';
}

/** A file was not the same in all readings: its rows may not be those of the columns that were found. */
export class TableChangedError extends TableSourceError {
  readonly code = 'RP_TABLE_CHANGED';
}
