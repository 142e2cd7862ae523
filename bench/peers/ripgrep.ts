import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { runTimed, type TimedRun } from '../volume/run-measured.ts';
import { DONE } from '../volume/run-rowprint.ts';
import { type Contestant, judgeRows } from './contestant.ts';
import { COLUMNS } from './duckdb-columns.ts';
import type { PeerFiles } from './files.ts';

const PROGRAM = 'rg';
const NIR = COLUMNS.indexOf('NIR');

/** ripgrep with each NIR of the table as a fixed string, spelled as the leak spells it. */
export function ripgrepContestant(folder: string, files: PeerFiles): Contestant {
  const patterns = join(folder, 'nirs.txt');
  const search = (flag: '--count' | '--line-number'): Promise<TimedRun> =>
    runTimed(PROGRAM, [flag, '--text', '--fixed-strings', '--file', patterns, files.leakPath], DONE);
  return {
    id: 'ripgrep',
    task: 'check',
    what: 'ripgrep -F, 1 key in clear',
    less: 'looks for one key in one spelling that it is told; nothing keyed, no table row named',
    absent: spawnSync(PROGRAM, ['--version']).status === 0 ? null : 'not installed here',
    async prepare() {
      await pipeline(nirsOf(files.tablePath), createWriteStream(patterns));
    },
    async run() {
      return search('--count');
    },
    async judge() {
      const { output } = await search('--line-number');
      const rows = [...output.matchAll(/^(\d+):/gm)].map(([, line]) => Number(line) - 1);
      return judgeRows(rows, files.personIds, files.tableRows);
    },
  };
}

/** A line each: 1 68 07 99 289 405 17. */
async function* nirsOf(tablePath: string): AsyncGenerator<string> {
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(tablePath) })) {
    if (!isHeader) yield `${line.split(';')[NIR]!.replace(GROUPS, '$1 $2 $3 $4 $5 $6 $7')}\n`;
    isHeader = false;
  }
}

const GROUPS = /^(.)(..)(..)(..)(...)(...)(..)$/;
