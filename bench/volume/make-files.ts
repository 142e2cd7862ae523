import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type VolumeLeakTruth, writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';

/** A table, a leak out of it, and what is true of it. */
export interface VolumeFiles {
  readonly tablePath: string;
  readonly tableRows: number;
  readonly leakPath: string;
  readonly truth: VolumeLeakTruth;
}

/** Write a table and a leak of which that share of the rows is the table's. */
export async function makeVolumeFiles(
  folder: string,
  name: string,
  tableRows: number,
  leakRows: number,
  membersShare01: number,
): Promise<VolumeFiles> {
  const tablePath = join(folder, `${name}-table.csv`);
  const leakPath = join(folder, `${name}-leak.txt`);
  await writeVolumeTable(tablePath, tableRows, SEED);
  const truth = await writeVolumeLeak(leakPath, leakRows, SEED, { tableRows, membersShare01 });
  return { tablePath, tableRows, leakPath, truth };
}

const SEED = 1;

/** The first lines of a file (Latin-1 or UTF-8), as a file of its own. */
export function copyLines(from: string, to: string, lines: number): void {
  const bytes = readFileSync(from);
  let end = 0;
  for (let line = 0; line < lines; line++) end = bytes.indexOf(LINE_FEED, end) + 1;
  writeFileSync(to, bytes.subarray(0, end));
}

const LINE_FEED = 10;

/** A file over and over again, as a whole each time, until it has that many bytes. Returns how often. */
export function repeatFile(from: string, to: string, leastBytes: number): number {
  const bytes = readFileSync(from);
  const times = Math.ceil(leastBytes / bytes.length);
  const file = openSync(to, 'w');
  try {
    for (let time = 0; time < times; time++) writeSync(file, bytes);
  } finally {
    closeSync(file);
  }
  return times;
}
