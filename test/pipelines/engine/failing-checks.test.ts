import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/byte-source.ts';
import { CancelledError } from '../../../src/core/errors.ts';
import { checkSuspect } from '../../../src/pipelines/check-suspect.ts';
import { SuspectChangedError } from '../../../src/pipelines/suspect-changed.ts';
import { WorkerCrashedError } from '../../../src/pipelines/threads/worker-crashed-error.ts';
import { refusalOf } from '../../store/test-home.ts';
import { leakOf, people } from '../generated-files.ts';
import { logicalDump } from '../logical-dump.ts';
import { cancelledAt, QUIET, Workplace } from '../workplace.ts';
import { outcomeOf, withEngine } from './with-engine.ts';

const place = new Workplace();
const PEOPLE = people(800);
const LINES = leakOf(PEOPLE).map((cells) => `${cells.join('\t')}\n`);
const LEAK = Buffer.from(LINES.join(''));
const BLOCKS = { blockBytes: 4_000 };

beforeEach(async () => {
  await place.addPeople('lab_a', PEOPLE.slice(0, 200));
  await writeFile(place.path('leak.txt'), LEAK);
});

const threads = [0, 1, 2] as const;

describe('a check on the engine that is cancelled', () => {
  test.each(
    threads.flatMap(
      (count) =>
        [
          [count, 'reading'],
          [count, 'matching'],
        ] as const,
    ),
  )('with %d threads while %s ends at once and leaves nothing', async (count, step) => {
    const before = logicalDump(place.home);
    const context = withEngine(place, { ...BLOCKS, threads: count });
    const wishes = { keep: 'leak' };

    const refusal = await refusalOf(outcomeOf(place, context, 'leak.txt', wishes, cancelledAt(step)));

    expect(refusal).toBeInstanceOf(CancelledError);
    expect(logicalDump(place.home)).toEqual(before);
  });

  test('does not wait for threads that are in the middle of a block', async () => {
    const controller = new AbortController();
    const run = { ...QUIET, signal: controller.signal };
    const stuck = new URL('./stuck-worker.ts', import.meta.url);
    const context = withEngine(place, { ...BLOCKS, threads: 2, workerUrl: stuck });
    const before = logicalDump(place.home);

    const check = refusalOf(outcomeOf(place, context, 'leak.txt', {}, run));
    setTimeout(() => controller.abort(), 1_500);

    expect(await check).toBeInstanceOf(CancelledError);
    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('a check whose threads die', () => {
  test.each(['./dying-worker.ts', './absent-worker.ts'])(
    'tells so, stores nothing, and the next one goes well: %s',
    async (worker) => {
      const before = logicalDump(place.home);
      const faulty = { ...BLOCKS, threads: 2, workerUrl: new URL(worker, import.meta.url) };

      const refusal = await refusalOf(outcomeOf(place, withEngine(place, faulty), 'leak.txt', { keep: 'x' }));

      expect(refusal).toBeInstanceOf(WorkerCrashedError);
      expect(logicalDump(place.home)).toEqual(before);
      const { report } = await outcomeOf(place, withEngine(place, { ...BLOCKS, threads: 2 }), 'leak.txt');
      expect(report).toMatchObject({ suspect: { rows: LINES.length } });
    },
  );

  test('of a bug is ended by that bug, and stores nothing', async () => {
    const before = logicalDump(place.home);
    const workerUrl = new URL('./throwing-worker.ts', import.meta.url);

    const refusal = await refusalOf(
      outcomeOf(place, withEngine(place, { ...BLOCKS, threads: 2, workerUrl }), 'leak.txt'),
    );

    expect(refusal.message).toBe('the kernel stopped at an assertion');
    expect(logicalDump(place.home)).toEqual(before);
  });
});

describe('a suspect that changes between the two readings of the engine', () => {
  const wider = LINES.map((line) => line.replace('\n', '\tx\ty\n'));
  const narrower = LINES.map((line) => line.replace(/^[^\t]*\t/, ''));
  const half = LINES.length >> 1;
  const cases = [
    ['grows', [...LINES, ...LINES.slice(half)]],
    ['shrinks', LINES.slice(0, half)],
    ['is empty', []],
    ['has its rows in another order', [...LINES.slice(half), ...LINES.slice(0, half)]],
    ['has wider rows in its second half', [...LINES.slice(0, half), ...wider.slice(half)]],
    ['is wider from the start', wider],
    ['is narrower from the start', narrower],
    ['has one more table', [...LINES, ...narrower]],
  ] as const;
  /** Whether the reading that finds the change has looked at the head of the file before. */
  const ways = [
    [0, 'before'],
    [2, 'before'],
    [2, 'behind'],
  ] as const;

  /** Gives other bytes from the stream of that number on; counts the streams. */
  function changing(second: Buffer, from: number): ByteSource & { streams: number } {
    return {
      name: 'leak.txt',
      bytes: null,
      streams: 0,
      async *stream() {
        const bytes = ++this.streams < from ? LEAK : second;
        for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
      },
    };
  }

  test.each(ways.flatMap((way) => cases.map(([what, lines]) => [what, ...way, lines] as const)))(
    'is refused when it %s, with %d threads, %s its head, and nothing is stored',
    async (_, count, side, lines) => {
      const context = withEngine(place, { ...BLOCKS, threads: count });
      const check = (source: ByteSource, keep?: string) =>
        checkSuspect(
          { ...context, openFile: async () => source },
          { file: 'leak.txt', ...(keep === undefined ? {} : { keep }) },
          QUIET,
        );
      const unchanged = changing(LEAK, 1);
      await check(unchanged);
      const headOfMatching = 1 + (unchanged.streams - 1) / 2 + 1;
      const before = logicalDump(place.home);

      const second = Buffer.from(lines.join(''));
      const from = headOfMatching + (side === 'behind' ? 1 : 0);
      const refusal = await refusalOf(check(changing(second, from), 'copy'));

      expect(refusal).toBeInstanceOf(SuspectChangedError);
      expect(logicalDump(place.home)).toEqual(before);
    },
  );
});
