import { RowprintError, UsageError } from '../../core/errors.ts';
import {
  StatementTimeoutError,
  TableLoginRefusedError,
  TableUnreachableError,
  TableUnreadableError,
} from '../errors.ts';
import { errorCode, networkFailure } from '../network-failure.ts';

/** What was being done when the driver failed: names the server (and table) for people. */
export interface FailedWork {
  readonly place: string;
  readonly statementTimeoutMs: number;
}

/** Numbers of server errors, the same in MySQL and MariaDB unless noted. Source: their server error references. */
const LOGIN_REFUSED = new Set([1044, 1045, 1130, 1251, 1275, 1698, 1820, 1862, 3118, 3159, 4151]);
const FORBIDDEN = new Set([1142, 1143, 1370, 1356]);
const NO_SUCH_DATABASE = 1049;
const TOO_MANY = new Set([1040, 1053, 1203, 1226]);
/** Interrupted; MySQL's max_execution_time; MariaDB's max_statement_time. */
const TOO_LONG = new Set([1317, 3024, 1969]);

/**
 * The typed error for what the driver or the server threw, by its number or network code; errors that are typed
 * already come back as they are. The server's own sentence is left out: it may quote a user or a cell.
 */
export function mysqlFailure(error: unknown, work: FailedWork): Error {
  if (error instanceof RowprintError) return error;
  const { place } = work;
  const network = networkFailure(error);
  if (network !== null) return new TableUnreachableError(`${place} cannot be reached: ${network}`);
  const number = (error as { readonly errno?: unknown } | null)?.errno;
  if (typeof number === 'number' && number >= 1000) return serverFailure(number, work);
  return driverFailure(error, place);
}

/** The server, or the silence of it, took longer than allowed. */
export function tooLong({ place, statementTimeoutMs }: FailedWork): StatementTimeoutError {
  return new StatementTimeoutError(
    `${place}: the query was stopped, it gave no answer within ${statementTimeoutMs} ms (or an administrator stopped it): raise the statement timeout, or read a table instead of a slow view`,
  );
}

function serverFailure(number: number, work: FailedWork): Error {
  const { place } = work;
  if (LOGIN_REFUSED.has(number)) {
    return new TableLoginRefusedError(
      `${place} refused the login: check user and password, and that the user may come from this host and use this database`,
    );
  }
  if (number === NO_SUCH_DATABASE) {
    return new UsageError(`${place}: the server has no such database: check the name after the host`);
  }
  if (FORBIDDEN.has(number)) {
    return new TableLoginRefusedError(`${place} may not be read by this user: grant SELECT on it`);
  }
  if (TOO_LONG.has(number)) return tooLong(work);
  if (TOO_MANY.has(number)) {
    return new TableUnreachableError(
      `${place} takes no more connections or is shutting down (error ${number}): try later`,
    );
  }
  return new TableUnreadableError(
    `${place} cannot be read: the server gave up (error ${number}); try the same SELECT with the mysql shell`,
  );
}

/** Failures that mysql2 raises itself. */
function driverFailure(error: unknown, place: string): Error {
  const code = errorCode(error);
  if (code === 'PROTOCOL_CONNECTION_LOST') {
    return new TableUnreachableError(`${place}: the connection was lost; try again`);
  }
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return new TableUnreachableError(
      `${place} offers no TLS: switch it on there, or take ssl out of SOURCE if the network is yours alone`,
    );
  }
  if (code?.startsWith('AUTH_SWITCH') || code === 'HANDSHAKE_SSL_ERROR') {
    return new TableLoginRefusedError(
      `${place} asks for a way of login that is not known here: give the user a password login`,
    );
  }
  if (code !== null) return new TableUnreachableError(`${place} cannot be read: ${code}; try again`);
  return error instanceof Error ? error : new Error(`${place}: unknown failure`);
}
