import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeVolumeFiles, repeatFile, type VolumeFiles } from './make-files.ts';
import type { Measure } from './measures.ts';
import { type BenchHome, DONE, FOUND, homeIn, runRowprint } from './run-rowprint.ts';
import { say } from './say.ts';

/** Rows of the small table and leak whose repetition makes the suspects of the memory measurement. */
const REPEATED_ROWS = 20_000;
/** Members are decided soon, strangers are looked for everywhere: what is remembered of them is the same. */
const REPEATED_MEMBERS = 0.9;
const SMALL_BYTES = 50e6;
/**
 * What garbage collection alone may make of the same program: the short run was seen between 265 and 336 MB. Memory that
 * grew with the file would be five times as much at the least.
 */
const MOST_GROWTH = 1.5;

/** A size as people write it: 500MB, 5GB. */
export function bytesFrom(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(MB|GB)$/.exec(text) ?? [];
  if (digits === undefined) throw new RangeError(`a size is written like 500MB or 5GB, not ${text}`);
  return Number(digits) * (unit === 'GB' ? 1e9 : 1e6);
}

/** The same rows over and over: what a long file costs beyond a short one, against a table that itself costs little. */
export async function measureLongSuspect(folder: string, largeBytes: number): Promise<Measure[]> {
  const home = homeIn(folder, 'growth');
  const files = await makeVolumeFiles(folder, 'growth', REPEATED_ROWS, REPEATED_ROWS, REPEATED_MEMBERS);
  await runRowprint(home, ['init'], DONE);
  await runRowprint(home, ['table', 'add', 'growth', files.tablePath, '--json'], DONE);
  const [small, large] = [
    await checkRepeated(folder, home, files, SMALL_BYTES),
    await checkRepeated(folder, home, files, largeBytes),
  ];
  return [
    { what: 'short suspect: file', value: small.bytes, unit: 'bytes' },
    { what: 'short suspect: peak memory', value: small.peakBytes, unit: 'bytes' },
    { what: 'long suspect: file', value: large.bytes, unit: 'bytes' },
    { what: 'long suspect: rows', value: large.rows, unit: 'rows' },
    { what: 'long suspect: time', value: large.elapsedMs, unit: 'ms' },
    { what: 'long suspect: processor time', value: large.processorMs, unit: 'ms' },
    { what: 'long suspect: rows a second', value: (large.rows / large.elapsedMs) * 1000, unit: 'rows/s' },
    { what: 'long suspect: peak memory', value: large.peakBytes, unit: 'bytes' },
    {
      what: 'long suspect: memory of the short one',
      value: large.peakBytes / small.peakBytes,
      unit: 'times',
      atMost: MOST_GROWTH,
    },
    {
      what: 'long suspect: rows found of those in the table',
      value: large.presentRows / large.memberRows,
      unit: 'share',
      atLeast: 0.999,
      atMost: 1.001,
    },
  ];
}

async function checkRepeated(folder: string, home: BenchHome, files: VolumeFiles, leastBytes: number) {
  const path = join(folder, 'repeated.txt');
  const times = repeatFile(files.leakPath, path, leastBytes);
  const { size } = statSync(path);
  say(`checking ${size} bytes for the memory they take`);
  const run = await runRowprint(home, ['check', path, '--json'], FOUND);
  rmSync(path);
  const { overlaps } = JSON.parse(run.output) as { overlaps: { rows: { present: number } }[] };
  return {
    ...run,
    bytes: size,
    rows: times * files.truth.rows,
    memberRows: times * files.truth.rowsOfMembers,
    presentRows: overlaps[0]?.rows.present ?? 0,
  };
}
