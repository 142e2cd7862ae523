import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeVolumeLeak, writeVolumeTable } from '../../src/demo/volume.ts';
import { copyLines } from '../volume/make-files.ts';
import { say } from '../volume/say.ts';

/** What all contestants read. */
export interface PeerFiles {
  readonly tablePath: string;
  readonly tableRows: number;
  readonly leakPath: string;
  /** The first rows of the leak. */
  readonly samplePath: string;
  readonly sampleRows: number;
  /** By row of the leak; people with ids below `tableRows` are in the table. */
  readonly personIds: Int32Array;
}

const SEED = 1;
const SAMPLE_ROWS = 56;

/**
 * Write the table, the leak and the sample, or take those that are in `kept` since an earlier run (`--keep-files`, or
 * make-volume.ts with seed 1). Who is in such a leak is found out by writing it once more.
 * @param folder of this run, removed after it
 * @throws {Error} when a file that was kept is not what would be written
 */
export async function peerFiles(
  folder: string,
  kept: string | null,
  tableRows: number,
  leakRows: number,
): Promise<PeerFiles> {
  const [tablePath, leakPath] = [join(kept ?? folder, 'table.csv'), join(kept ?? folder, 'leak.txt')];
  const samplePath = join(folder, 'sample.txt');
  if (kept === null) {
    say(`writing a table of ${tableRows} rows and a leak of ${leakRows}`);
    await writeVolumeTable(tablePath, tableRows, SEED);
  }
  const personIds = await leakIds(folder, leakPath, tableRows, leakRows);
  copyLines(leakPath, samplePath, SAMPLE_ROWS);
  return { tablePath, tableRows, leakPath, samplePath, sampleRows: SAMPLE_ROWS, personIds };
}

async function leakIds(
  folder: string,
  leakPath: string,
  tableRows: number,
  leakRows: number,
): Promise<Int32Array> {
  const idsPath = `${leakPath}.ids-${tableRows}-${leakRows}`;
  if (existsSync(idsPath)) return new Int32Array(new Uint8Array(readFileSync(idsPath)).buffer);
  const written = join(folder, 'leak-again.txt');
  const isKept = existsSync(leakPath);
  if (isKept) say('finding out who is in the leak');
  const path = isKept ? written : leakPath;
  const { personIds } = await writeVolumeLeak(path, leakRows, SEED, { tableRows });
  if (statSync(path).size !== statSync(leakPath).size)
    throw new Error('the leak that was kept is not of these rows and seed 1');
  rmSync(written, { force: true });
  writeFileSync(idsPath, personIds);
  return personIds;
}
