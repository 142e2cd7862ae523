import { RowprintError } from '../src/core/errors.ts';

/** The address is in no mandate that holds today. Nothing was sent to it. */
export class OutOfScopeError extends RowprintError {
  readonly code = 'RP_OUT_OF_SCOPE';
}

/** No connection: the name does not resolve, nobody answers, the connection is refused or reset at once. */
export class UnreachableError extends RowprintError {
  readonly code = 'RP_UNREACHABLE';
}

/** The host answered and said no. The sweep notes it and goes on with the next asset. */
export class AccessRefusedError extends RowprintError {
  readonly code = 'RP_ACCESS_REFUSED';
}

/** The host says that it has too much to do (421, 429, 503): the sweep waits, then ends if it says so again. */
export class ServerBusyError extends RowprintError {
  readonly code = 'RP_SERVER_BUSY';
  /** How long the server asked to be left alone, null where it did not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, retryAfterMs: number | null, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

/** What the server sent is not the protocol, contradicts itself, or is more than a limit allows. */
export class ServerMisbehavedError extends RowprintError {
  readonly code = 'RP_SERVER_MISBEHAVED';
}

/** A transfer ended before its end, or an operation took longer than its limit. It may be tried again. */
export class TransferBrokenError extends RowprintError {
  readonly code = 'RP_TRANSFER_BROKEN';
}

/** The certificate does not hold and was not accepted beforehand: no login and no request was sent. */
export class TlsNotTrustedError extends RowprintError {
  readonly code = 'RP_TLS_NOT_TRUSTED';
}

/** A limit of the sweep is used up; `limit` is the setting's name. What was not read because of it is told. */
export class BudgetSpentError extends RowprintError {
  readonly code = 'RP_BUDGET_SPENT';
  readonly limit: keyof import('./budget.ts').BudgetLimits;

  constructor(message: string, limit: keyof import('./budget.ts').BudgetLimits) {
    super(message);
    this.limit = limit;
  }
}
