import type { ScanTools, Visit } from '../../../scanners/scanner.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { EndpointRecord, SweepRecord } from '../../store/watched.ts';
import type { Comparison } from '../compare-file.ts';
import type { KnownPrint } from '../load-prints.ts';
import type { WatchContext } from './watch-context.ts';

/** Everything that one sweep works with. */
export interface Sweeping {
  readonly context: WatchContext;
  readonly endpoint: EndpointRecord;
  readonly sweep: SweepRecord;
  readonly isResumed: boolean;
  readonly visit: Visit;
  readonly tools: ScanTools;
  /** The latest prints of tables and kept suspects: those that assets are compared with. */
  readonly known: readonly KnownPrint[];
  /** Loads them when the first file is compared; once. */
  readonly comparison: () => Promise<Comparison>;
  readonly startedMs: number;
  readonly run: RunOptions;
}

/** Assets that are new or gone since the last sweep. */
export interface ListedChanges {
  readonly added: number;
  readonly gone: number;
}
