import { RowprintError } from '../../core/errors.ts';
import { TableUnreadableError } from '../errors.ts';
import { errorCode } from '../network-failure.ts';

const REASONS: readonly (readonly [codeBegin: string, reason: string])[] = [
  ['SQLITE_NOTADB', 'it is not a SQLite database, or an encrypted one: name a plain SQLite file'],
  ['SQLITE_CORRUPT', 'it is damaged: restore it, or copy what is left with the sqlite3 shell’s .recover'],
  ['SQLITE_BUSY', 'another program is writing to it: try again when it is done'],
  ['SQLITE_LOCKED', 'another program is writing to it: try again when it is done'],
  [
    'SQLITE_CANTOPEN',
    'it cannot be opened: check its permissions; a database in WAL mode needs its -wal and -shm files beside it, in a folder that may be written',
  ],
  ['SQLITE_READONLY', 'its journal must be replayed first: open it once with a program that may write to it'],
  ['SQLITE_IOERR', 'the disk reports an error: check it'],
];

/**
 * The typed error for what better-sqlite3 threw about a file; errors that are typed already come back as they are.
 * The driver's own sentence is left out: a failing expression of a view may quote a cell.
 */
export function sqliteFailure(error: unknown, file: string): Error {
  if (error instanceof RowprintError) return error;
  const code = errorCode(error);
  if (code === null) return error instanceof Error ? error : new Error(`${file}: unknown failure`);
  const known = REASONS.find(([begin]) => code.startsWith(begin));
  const reason = known?.[1] ?? `SQLite gave up (${code}): try the query with the sqlite3 shell`;
  return new TableUnreadableError(`${file} cannot be read: ${reason}`);
}
