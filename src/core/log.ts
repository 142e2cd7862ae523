import { type DestinationStream, destination, pino } from 'pino';
import { withoutCredentials } from './credentials.ts';
import { RowprintError } from './errors.ts';

/** How much is told, from nothing to everything. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a log line may carry besides its message: names, counts, codes. Never a cell, a login or a key. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Where a run tells what it does. Lines of JSON on stderr; results never go here. */
export interface Logger {
  readonly level: LogLevel;
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  /** With a failure: its class and code. Its message only if it is a RowprintError, which holds no cell by contract. */
  error(message: string, facts?: LogFacts, failure?: unknown): void;
}

/** Names of facts whose value is never written, whatever a caller puts there. */
const NEVER_LOGGED = [
  'cell',
  'cells',
  'value',
  'row',
  'key',
  'secret',
  'password',
  'token',
  'canonical',
  'subkey',
];

/**
 * A logger that writes to stderr, at once (a crash loses no line), or to `stream` in tests.
 * Facts called like a secret or a cell print as [secret]; credentials in URLs are taken out of every text.
 */
export function createLogger(level: LogLevel, stream?: DestinationStream): Logger {
  const sink = pino(
    { level, base: null, redact: { paths: NEVER_LOGGED, censor: '[secret]' } },
    stream ?? destination({ fd: 2, sync: true }),
  );
  return {
    level,
    debug: (message, facts) => sink.debug(clean(facts), withoutCredentials(message)),
    info: (message, facts) => sink.info(clean(facts), withoutCredentials(message)),
    warn: (message, facts) => sink.warn(clean(facts), withoutCredentials(message)),
    error: (message, facts, failure) =>
      sink.error({ ...clean(facts), ...describeFailure(failure) }, withoutCredentials(message)),
  };
}

/** A logger that says nothing: for tests and for code that runs without one. */
export const silentLogger: Logger = {
  level: 'silent',
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

function clean(facts: LogFacts = {}): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? withoutCredentials(fact) : fact,
    ]),
  );
}

function describeFailure(failure: unknown): LogFacts {
  if (failure === undefined) return {};
  if (failure instanceof RowprintError) {
    return { failure: failure.name, code: failure.code, because: withoutCredentials(failure.message) };
  }
  const code = (failure as { code?: unknown } | null)?.code;
  return {
    failure: failure instanceof Error ? failure.name : typeof failure,
    code: typeof code === 'string' ? code : null,
  };
}
