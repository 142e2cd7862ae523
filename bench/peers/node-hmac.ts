import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type MeasuredRun, runNode } from '../volume/run-measured.ts';
import { DONE } from '../volume/run-rowprint.ts';
import { type Contestant, judgeRows } from './contestant.ts';
import type { PeerFiles } from './files.ts';

const MATCH_HMAC = fileURLToPath(new URL('./match-hmac.mjs', import.meta.url));

/** The script that many would write with csv-parse, HMAC-SHA-256 and a Map for each of four keys. */
export function nodeHmacContestant(folder: string, files: PeerFiles): Contestant {
  const index = join(folder, 'hmac-index.txt');
  const run = (task: 'keep' | 'match', path: string): Promise<MeasuredRun> =>
    runNode([MATCH_HMAC, task, path, index], `${index}.cost`, DONE);
  let found: number[] = [];
  return {
    id: 'node-hmac',
    task: 'check',
    what: 'csv-parse, HMAC-SHA-256 and a Map, 4 keys',
    less: 'is told which column is which; exact keys only, no evidence, chance, households or coverage; one thread',
    absent: null,
    async prepare() {
      await run('keep', files.tablePath);
    },
    async run() {
      const measured = await run('match', files.leakPath);
      found = JSON.parse(measured.output);
      return measured;
    },
    async judge() {
      return judgeRows(found, files.personIds, files.tableRows);
    },
  };
}
