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

const LOGIN_REFUSED = new Set(['28000', '28P01']);
const TOO_LONG = '57014';
const FORBIDDEN = '42501';
const NO_SUCH_DATABASE = '3D000';
const SHUT_DOWN = /^(57P0\d|53300|08\w{3})$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * The typed error for what the driver or the server threw, by its SQLSTATE or network code; errors that are typed
 * already come back as they are. The server's own sentence is left out: it may quote a user or a cell.
 * Source of the codes: PostgreSQL manual, appendix A.
 */
export function postgresFailure(error: unknown, work: FailedWork): Error {
  if (error instanceof RowprintError) return error;
  const { place } = work;
  const network = networkFailure(error);
  if (network !== null) return new TableUnreachableError(`${place} cannot be reached: ${network}`);
  const code = errorCode(error);
  if (code !== null && SQLSTATE.test(code)) return serverFailure(code, work);
  return driverFailure(error, place);
}

function serverFailure(code: string, { place, statementTimeoutMs }: FailedWork): Error {
  if (LOGIN_REFUSED.has(code)) {
    return new TableLoginRefusedError(
      `${place} refused the login: check user and password, and that the server lets this host in (pg_hba.conf)`,
    );
  }
  if (code === NO_SUCH_DATABASE) {
    return new UsageError(`${place}: the server has no such database: check the name after the host`);
  }
  if (code === FORBIDDEN) {
    return new TableLoginRefusedError(
      `${place} may not be read whole by this user: grant SELECT on it, and BYPASSRLS where its rows have a security policy (else rows would be missing in silence)`,
    );
  }
  if (code === TOO_LONG) {
    return new StatementTimeoutError(
      `${place}: the server stopped the query, which gave no answer within ${statementTimeoutMs} ms (or an administrator stopped it): raise the statement timeout, or read a table instead of a slow view`,
    );
  }
  if (SHUT_DOWN.test(code)) {
    return new TableUnreachableError(
      `${place} takes no connections or is shutting down (SQLSTATE ${code}): try later`,
    );
  }
  return new TableUnreadableError(
    `${place} cannot be read: the server gave up (SQLSTATE ${code}); try the same SELECT with psql`,
  );
}

/** Failures that node-postgres raises itself; they have no code, only a sentence. */
function driverFailure(error: unknown, place: string): Error {
  const sentence = error instanceof Error ? error.message : '';
  if (/^SASL|password must be a string/i.test(sentence)) {
    return new TableLoginRefusedError(
      `${place} asks for a password: put it in SOURCE, in PGPASSWORD, in ~/.pgpass or in ROWPRINT_SOURCE_PASSWORD`,
    );
  }
  if (/does not support SSL|SSL negotiation|SSL connection/i.test(sentence)) {
    return new TableUnreachableError(
      `${place} offers no TLS: switch it on there, or take sslmode out of SOURCE if the network is yours alone`,
    );
  }
  if (/timeout expired|timeout exceeded/i.test(sentence)) {
    return new TableUnreachableError(`${place} did not answer in time: check the host, port and firewall`);
  }
  if (/^Connection terminated|^Client has encountered|not queryable/i.test(sentence)) {
    return new TableUnreachableError(`${place}: the connection was lost; try again`);
  }
  return error instanceof Error ? error : new Error(`${place}: unknown failure`);
}
