import type { OptionType } from './option-types.ts';

/** One setting: all that validation, `--help`, the environment and the table of docs/settings.md need to know of it. */
export interface Option {
  readonly type: OptionType;
  /** What a number counts; null for texts. */
  readonly unit:
    | 'bytes'
    | 'characters'
    | 'columns'
    | 'days'
    | 'entries'
    | 'milliseconds'
    | 'share'
    | 'threads'
    | 'times'
    | null;
  /** As a person would write it. Null: no value unless one is given. */
  readonly default: string | null;
  /** For people, in one sentence. */
  readonly sentence: string;
  readonly env: `ROWPRINT_${string}`;
  /** Its value is never quoted, and it has no flag: other users see command lines. */
  readonly secret?: boolean;
}

/** Every setting of the product. Precedence: flag, environment, default. */
export const OPTIONS = {
  home: {
    type: 'path',
    unit: null,
    default: './.rowprint',
    sentence: 'Folder of the database.',
    env: 'ROWPRINT_HOME',
  },
  keyFile: {
    type: 'path',
    unit: null,
    default: '<configuration folder>/rowprint/key',
    sentence: 'File with the master key, readable by its owner only.',
    env: 'ROWPRINT_KEY_FILE',
  },
  key: {
    type: 'key',
    unit: null,
    default: null,
    sentence: 'The master key itself, 64 hexadecimal digits; used instead of the key file.',
    env: 'ROWPRINT_KEY',
    secret: true,
  },
  defaultCountry: {
    type: 'country',
    unit: null,
    default: 'FR',
    sentence: 'Country of telephone numbers that are written without a country code.',
    env: 'ROWPRINT_DEFAULT_COUNTRY',
  },
  maxCellChars: {
    type: 'count',
    unit: 'characters',
    default: '65536',
    sentence: 'Longest cell of a suspect file; a longer one is cut there.',
    env: 'ROWPRINT_MAX_CELL_CHARS',
  },
  maxColumns: {
    type: 'count',
    unit: 'columns',
    default: '4096',
    sentence: 'Most columns of a row in a suspect file; the rest of the row is skipped.',
    env: 'ROWPRINT_MAX_COLUMNS',
  },
  maxFileBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '1TiB',
    sentence: 'Most bytes of a suspect file after decompression; reading stops there.',
    env: 'ROWPRINT_MAX_FILE_BYTES',
  },
  maxRatio: {
    type: 'count',
    unit: 'times',
    default: '250',
    sentence: 'Largest growth of a compressed file; beyond it the file is taken for a bomb.',
    env: 'ROWPRINT_MAX_RATIO',
  },
  maxFalseShare: {
    type: 'share',
    unit: 'share',
    default: '0.001',
    sentence: 'Share of the rows called present that may be there by chance.',
    env: 'ROWPRINT_MAX_FALSE_SHARE',
  },
  estimateFromBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '256MiB',
    sentence: 'From this size on a suspect file is estimated first, on the progress line.',
    env: 'ROWPRINT_ESTIMATE_FROM_BYTES',
  },
  spoolKey: {
    type: 'spoolKey',
    unit: null,
    default: 'ring',
    sentence:
      'Key of uploaded files: `ring` derives it from the master key, `memory` makes one that ends with the process, and the uploads with it.',
    env: 'ROWPRINT_SPOOL_KEY',
  },
  spoolMaxBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '500GiB',
    sentence: 'Most bytes of all uploaded files together, until they are destroyed.',
    env: 'ROWPRINT_SPOOL_MAX_BYTES',
  },
  uploadsAtOnce: {
    type: 'count',
    unit: 'times',
    default: '20',
    sentence: 'Uploads of one user that send bytes at the same moment; further ones wait.',
    env: 'ROWPRINT_UPLOADS_AT_ONCE',
  },
  uploadIdleMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '120000',
    sentence:
      'Longest that a request of an upload may bring nothing before it is ended; the upload can be gone on with.',
    env: 'ROWPRINT_UPLOAD_IDLE_MS',
  },
  uploadGiveUpMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '3600000',
    sentence: 'An upload that brings nothing for so long is destroyed, and its check ends.',
    env: 'ROWPRINT_UPLOAD_GIVE_UP_MS',
  },
  sourcePassword: {
    type: 'password',
    unit: null,
    default: null,
    sentence: 'Password of a table source whose address is written without one, as `table refresh` needs it.',
    env: 'ROWPRINT_SOURCE_PASSWORD',
    secret: true,
  },
  statementTimeoutMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '600000',
    sentence: 'Longest that one statement may take on a table source.',
    env: 'ROWPRINT_STATEMENT_TIMEOUT_MS',
  },
  connectTimeoutMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '10000',
    sentence: 'Longest to wait for the connection to a table source.',
    env: 'ROWPRINT_CONNECT_TIMEOUT_MS',
  },
  threads: {
    type: 'threads',
    unit: 'threads',
    default: 'one per processor, at most 8',
    sentence: 'Worker threads that read a table or a suspect file; 0 does all of it in the main thread.',
    env: 'ROWPRINT_THREADS',
  },
  scanContact: {
    type: 'contact',
    unit: null,
    default: 'rowprint@localhost',
    sentence: 'How the owner of a server reaches you: the user agent and the anonymous password of sweeps.',
    env: 'ROWPRINT_SCAN_CONTACT',
  },
  scanMaxEntries: {
    type: 'count',
    unit: 'entries',
    default: '2000000',
    sentence: 'Most files and folders of a server that one sweep lists.',
    env: 'ROWPRINT_SCAN_MAX_ENTRIES',
  },
  scanMaxDepth: {
    type: 'count',
    unit: 'entries',
    default: '64',
    sentence: 'Most folders within each other that a sweep goes down.',
    env: 'ROWPRINT_SCAN_MAX_DEPTH',
  },
  scanMaxAssetBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '16GiB',
    sentence:
      'Largest file of a server that is read; of a larger one the overlap is estimated from random blocks.',
    env: 'ROWPRINT_SCAN_MAX_ASSET_BYTES',
  },
  scanMaxBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '1TiB',
    sentence: 'Most bytes that one sweep receives.',
    env: 'ROWPRINT_SCAN_MAX_BYTES',
  },
  scanMaxListingBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '512MiB',
    sentence: 'Largest listing of one folder.',
    env: 'ROWPRINT_SCAN_MAX_LISTING_BYTES',
  },
  scanIdleMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '30000',
    sentence: 'Longest to wait for a server without receiving a byte.',
    env: 'ROWPRINT_SCAN_IDLE_MS',
  },
  scanOperationMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '600000',
    sentence: 'Longest that one reply or listing of a server may take.',
    env: 'ROWPRINT_SCAN_OPERATION_MS',
  },
  scanMaxMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '43200000',
    sentence: 'Longest that one sweep may take; the next one goes on with what is left.',
    env: 'ROWPRINT_SCAN_MAX_MS',
  },
  scanLeastBytesPerSecond: {
    type: 'count',
    unit: 'bytes',
    default: '64',
    sentence: 'Slowest transfer, in bytes a second, that a sweep waits for.',
    env: 'ROWPRINT_SCAN_LEAST_BYTES_PER_SECOND',
  },
  scanPaceMs: {
    type: 'pause',
    unit: 'milliseconds',
    default: '5',
    sentence: 'Pause between two requests to a server, up to half more at random.',
    env: 'ROWPRINT_SCAN_PACE_MS',
  },
  scanEstimateBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '2MiB',
    sentence: 'Bytes from which the overlap of a file that is too large to read is estimated.',
    env: 'ROWPRINT_SCAN_ESTIMATE_BYTES',
  },
  staleAfterDays: {
    type: 'count',
    unit: 'days',
    default: '30',
    sentence: 'Age from which an extract on a server is stale, where the endpoint says nothing else.',
    env: 'ROWPRINT_STALE_AFTER_DAYS',
  },
  certificateWarningDays: {
    type: 'count',
    unit: 'days',
    default: '21',
    sentence: 'Days before the end of a certificate from which sweeps tell it.',
    env: 'ROWPRINT_CERTIFICATE_WARNING_DAYS',
  },
  smtpUrl: {
    type: 'smtpUrl',
    unit: null,
    default: null,
    sentence: 'Mail server that alerts are sent by, with its login; alerts are not mailed without it.',
    env: 'ROWPRINT_SMTP_URL',
    secret: true,
  },
  mailFrom: {
    type: 'contact',
    unit: null,
    default: 'rowprint@localhost',
    sentence: 'Address that alerts are mailed from.',
    env: 'ROWPRINT_MAIL_FROM',
  },
  alertTrustedHosts: {
    type: 'hosts',
    unit: null,
    default: null,
    sentence: 'Hosts that alerts may be sent to without TLS, and also at link-local addresses.',
    env: 'ROWPRINT_ALERT_TRUSTED_HOSTS',
  },
  alertTimeoutMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '15000',
    sentence: 'Longest that one attempt to send an alert may take.',
    env: 'ROWPRINT_ALERT_TIMEOUT_MS',
  },
  alertMaxAttempts: {
    type: 'count',
    unit: 'times',
    default: '20',
    sentence: 'Most attempts to send an alert; the pauses double from 5 seconds to an hour.',
    env: 'ROWPRINT_ALERT_MAX_ATTEMPTS',
  },
  alertMaxAgeMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '86400000',
    sentence: 'Age from which an alert that did not arrive is given up.',
    env: 'ROWPRINT_ALERT_MAX_AGE_MS',
  },
  alertAfterFailures: {
    type: 'count',
    unit: 'times',
    default: '3',
    sentence: 'Sweeps in a row that did not reach a server, from which an alert is raised.',
    env: 'ROWPRINT_ALERT_AFTER_FAILURES',
  },
  runsAtOnce: {
    type: 'threads',
    unit: 'threads',
    default: '1',
    sentence: 'Checks and table refreshes that the service does at once; one sweep runs besides.',
    env: 'ROWPRINT_RUNS_AT_ONCE',
  },
  runAttempts: {
    type: 'count',
    unit: 'times',
    default: '5',
    sentence: 'How often a run whose process died is begun before it is given up.',
    env: 'ROWPRINT_RUN_ATTEMPTS',
  },
  runLeaseMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '30000',
    sentence: 'Not heard of for so long, a run is taken over by another process.',
    env: 'ROWPRINT_RUN_LEASE_MS',
  },
  runStopMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '10000',
    sentence: 'Longest that a run may take to stop when it is cancelled or the service ends.',
    env: 'ROWPRINT_RUN_STOP_MS',
  },
  scheduleMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '30000',
    sentence: 'How often the service looks for endpoints that are due.',
    env: 'ROWPRINT_SCHEDULE_MS',
  },
  tableFolder: {
    type: 'path',
    unit: null,
    default: null,
    sentence: 'Folder whose files may be added as tables over the API; without it only databases may be.',
    env: 'ROWPRINT_TABLE_FOLDER',
  },
  host: {
    type: 'host',
    unit: null,
    default: '127.0.0.1',
    sentence: 'Address that the service listens on; beyond this machine it needs a proxy that does TLS.',
    env: 'ROWPRINT_HOST',
  },
  port: {
    type: 'port',
    unit: null,
    default: '7411',
    sentence: 'Port that the service listens on; 0 takes any that is free.',
    env: 'ROWPRINT_PORT',
  },
  maxConnections: {
    type: 'count',
    unit: 'times',
    default: '10000',
    sentence: 'Most connections that the service holds at once; more are closed.',
    env: 'ROWPRINT_MAX_CONNECTIONS',
  },
  maxJsonBytes: {
    type: 'bytes',
    unit: 'bytes',
    default: '1MiB',
    sentence: 'Largest request in JSON.',
    env: 'ROWPRINT_MAX_JSON_BYTES',
  },
  requestMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '30000',
    sentence: 'Longest that the head of a request may take to come, and a body that is no upload.',
    env: 'ROWPRINT_REQUEST_MS',
  },
  connectionIdleMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '150000',
    sentence: 'Longest that a connection may be silent while it is answered or uploads.',
    env: 'ROWPRINT_CONNECTION_IDLE_MS',
  },
  stopMs: {
    type: 'milliseconds',
    unit: 'milliseconds',
    default: '10000',
    sentence: 'Longest that requests under way may take once the service is told to stop.',
    env: 'ROWPRINT_STOP_MS',
  },
  metricsToken: {
    type: 'password',
    unit: null,
    default: null,
    sentence: 'Bearer token that /metrics wants; without it whoever reaches the service reads them.',
    env: 'ROWPRINT_METRICS_TOKEN',
    secret: true,
  },
  logLevel: {
    type: 'logLevel',
    unit: null,
    default: 'warn',
    sentence: 'Least important messages that are logged on stderr.',
    env: 'ROWPRINT_LOG_LEVEL',
  },
} as const satisfies Record<string, Option>;

/** The settings by name. */
export type OptionName = keyof typeof OPTIONS;
