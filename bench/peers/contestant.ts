import type { MeasuredRun, TimedRun } from '../volume/run-measured.ts';

/** What is measured: a leak compared with a table that is known already, or a table that becomes known. */
export type Task = 'check' | 'load';

/** Whose time is taken at a task. Rowprint is one of them. */
export interface Contestant {
  /** Named by `--only`, and in the results. */
  readonly id: string;
  readonly task: Task;
  readonly what: string;
  /** What it does less of than Rowprint; empty for Rowprint. */
  readonly less: string;
  /** Why it cannot run here; null when it can. */
  readonly absent: string | null;
  /** What is there before the leak comes, as Rowprint's print is. Not timed. */
  prepare(): Promise<void>;
  run(): Promise<MeasuredRun | TimedRun>;
  /** How the rows found compare with the truth; null for what finds no rows. Not timed. */
  judge(): Promise<Found | null>;
}

/** Which rows of the leak were found, against the truth. */
export interface Found {
  readonly precision: number;
  readonly recall: number;
}

/** Judge rows found, counted from 0, where people with ids below `tableRows` are in the table. */
export function judgeRows(rows: readonly number[], personIds: Int32Array, tableRows: number): Found {
  const members = personIds.reduce((sum, id) => sum + (id < tableRows ? 1 : 0), 0);
  const right = rows.filter((row) => personIds[row]! < tableRows).length;
  return {
    precision: rows.length === 0 ? 1 : right / rows.length,
    recall: members === 0 ? 1 : right / members,
  };
}
