import { readFile, writeFile } from 'node:fs/promises';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';

const SEED = 41;
const TABLE_ROWS = 6000;
const LEAK_ROWS = 8000;

/** A leak of the size asked for, and what is known of it. */
export interface LargeLeak {
  readonly bytes: number;
  readonly rows: number;
  readonly rowsOfMembers: number;
}

/** Write a table, and a leak of at least that many bytes: the same generated rows over and over, which takes no minutes. */
export async function writeLargeLeak(table: string, leak: string, minBytes: number): Promise<LargeLeak> {
  await writeVolumeTable(table, TABLE_ROWS, SEED);
  const { rows, rowsOfMembers } = await writeVolumeLeak(leak, LEAK_ROWS, SEED, { tableRows: TABLE_ROWS });
  const once = await readFile(leak);
  const times = Math.ceil(minBytes / once.length);
  await writeFile(
    leak,
    Array.from({ length: times }, () => once),
  );
  return { bytes: once.length * times, rows: rows * times, rowsOfMembers: rowsOfMembers * times };
}
