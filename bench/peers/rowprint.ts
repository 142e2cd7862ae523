import { rmSync, statSync } from 'node:fs';
import { databasePath } from '../../src/store/home.ts';
import { qualityOfNewestReport } from '../volume/found-rows.ts';
import type { MeasuredRun } from '../volume/run-measured.ts';
import { type BenchHome, DONE, FOUND, homeIn, runRowprint } from '../volume/run-rowprint.ts';
import type { Contestant } from './contestant.ts';
import type { PeerFiles } from './files.ts';

/** Rowprint at both tasks, and its home for what is measured of it alone. */
export interface RowprintEntry {
  readonly home: BenchHome;
  readonly contestants: readonly Contestant[];
  /** Make sure that the table is in the home. */
  addTable(): Promise<void>;
  /** Size of the database with the table in it and no report yet. */
  databaseBytes(): number;
}

/** The built product, a home of its own for each time that it adds the table. */
export function rowprintEntry(folder: string, files: PeerFiles): RowprintEntry {
  const home = homeIn(folder, 'rowprint');
  let databaseBytes = 0;
  const add = async (): Promise<MeasuredRun> => {
    rmSync(home.home, { recursive: true, force: true });
    rmSync(home.keyFile, { force: true });
    await runRowprint(home, ['init'], DONE);
    const run = await runRowprint(home, ['table', 'add', 'peers', files.tablePath, '--json'], DONE);
    databaseBytes = statSync(databasePath(home.home)).size;
    return run;
  };
  const addTable = async (): Promise<void> => {
    if (databaseBytes === 0) await add();
  };
  const load: Contestant = {
    id: 'rowprint-load',
    task: 'load',
    what: 'Rowprint, `table add`',
    less: '',
    absent: null,
    async prepare() {},
    run: add,
    async judge() {
      return null;
    },
  };
  const check: Contestant = {
    id: 'rowprint-check',
    task: 'check',
    what: 'Rowprint, `check`',
    less: '',
    absent: null,
    prepare: addTable,
    run: () => runRowprint(home, ['check', files.leakPath, '--json'], FOUND),
    judge: () => qualityOfNewestReport(home, files.personIds, files.tableRows),
  };
  return { home, contestants: [load, check], addTable, databaseBytes: () => databaseBytes };
}
