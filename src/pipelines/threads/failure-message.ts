import { RowprintError } from '../../core/errors.ts';

/** A failure as it travels between threads: texts only, so that it can always be sent. */
export interface FailureMessage {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** With the places in the worker, which tell a bug from another. */
  readonly stack: string | null;
  readonly cause: FailureMessage | null;
}

/** What to send of anything that was thrown. */
export function toFailureMessage(failure: unknown): FailureMessage {
  if (!(failure instanceof Error)) {
    const message = `something that is no Error was thrown: ${typeof failure}`;
    return { name: 'Error', code: null, message, stack: null, cause: null };
  }
  const { code } = failure as { code?: unknown };
  return {
    name: failure.name,
    code: typeof code === 'string' ? code : null,
    message: failure.message,
    stack: failure.stack ?? null,
    cause: failure.cause === undefined ? null : toFailureMessage(failure.cause),
  };
}

/**
 * The failure on this side. A foreseen one is a RowprintError again, with its name, code and message, though not of its
 * own class: match on the code. Anything else is an Error, a bug as it was there.
 */
export function toError(sent: FailureMessage): Error {
  const options = sent.cause === null ? {} : { cause: toError(sent.cause) };
  const error = isForeseen(sent.code)
    ? new ForeseenInWorkerError(sent.code, sent.message, options)
    : Object.assign(new Error(sent.message, options), sent.code === null ? {} : { code: sent.code });
  error.name = sent.name;
  if (sent.stack !== null) error.stack = sent.stack;
  return error;
}

class ForeseenInWorkerError extends RowprintError {
  readonly code: `RP_${string}`;

  constructor(code: `RP_${string}`, message: string, options: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

function isForeseen(code: string | null): code is `RP_${string}` {
  return code?.startsWith('RP_') === true;
}
