import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MeasuredRun, runNode } from '../volume/run-measured.ts';
import { DONE } from '../volume/run-rowprint.ts';
import { type Contestant, judgeRows } from './contestant.ts';
import { inClear, salted } from './duckdb-columns.ts';
import {
  countByColumns,
  countByKeys,
  findByColumns,
  findByKeys,
  keepColumns,
  keepKeys,
  loadTable,
} from './duckdb-queries.ts';
import type { PeerFiles } from './files.ts';

const RUN_SQL = fileURLToPath(new URL('./run-sql.mjs', import.meta.url));
/** The cores of the machine that the targets are for. */
const THREADS = '2';
const TOLD =
  'is told which column is which and how each is spelled; exact keys only, no evidence, chance, households or coverage';

/** DuckDB with keys in clear, salted, and as near as SQL comes to the same work; and its loading of the table. */
export function duckdbContestants(folder: string, files: PeerFiles): Contestant[] {
  const { leakPath } = files;
  return [
    load(folder, files),
    check(folder, files, {
      id: 'duckdb-clear',
      what: 'DuckDB, 4 keys in clear',
      less: `${TOLD}; nothing keyed`,
      kept: keepKeys('kept', inClear),
      count: countByKeys(leakPath, 'kept', inClear),
      find: findByKeys(leakPath, 'kept', inClear),
    }),
    check(folder, files, {
      id: 'duckdb-salted',
      what: 'DuckDB, 4 keys salted with SHA-256',
      less: `${TOLD}; a salt that stands beside the hashes keeps no NIR secret`,
      kept: keepKeys('kept', salted),
      count: countByKeys(leakPath, 'kept', salted),
      find: findByKeys(leakPath, 'kept', salted),
    }),
    check(folder, files, {
      id: 'duckdb-same-work',
      what: 'DuckDB, 22 columns salted and compared',
      less: 'is told which column is which and how each is spelled; agreeing columns are counted, not weighed; no chance, households or coverage',
      kept: keepColumns('kept', salted),
      count: countByColumns(leakPath, 'kept', salted),
      find: findByColumns(leakPath, 'kept', salted),
    }),
  ];
}

interface Queries extends Pick<Contestant, 'id' | 'what' | 'less'> {
  readonly kept: readonly string[];
  readonly count: readonly string[];
  readonly find: readonly string[];
}

function check(folder: string, files: PeerFiles, { id, what, less, kept, count, find }: Queries): Contestant {
  const database = join(folder, `${id}.duckdb`);
  let counted = 0;
  return {
    id,
    what,
    less,
    task: 'check',
    absent: null,
    async prepare() {
      const statements = [...loadTable(files.tablePath), ...kept, 'DROP TABLE loaded', 'CHECKPOINT'];
      await runSql(database, statements);
    },
    async run() {
      const run = await runSql(database, count);
      counted = firstOf(run);
      return run;
    },
    async judge() {
      const rows: number[] = JSON.parse((await runSql(database, find)).output);
      if (rows.length !== counted) throw new Error(`${id} counts ${counted} rows and finds ${rows.length}`);
      return judgeRows(rows, files.personIds, files.tableRows);
    },
  };
}

function load(folder: string, { tablePath, tableRows }: PeerFiles): Contestant {
  const database = join(folder, 'load.duckdb');
  return {
    id: 'duckdb-load',
    task: 'load',
    what: 'DuckDB, table loaded and checkpointed',
    less: 'keeps every value in clear as it stands: nothing recognised, normalised, keyed or counted',
    absent: null,
    async prepare() {},
    async run() {
      rmSync(database, { force: true });
      const run = await runSql(database, [...loadTable(tablePath), 'SELECT count(*) FROM loaded']);
      if (firstOf(run) !== tableRows) throw new Error(`DuckDB loads ${firstOf(run)} rows of ${tableRows}`);
      return run;
    },
    async judge() {
      return null;
    },
  };
}

function runSql(database: string, statements: readonly string[]): Promise<MeasuredRun> {
  const file = `${database}.json`;
  writeFileSync(file, JSON.stringify(statements));
  return runNode([RUN_SQL, database, file, THREADS], `${database}.cost`, DONE);
}

function firstOf({ output }: MeasuredRun): number {
  return JSON.parse(output)[0];
}
