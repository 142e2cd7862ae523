import { statSync } from 'node:fs';
import { databasePath } from '../../src/store/home.ts';
import { qualityOfNewestReport } from './found-rows.ts';
import type { VolumeFiles } from './make-files.ts';
import type { Measure } from './measures.ts';
import { type BenchHome, DONE, FOUND, runRowprint } from './run-rowprint.ts';
import { say } from './say.ts';

/** Peak memory of `table add` and of `check` at full size. */
const MOST_MEMORY = 1.5e9;

/** Fingerprint a table into a home that does not exist yet. */
export async function measureTableAdd(
  home: BenchHome,
  { tablePath, tableRows }: VolumeFiles,
): Promise<Measure[]> {
  say(`fingerprinting ${tableRows} rows`);
  await runRowprint(home, ['init'], DONE);
  const run = await runRowprint(home, ['table', 'add', 'volume', tablePath, '--json'], DONE);
  const databaseBytes = statSync(databasePath(home.home)).size;
  return [
    { what: 'table: file', value: statSync(tablePath).size, unit: 'bytes' },
    { what: 'table: rows', value: tableRows, unit: 'rows' },
    { what: 'table add: time', value: run.elapsedMs, unit: 'ms' },
    { what: 'table add: processor time', value: run.processorMs, unit: 'ms' },
    { what: 'table add: rows a second', value: (tableRows / run.elapsedMs) * 1000, unit: 'rows/s' },
    { what: 'table add: peak memory', value: run.peakBytes, unit: 'bytes', atMost: MOST_MEMORY },
    { what: 'table add: database', value: databaseBytes, unit: 'bytes' },
  ];
}

/** Check a suspect, and its report row by row. */
export async function measureCheck(
  home: BenchHome,
  what: string,
  path: string,
  personIds: Int32Array,
  tableRows: number,
  mostMs: number,
): Promise<Measure[]> {
  say(`checking ${personIds.length} rows against ${tableRows}`);
  const run = await runRowprint(home, ['check', path, '--json'], FOUND);
  const quality = await qualityOfNewestReport(home, personIds, tableRows);
  return [
    { what: `${what}: file`, value: statSync(path).size, unit: 'bytes' },
    { what: `${what}: rows`, value: personIds.length, unit: 'rows' },
    { what: `${what}: time`, value: run.elapsedMs, unit: 'ms', atMost: mostMs },
    { what: `${what}: processor time`, value: run.processorMs, unit: 'ms' },
    { what: `${what}: rows a second`, value: (personIds.length / run.elapsedMs) * 1000, unit: 'rows/s' },
    { what: `${what}: peak memory`, value: run.peakBytes, unit: 'bytes', atMost: MOST_MEMORY },
    { what: `${what}: precision`, value: quality.precision, unit: 'share', atLeast: 0.999 },
    { what: `${what}: recall`, value: quality.recall, unit: 'share', atLeast: 0.999 },
  ];
}
