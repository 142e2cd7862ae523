import { describe, expect, test } from 'vitest';
import type { Progress } from '../../src/core/progress.ts';
import { Random } from '../../src/demo/random.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import { compareFile, openComparison } from '../../src/pipelines/compare-file.ts';
import { compareSample } from '../../src/pipelines/estimate-overlap.ts';
import { knownPrints } from '../../src/pipelines/load-prints.ts';
import { createMemoryVerdicts } from '../../src/pipelines/memory-verdicts.ts';
import { narrowShare } from '../../src/pipelines/narrow-share.ts';
import type { Report } from '../../src/reports/report.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import { people, writeLeak } from './generated-files.ts';
import { QUIET, Workplace } from './workplace.ts';

const place = new Workplace();
const PATIENTS = people(120);
const STRANGERS = people(120, 20_480);
/** In runs of several blocks. */
const MIXED = [...PATIENTS, ...STRANGERS];
const DRAW = { budgetBytes: 24 * 2_048, blockBytes: 2_048 };

async function writeMixed(name: string, times: number): Promise<void> {
  await place.addPeople('lab_a', PATIENTS);
  await writeLeak(place.path(name), Array.from({ length: times }, () => MIXED).flat());
}

/** Check a file and remember what was told while it ran. */
async function watched(
  name: string,
  part: Partial<RunOptions>,
  estimateFromBytes = 50_000,
): Promise<{ report: Report; told: Progress[] }> {
  const told: Progress[] = [];
  const run = { ...QUIET, onProgress: (progress: Progress) => told.push(progress), ...part };
  const context = { ...place.context, estimateFromBytes };
  return { report: await checkSuspect(context, { file: place.path(name) }, run), told };
}

function width({ share }: Progress): number {
  return share!.high01 - share!.low01;
}

describe('while a large file is checked', () => {
  test('the range is told from the start and ends at the share of the report', async () => {
    await writeMixed('leak.txt', 3);

    const { report, told } = await watched('leak.txt', { isWatched: true });

    expect(told[0]).toMatchObject({ step: 'estimating' });
    expect(told.slice(1).every(({ share }) => share !== undefined)).toBe(true);
    const { low01, high01 } = told.at(-1)!.share!;
    const share = report.population.rowsExplained / report.suspect.rows;
    expect(low01).toBeCloseTo(share, 2);
    expect(high01).toBeCloseTo(share, 2);
  });

  test('the range narrows as rows are matched', async () => {
    await writeMixed('leak.txt', 10);
    const comparison = await openComparison(place.context, await knownPrints(place.store, undefined));
    const source = await place.context.openFile(place.path('leak.txt'));
    const random = new Random(1);
    const options = { draw: DRAW, random: () => random.unit() };
    const told: Progress[] = [];
    const run = { ...QUIET, onProgress: (progress: Progress) => told.push(progress) };

    const early = narrowShare(
      await compareSample(comparison, source, options, QUIET),
      comparison.prints,
      run,
    );
    const file = { source, format: csvFormat };
    const limit = place.context.falseDiscovery;
    await compareFile(comparison, file, createMemoryVerdicts(), limit, early.run, early.onMatched);

    const reading = told.filter(({ step }) => step === 'reading');
    const matching = told.filter(({ step }) => step === 'matching');
    expect(width(reading.at(-1)!)).toBe(width(reading[0]!));
    expect(width(matching[0]!)).toBeLessThan(width(reading[0]!));
    const widths = told.map(width);
    expect(widths.toSorted((a, b) => b - a)).toEqual(widths);
    expect(width(matching.at(-1)!)).toBe(0);
  });

  test('nothing else is found than without', async () => {
    await writeMixed('leak.txt', 3);

    const { report } = await watched('leak.txt', { isWatched: true });
    const plain = await place.check('leak.txt');

    const { id: _, createdAt: __, elapsedMs: ___, ...found } = report;
    expect(plain).toMatchObject(found);
  });

  test.each([
    ['nobody watches', 'leak.txt', 1_000, false],
    ['it is small', 'leak.txt', 1e9, true],
    ['it is compressed', 'leak.txt.gz', 1_000, true],
  ])('no range is told where %s', async (_, name, estimateFromBytes, isWatched) => {
    await writeMixed(name, 2);

    const { told } = await watched(name, { isWatched }, estimateFromBytes);

    expect(told.length).toBeGreaterThan(1);
    expect(told.every(({ share }) => share === undefined)).toBe(true);
  });
});
