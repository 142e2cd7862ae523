import Sqlite from 'better-sqlite3';
import { DiskFullError, isDiskFull } from '../../core/disk-full-error.ts';
import type { RowprintError } from '../../core/errors.ts';
import { StoreBusyError, StoreDamagedError, StoreRefusedError } from '../store-errors.ts';

/**
 * What a failure of SQLite or of the file system means to people, with the way out. Anything that was not foreseen is
 * given back as it is: it is a bug. Source of the codes: https://www.sqlite.org/rescode.html
 */
export function storeError(cause: unknown, file: string): unknown {
  if (isDiskFull(cause)) return diskFull(cause, file);
  if (cause instanceof Sqlite.SqliteError) return byCode(cause.code, file, cause) ?? cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EIO|ELOOP|ENAMETOOLONG|EMFILE|ENFILE)$/.test(code)
    ? refused(code, file, cause)
    : cause;
}

function byCode(code: string, file: string, cause: unknown): RowprintError | null {
  // SHMSIZE: the wal-index could not grow, which happens on a full disk only.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return diskFull(cause, file);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new StoreBusyError(
      `database ${file} is held by another process: wait for it to end, then try again; nothing was changed`,
      { cause },
    );
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return damagedDatabase(file, code, cause);
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR)/.test(code)) return refused(code, file, cause);
  return null;
}

function refused(code: string, file: string, cause: unknown): StoreRefusedError {
  return new StoreRefusedError(
    `database ${file} cannot be read or written (${code}): ` +
      'check the disk and that its folder belongs to this user and is writable; nothing was changed',
    { cause },
  );
}

/** The file is not a sound database of ours; `what` says how that was seen, without any contents. */
export function damagedDatabase(file: string, what: string, cause?: unknown): StoreDamagedError {
  return new StoreDamagedError(
    `database ${file} is damaged (${what}): restore it from a backup, ` +
      'or move it away, run `rowprint init` and add the tables again; nothing was changed',
    { cause },
  );
}

function diskFull(cause: unknown, file: string): DiskFullError {
  return new DiskFullError(
    `no room left for database ${file}: free some space, then try again; nothing was changed`,
    {
      cause,
    },
  );
}
