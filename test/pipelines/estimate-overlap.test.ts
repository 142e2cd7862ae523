import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { CancelledError, UsageError } from '../../src/core/errors.ts';
import { Random } from '../../src/demo/random.ts';
import { openComparison } from '../../src/pipelines/compare-file.ts';
import { estimateFile } from '../../src/pipelines/estimate-file.ts';
import { estimateOverlap } from '../../src/pipelines/estimate-overlap.ts';
import { listReports } from '../../src/pipelines/list-known.ts';
import { knownPrints } from '../../src/pipelines/load-prints.ts';
import { CannotSampleError } from '../../src/pipelines/sample-source.ts';
import type { Report } from '../../src/reports/report.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import { people, writeLeak } from './generated-files.ts';
import { cancelledAt, QUIET, Workplace } from './workplace.ts';

const place = new Workplace();
const PATIENTS = people(120);
const STRANGERS = people(120, 20_480);
const DRAW = { budgetBytes: 24 * 2_048, blockBytes: 2_048 };

/** A leak in which each of these stands so many times, one after the other, then the next. */
async function writeParts(
  name: string,
  parts: readonly (readonly [typeof PATIENTS, times: number])[],
): Promise<void> {
  await writeLeak(
    place.path(name),
    parts.flatMap(([leaked, times]) => Array.from({ length: times }, () => leaked).flat()),
  );
}

async function estimate(name: string, seed = 1, run: RunOptions = QUIET): Promise<Report> {
  const comparison = await openComparison(place.context, await knownPrints(place.store, undefined));
  const source = await place.context.openFile(place.path(name));
  const random = new Random(seed);
  return estimateOverlap(comparison, source, { draw: DRAW, random: () => random.unit() }, run);
}

