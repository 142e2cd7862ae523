import type { Measure } from '../volume/measures.ts';
import { DONE, FOUND, runRowprint } from '../volume/run-rowprint.ts';
import { say } from '../volume/say.ts';
import type { PeerFiles } from './files.ts';
import { median } from './median.ts';
import type { RowprintEntry } from './rowprint.ts';

const STARTS = 10;

/** What a person waits for who asks little: a few rows, each time in a new process; and how large the print is. */
export async function measureSample(
  { home, addTable, databaseBytes }: RowprintEntry,
  { samplePath, sampleRows, tableRows }: PeerFiles,
  repeats: number,
): Promise<Measure[]> {
  await addTable();
  const bytesARow = databaseBytes() / tableRows;
  say(`checking ${sampleRows} rows`);
  const elapsedMs = await medianMs(repeats, () => runRowprint(home, ['check', samplePath, '--json'], FOUND));
  return [
    { what: `check of ${sampleRows} rows: time`, value: elapsedMs, unit: 'ms', atMost: 1000 },
    { what: 'print: database, for each row', value: bytesARow, unit: 'bytes', atMost: 160 },
  ];
}

/** How long the program takes to start and say its version. */
export async function measureStart({ home }: RowprintEntry): Promise<Measure[]> {
  say('starting');
  const elapsedMs = await medianMs(STARTS, () => runRowprint(home, ['--version'], DONE));
  return [{ what: '`--version`: time', value: elapsedMs, unit: 'ms', atMost: 150 }];
}

async function medianMs(
  repeats: number,
  run: () => Promise<{ readonly elapsedMs: number }>,
): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < repeats; time++) times.push((await run()).elapsedMs);
  return median(times);
}
