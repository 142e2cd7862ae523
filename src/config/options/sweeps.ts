import type { Option } from './option.ts';

/** Sweeps of servers. */
export const SWEEP_OPTIONS = {
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
} as const satisfies Record<string, Option>;