describe('an estimate', () => {
  test('covers the share that reading the whole file gives, and the number of its rows', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [
      [PATIENTS, 12],
      [STRANGERS, 20],
    ]);

    const whole = await place.check('leak.txt');
    const report = await estimate('leak.txt');

    const [low, high] = report.overlaps[0]!.rows.interval;
    expect(low).toBeLessThan(whole.overlaps[0]!.rows.share);
    expect(high).toBeGreaterThan(whole.overlaps[0]!.rows.share);
    expect(high - low).toBeLessThan(0.3);
    const [fewest, most] = report.estimate!.rowsInterval;
    expect(fewest).toBeLessThanOrEqual(whole.suspect.rows);
    expect(most).toBeGreaterThanOrEqual(whole.suspect.rows);
    expect(Math.abs(report.suspect.rows / whole.suspect.rows - 1)).toBeLessThan(0.05);
  });

  test('says of each figure what it is: rows of the file are estimated, people and reverse rows are those seen', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [
      [PATIENTS, 12],
      [STRANGERS, 20],
    ]);

    const { overlaps, suspect, population, estimate: facts, warnings } = await estimate('leak.txt');

    const { rows, reverse, persons } = overlaps[0]!;
    expect(rows).toMatchObject({ method: 'sampled', total: suspect.rows });
    expect(rows.present).toBe(Math.round(rows.share * suspect.rows));
    expect(population.rowsExplained + population.rowsUnexplained).toBe(suspect.rows);
    expect(facts!.rowsSampled).toBeLessThan(suspect.rows / 5);
    expect(reverse.present).toBeLessThanOrEqual(120);
    expect(persons).toBeLessThanOrEqual(facts!.rowsSampled);
    expect(warnings.join(' ')).toContain('the least there is');
  });

  test('is never complete: it names what was not read and what it rests on', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[STRANGERS, 24]]);

    const { coverage, suspect, estimate: facts } = await estimate('leak.txt');

    expect(coverage.complete).toBe(false);
    expect(coverage.bytesRead).toBe(facts!.bytesSampled);
    expect(coverage.bytesRead).toBeLessThan(150_000);
    expect(coverage.skipped).toEqual([
      {
        what: expect.stringMatching(/^\d.* [kM]B of leak\.txt$/),
        reason: expect.stringMatching(/^estimated from 24 random blocks \(.* kB\)$/),
      },
    ]);
    expect(suspect).toMatchObject({ sha256: '', bytes: (await readFile(place.path('leak.txt'))).length });
  });

  test('does not exclude a leak that is too small and too much in one place to be met', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[STRANGERS, 24]]);

    const { overlaps } = await estimate('leak.txt');

    expect(overlaps[0]!.rows.present).toBe(0);
    expect(overlaps[0]!.rows.interval[0]).toBe(0);
    expect(overlaps[0]!.rows.interval[1]).toBeGreaterThan(0.13);
    expect(overlaps[0]!.rows.interval[1]).toBeLessThan(0.16);
  });

  test('counts rows of two tables once in all', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await place.addPeople('lab_b', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 24]]);

    const { population, suspect, overlaps, estimate: facts } = await estimate('leak.txt');

    expect(population.rowsExplained).toBeLessThanOrEqual(suspect.rows);
    expect(facts!.explained.share).toBeGreaterThan(0.98);
    for (const { rows } of overlaps) expect(rows.share).toBeGreaterThan(0.98);
  });

  test('does not count rows of an earlier suspect as ours', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[STRANGERS, 24]]);
    await place.checkPeople(STRANGERS, { keep: 'forum' });
    await writeParts('leak.txt', [[STRANGERS, 24]]);

    const { overlaps, population, estimate: facts } = await estimate('leak.txt');

    expect(overlaps[0]!.print).toMatchObject({ kind: 'suspect', name: 'forum' });
    expect(overlaps[0]!.rows.share).toBeGreaterThan(0.98);
    expect(facts!.explained.share).toBe(0);
    expect(population.rowsExplained).toBe(0);
  });

  test('asks a server once for the head and once for each block at most', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 24]]);
    const bytes = await readFile(place.path('leak.txt'));
    let requests = 0;
    const source: ByteSource = {
      name: 'leak.txt',
      bytes: bytes.length,
      async *stream(start = 0) {
        requests++;
        for (let from = start; from < bytes.length; from += 1_460) yield bytes.subarray(from, from + 1_460);
      },
    };
    const comparison = await openComparison(place.context, await knownPrints(place.store, undefined));

    const report = await estimateOverlap(comparison, source, { draw: DRAW }, QUIET);

    expect(requests).toBeLessThanOrEqual(25);
    expect(report.overlaps[0]!.rows.share).toBeGreaterThan(0.98);
  });

  test('stores nothing', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 24]]);

    await estimate('leak.txt');

    expect(await listReports(place.store)).toEqual([]);
  });

  test('ends when it is cancelled', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 24]]);

    await expect(estimate('leak.txt', 1, cancelledAt('matching'))).rejects.toThrow(CancelledError);
  });
});

describe('the estimate of a file by its name', () => {
  test('is the check of the whole where the blocks would be as large', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 2]]);

    const report = await estimateFile(place.context, { file: place.path('leak.txt'), estimate: {} }, QUIET);

    expect(report.estimate).toBeUndefined();
    expect(report.coverage.complete).toBe(true);
    expect(report.overlaps[0]!.rows.method).toBe('exact');
  });

  test('reads as many bytes as it is told', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt', [[PATIENTS, 24]]);

    const report = await estimateFile(
      place.context,
      { file: place.path('leak.txt'), estimate: { bytes: 10 * 8_192 } },
      QUIET,
    );

    expect(report.estimate!.blocks).toBe(10);
  });

  test('is refused for a compressed file, and says what to do', async () => {
    await place.addPeople('lab_a', PATIENTS);
    await writeParts('leak.txt.gz', [[PATIENTS, 24]]);
    const request = { file: place.path('leak.txt.gz'), estimate: { bytes: 8_192 } };

    await expect(estimateFile(place.context, request, QUIET)).rejects.toThrow(CannotSampleError);
    await expect(estimateFile(place.context, request, QUIET)).rejects.toThrow(
      /leak\.txt\.gz .* check it whole/,
    );
  });

  test('needs something to compare with', async () => {
    await writeFile(place.path('leak.txt'), 'a;b\n');
    const request = { file: place.path('leak.txt'), estimate: {} };

    await expect(estimateFile(place.context, request, QUIET)).rejects.toThrow(UsageError);
  });
});
