import type { Report } from './report.ts';
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
  /** Where the generated tables, the leak and the demonstration's home lie. */
  readonly folder: string;
  readonly seed: number;
  readonly tables: readonly TableReport[];
  readonly report: Report;
  readonly truth: readonly TruthLine[];
  readonly elapsedMs: number;
}
