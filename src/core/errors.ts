/**
 * A failure that was foreseen: it has a stable code and a message that names the thing and the way out.
 *
 * Reports, exit codes and alerts match on `code`, never on the message. A message names files, hosts, offsets,
 * limits and what to do next; never a cell, a login or a key. Anything else that is thrown is a bug.
 */
export abstract class RowprintError extends Error {
  abstract readonly code: `RP_${string}`;

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What was asked for cannot be done as it was asked: wrong argument, unknown name, missing file. Exit code 2. */
export class UsageError extends RowprintError {
  readonly code = 'RP_USAGE';
}

/** The person or the system asked for the end (Ctrl-C, cancel). Nothing half-done is kept. */
export class CancelledError extends RowprintError {
  readonly code = 'RP_CANCELLED';
}

/** Throw when the signal has fired. Called between batches, so that a cancel takes effect within one batch. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelledBy(signal);
}

/** The failure of what was under way when this signal fired. */
export function cancelledBy(signal: AbortSignal): CancelledError {
  return new CancelledError('cancelled: nothing was changed', { cause: signal.reason });
}
