import type { Writable } from 'node:stream';
import { RowprintError } from '../core/errors.ts';

/** stdout or stderr, or what stands for them in a test. */
export interface OutputStream extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** Knows NO_COLOR, FORCE_COLOR and dumb terminals. */
  hasColors?(): boolean;
}

/** The results could not be written to where stdout goes. */
export class OutputError extends RowprintError {
  readonly code = 'RP_OUTPUT';
}

/** Writes texts, or bytes, in order. */
export interface Output {
  /** Resolves when the text was handed over, so that a slow reader slows us. @throws {OutputError} unless the reader left */
  write(text: string | Uint8Array): Promise<void>;
}

/**
 * Writes to a stream. A reader that leaves (`rowprint … | head -1`) ends the writing, not the work: what was asked
 * for is still done and the exit code stays true. Any other failure, such as a full disk, is told.
 */
export function createOutput(stream: OutputStream, name: string): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (closed || stream.destroyed || stream.writableEnded) return resolve();
        stream.write(text, (failure) => {
          if (!failure) return resolve();
          closed = true;
          if (hasReaderLeft(failure)) return resolve();
          reject(new OutputError(`${name} could not be written: ${reasonOf(failure)}`, { cause: failure }));
        });
      }),
  };
}

function hasReaderLeft(failure: NodeJS.ErrnoException): boolean {
  return failure.code === 'EPIPE' || failure.code === 'ERR_STREAM_DESTROYED';
}

function reasonOf(failure: NodeJS.ErrnoException): string {
  if (failure.code === 'ENOSPC') return 'the disk is full: free some space or write elsewhere';
  return `${failure.code ?? 'unknown reason'}: write it elsewhere`;
}

/**
 * A value as exactly one line of JSON. Signs that some readers take for a line end, and C1 control characters, are
 * written as \u escapes: the same JSON, and safe in a terminal.
 */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${json}\n`;
}
