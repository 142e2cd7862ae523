import type { ExposureReport } from './exposure.ts';
import type { Report } from './report.ts';
import type { SweepReport } from './sweep.ts';
import type { TableReport } from './table-report.ts';

/** One figure of the report beside what the generator knows. */
export interface TruthLine {
  /** 'rows of the leak from Laboratory A'. */
  readonly what: string;
  readonly found: number;
  readonly truth: number;
}

/** What `demo` says: `rowprint.demo/1`. */
export interface DemoReport {
  readonly schema: 'rowprint.demo/1';
  /** Where the generated tables, the leak, what the servers had, and the demonstration's home lie. */
  readonly folder: string;
  readonly seed: number;
  readonly tables: readonly TableReport[];
  /** Two of each server, in the order in which they were made: the second after one extract was replaced. */
  readonly sweeps: readonly SweepReport[];
  /** Of both servers when they were switched off, the worst first. */
  readonly exposures: readonly ExposureReport[];
  /** Of the leak, checked when the servers no longer answered. */
  readonly report: Report;
  /** Whose rows they are. */
  readonly truth: readonly TruthLine[];
  /** Where they came from. */
  readonly attributionTruth: readonly TruthLine[];
  readonly elapsedMs: number;
}
