import { withoutCredentials } from '../core/credentials.ts';
import { CancelledError, RowprintError } from '../core/errors.ts';
import { visible } from '../reports/visible.ts';
import { EXIT } from './exit-codes.ts';

/** What a person is told of a failure, and what the process ends with. */
export interface FailureNotice {
  readonly exitCode: number;
  /** Safe to print: one line each, without credentials. */
  readonly lines: readonly string[];
}

/** What a failure of the system is called, with its way out. Only failures that say something about the machine. */
const SYSTEM_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder: check the spelling',
  ENOTDIR: 'a part of the path is not a folder: check the spelling',
  EISDIR: 'is a folder: name a file',
  EACCES: 'permission denied: change its rights or run as its owner',
  EPERM: 'not permitted: change its rights or run as its owner',
  EROFS: 'the file system is read-only: choose another folder with --home',
  ENOSPC: 'the disk is full: free some space, then try again',
  EDQUOT: 'the disk quota is used up: free some space, then try again',
  EMFILE: 'too many open files: raise the limit (ulimit -n), then try again',
  ENFILE: 'the system has too many open files: try again later',
};

/**
 * What to tell of a failure. A foreseen one is its own message on one line. A failure of the system is named with its
 * path. Anything else is a bug: its message may hold a cell, so it is shown only when `debug` asks for it. With `traced`
 * each cause is named by class, code and place, without its message: drivers quote cells in theirs.
 */
export function describeFailure(failure: unknown, debug: boolean, traced = false): FailureNotice {
  const details = debug ? detailsOf(failure) : traced ? causesOf(failure) : [];
  if (failure instanceof CancelledError)
    return notice(EXIT.cancelled, `rowprint: ${failure.message}`, details);
  if (failure instanceof RowprintError) return notice(EXIT.usage, `rowprint: ${failure.message}`, details);

  const system = describeSystemFailure(failure);
  if (system !== null) return notice(EXIT.usage, `rowprint: ${system}`, details);
  return notice(
    EXIT.bug,
    `rowprint: this is a bug in Rowprint (${fingerprintOf(failure)}).${wayOut(debug)}`,
    details,
  );
}

function notice(exitCode: number, line: string, details: readonly string[]): FailureNotice {
  return { exitCode, lines: [line, ...details].map((text) => visible(withoutCredentials(text))) };
}

function describeSystemFailure(failure: unknown): string | null {
  if (!(failure instanceof Error)) return null;
  const { code, path } = failure as NodeJS.ErrnoException;
  const sentence = code === undefined ? undefined : SYSTEM_FAILURES[code];
  if (sentence === undefined) return null;
  return typeof path === 'string' ? `${path}: ${sentence}` : sentence;
}

/** Class, code and place of a failure: enough to find it, nothing that could be a cell. */
function fingerprintOf(failure: unknown): string {
  if (!(failure instanceof Error)) return `RP_BUG, thrown: ${typeof failure}`;
  const { code } = failure as { code?: unknown };
  const shownCode = typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'RP_BUG';
  const kind = /^\w{1,40}$/.test(failure.constructor.name) ? failure.constructor.name : 'Error';
  const place = placeOf(failure);
  return [shownCode, kind, ...(place === null ? [] : [`at ${place}`])].join(', ');
}

/** File and line of the first frame. The message, which comes before the frames, is cut off first. */
function placeOf(failure: Error): string | null {
  const stack = failure.stack ?? '';
  const frames = stack
    .slice(Math.max(0, stack.indexOf(failure.message)) + failure.message.length)
    .split('\n');
  for (const frame of frames) {
    const match = /^ {4}at .*?([^\s()/\\]+\.[cm]?[jt]s):(\d+):\d+\)?$/.exec(frame);
    if (match !== null) return `${match[1]}:${match[2]}`;
  }
  return null;
}

function wayOut(debug: boolean): string {
  if (debug)
    return ' Please report it; the lines below may hold values of your data: look before you share them.';
  return ' Please report it. --debug shows the details, which may hold values of your data.';
}

function causesOf(failure: unknown): readonly string[] {
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause === undefined ? [] : [`caused by: ${fingerprintOf(cause)}`, ...causesOf(cause)];
}

function detailsOf(failure: unknown): readonly string[] {
  const lines = String(failure instanceof Error ? (failure.stack ?? failure.message) : failure).split('\n');
  const cause = failure instanceof Error ? failure.cause : undefined;
  return cause === undefined ? lines : [...lines, 'caused by:', ...detailsOf(cause)];
}
