import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ByteSource } from '../../../src/core/byte-source.ts';
import { csvFormat } from '../../../src/formats/csv/csv-format.ts';
import { openLocalFile } from '../../../src/formats/local-file.ts';
import { type Comparison, compareFile, openComparison } from '../../../src/pipelines/compare-file.ts';
import { knownPrints } from '../../../src/pipelines/load-prints.ts';
import { createMemoryVerdicts } from '../../../src/pipelines/memory-verdicts.ts';
import { leakOf, people } from '../generated-files.ts';
import { QUIET, Workplace } from '../workplace.ts';
import { withEngine } from './with-engine.ts';

const place = new Workplace();
const PATIENTS = people(900);

async function counts(comparison: Comparison, source: ByteSource) {
  const verdicts = createMemoryVerdicts();
  const limit = place.context.falseDiscovery;
  const { conclusion } = await compareFile(comparison, { source, format: csvFormat }, verdicts, limit, QUIET);
  const [tally] = conclusion.tallies;
  return { ...conclusion, tallies: [{ ...tally, foundRows: [...tally!.foundRows.members()] }] };
}

async function writeLeak(name: string, from: number, to: number): Promise<ByteSource> {
  const lines = leakOf(PATIENTS.slice(from, to)).map((cells) => cells.join(';'));
  await writeFile(place.path(name), lines.join('\n'));
  return openLocalFile(place.path(name));
}

async function comparisonWith(threads: number): Promise<Comparison> {
  const context = withEngine(place, { threads, blockBytes: 20_000 });
  return openComparison(context, await knownPrints(place.store, undefined));
}

test.each([0, 2])(
  'files compared one after another find what each would alone, on %i threads',
  async (threads) => {
    await place.addPeople('lab_a', PATIENTS.slice(0, 600));
    const files = [
      await writeLeak('a.csv', 0, 900),
      await writeLeak('b.csv', 500, 700),
      await writeLeak('c.csv', 0, 40),
    ];
    const alone = [];
    for (const file of files) alone.push(await counts(await comparisonWith(threads), file));

    const comparison = await comparisonWith(threads);
    const inTurn = [];
    for (const file of files) inTurn.push(await counts(comparison, file));

    expect(JSON.stringify(inTurn)).toBe(JSON.stringify(alone));
    expect(inTurn[0]!.rowsExplained).toBeGreaterThan(550);
  },
);

test('a tiny file takes no room for blocks that it will never have', async () => {
  await place.addPeople('lab_a', PATIENTS.slice(0, 600));
  const file = await writeLeak('tiny.csv', 0, 5);
  const comparison = await comparisonWith(2);
  const arena = comparison.engine!.arena;
  const taken: number[] = [];
  const counting = {
    ...arena,
    take(bytes: number) {
      taken.push(bytes);
      return arena.take(bytes);
    },
  };

  await counts({ ...comparison, engine: { ...comparison.engine!, arena: counting } }, file);

  // The text of a block, with what may be read past it.
  expect(taken.filter((bytes) => bytes >= 20_000 && bytes < 21_000)).toEqual([]);
});

test('the memory of files that were compared serves those that come after', async () => {
  await place.addPeople('lab_a', PATIENTS.slice(0, 600));
  const file = await writeLeak('a.csv', 0, 900);
  const comparison = await comparisonWith(0);
  await counts(comparison, file);
  const bytes = comparison.engine!.arena.memory.buffer.byteLength;

  for (let again = 0; again < 3; again++) await counts(comparison, file);

  expect(comparison.engine!.arena.memory.buffer.byteLength).toBe(bytes);
});
