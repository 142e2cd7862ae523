import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choosePresenceRule,
  judge,
  type PresenceRule,
} from '../../../fingerprints/estimate/false-discovery.ts';
import {
  createEvidenceHistogram,
  type EvidenceBin,
  estimateShares,
  posteriorOf,
} from '../../../fingerprints/estimate/mixture.ts';
import { type SimulatedRow, simulatedRows } from './simulated-rows.ts';

const SHARES = { present: 0.4, relative: 0.1, stranger: 0.5 };
const UNLIMITED = Number.POSITIVE_INFINITY;

const bin = fc.record({
  sameBits: fc.integer({ min: -40, max: 320 }).map((quarters) => quarters / 4),
  relativeBits: fc.integer({ min: -320, max: 320 }).map((quarters) => quarters / 4),
  rows: fc.integer({ min: 1, max: 5_000 }),
});
const manyBins = fc.uniqueArray(bin, {
  maxLength: 40,
  selector: ({ sameBits, relativeBits }) => `${sameBits},${relativeBits}`,
});
const limit = fc.record({
  maxFalseShare: fc.double({ min: 0, max: 0.05, noNaN: true }),
  maxFalseRows: fc.constantFrom(UNLIMITED, 0.5, 3),
});

/** What the rule calls present, row by row. */
function claimed(bins: readonly EvidenceBin[], rule: PresenceRule): { rows: number; expected: number } {
  let rows = 0;
  let expected = 0;
  for (const one of bins) {
    if (judge(one.sameBits, one.relativeBits, rule) !== 'present') continue;
    rows += one.rows;
    expected += one.rows * (1 - posteriorOf(one.sameBits, one.relativeBits, rule.shares).present);
  }
  return { rows, expected };
}

function ruleOf(
  rows: readonly SimulatedRow[],
  maxFalseShare: number,
  maxFalseRows = UNLIMITED,
): PresenceRule {
  const histogram = createEvidenceHistogram();
  for (const row of rows) histogram.add(row.sameBits, row.relativeBits);
  const bins = histogram.bins();
  return choosePresenceRule(bins, estimateShares(bins, 0), { maxFalseShare, maxFalseRows });
}

describe('choosePresenceRule', () => {
  test('never claims rows of which more than the limit are expected to be chance', () => {
    fc.assert(
      fc.property(manyBins, limit, (bins, wanted) => {
        const rule = choosePresenceRule(bins, SHARES, wanted);

        const { rows, expected } = claimed(bins, rule);
        expect(expected).toBeLessThanOrEqual(wanted.maxFalseShare * rows + 1e-9);
        expect(expected).toBeLessThanOrEqual(wanted.maxFalseRows + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  test('promises exactly what its verdicts amount to', () => {
    fc.assert(
      fc.property(manyBins, limit, (bins, wanted) => {
        const rule = choosePresenceRule(bins, SHARES, wanted);

        const { rows, expected } = claimed(bins, rule);
        expect(rule.claimedRows).toBe(rows);
        expect(rule.expectedByChance).toBeCloseTo(expected, 9);
      }),
      { numRuns: 500 },
    );
  });

  test('claims rows of equal certainty all or none', () => {
    // Two bins that no number tells apart: far from any relative. The first alone would fit the limit.
    const bins = [
      { sameBits: 70, relativeBits: -80, rows: 1_000 },
      { sameBits: 5, relativeBits: -80, rows: 20 },
      { sameBits: 5, relativeBits: -79.75, rows: 20 },
    ];
    const limit = { maxFalseShare: 0.001, maxFalseRows: UNLIMITED };

    const rule = choosePresenceRule(bins, { present: 0.4, relative: 1e-9, stranger: 0.6 }, limit);

    expect(claimed(bins, rule)).toEqual({ rows: rule.claimedRows, expected: rule.expectedByChance });
    expect(rule.expectedByChance).toBeLessThanOrEqual(0.001 * rule.claimedRows);
  });

  test('claims as many rows or more under a looser limit', () => {
    fc.assert(
      fc.property(manyBins, limit, fc.double({ min: 1, max: 10, noNaN: true }), (bins, tight, times) => {
        const loose = {
          maxFalseShare: tight.maxFalseShare * times,
          maxFalseRows: tight.maxFalseRows * times,
        };

        const few = choosePresenceRule(bins, SHARES, tight);
        const more = choosePresenceRule(bins, SHARES, loose);

        expect(more.claimedRows).toBeGreaterThanOrEqual(few.claimedRows);
        expect(more.leastPresent).toBeLessThanOrEqual(few.leastPresent);
      }),
      { numRuns: 300 },
    );
  });

  test('keeps the whole comparison under half a chance row in strict mode', () => {
    const rows = simulatedRows(93, 10_000, SHARES);

    const strict = ruleOf(rows, 0.001, 0.5);
    const usual = ruleOf(rows, 0.001);

    expect(strict.expectedByChance).toBeLessThanOrEqual(0.5);
    expect(strict.claimedRows).toBeGreaterThan(1_000);
    expect(usual.claimedRows).toBeGreaterThan(strict.claimedRows);
  });

  test('claims no row that is more likely than one in twenty to be wrong, however loose the limit', () => {
    const doubtful = [{ sameBits: 4, relativeBits: -80, rows: 1_000 }];

    expect(
      choosePresenceRule(doubtful, SHARES, { maxFalseShare: 1, maxFalseRows: UNLIMITED }).claimedRows,
    ).toBe(0);
  });

  test('claims nothing of nothing', () => {
    const rule = choosePresenceRule([], SHARES, { maxFalseShare: 0.001, maxFalseRows: UNLIMITED });

    expect(rule).toMatchObject({ claimedRows: 0, expectedByChance: 0 });
    expect(judge(1_000, -1_000, rule)).not.toBe('present');
  });

  test('survives being stored as JSON with the same verdicts', () => {
    const rows = simulatedRows(94, 3_000, SHARES);
    const rule = ruleOf(rows, 0.001);

    const stored = JSON.parse(JSON.stringify(rule)) as PresenceRule;

    const verdicts = (by: PresenceRule): string[] =>
      rows.map((row) => judge(row.sameBits, row.relativeBits, by));
    expect(verdicts(stored)).toEqual(verdicts(rule));
  });
});

describe('judge', () => {
  const rule = choosePresenceRule([{ sameBits: 40, relativeBits: -20, rows: 100 }], SHARES, {
    maxFalseShare: 0.001,
    maxFalseRows: UNLIMITED,
  });

  test.each([
    ['a person beyond doubt', 60, 10, 'present'],
    ['a relative of one', 10, 30, 'household'],
    ['a stranger', -6, -6, 'absent'],
    ['who may be either, at high evidence', 60, 60, 'household'],
    ['who resembles a relative hardly more than chance', -5, 0, 'absent'],
  ])('calls %s by its name', (_, same, relative, verdict) => {
    expect(judge(same, relative, rule)).toBe(verdict);
  });
});

describe('the promise', () => {
  test('holds over 200 suspects: false rows are no more than expected, beyond chance', () => {
    let observed = 0;
    let promised = 0;
    let found = 0;
    let members = 0;
    let farOff = 0;
    for (let seed = 0; seed < 200; seed++) {
      const rows = simulatedRows(1_000 + seed, 2_000, SHARES);
      const rule = ruleOf(rows, 0.005);
      let wrong = 0;
      for (const { truth, sameBits, relativeBits } of rows) {
        const isPresent = judge(sameBits, relativeBits, rule) === 'present';
        if (isPresent && truth !== 'present') wrong++;
        if (isPresent && truth === 'present') found++;
        if (truth === 'present') members++;
      }
      observed += wrong;
      promised += rule.expectedByChance;
      if (wrong > rule.expectedByChance + 4 * Math.sqrt(rule.expectedByChance) + 1) farOff++;
    }

    expect(promised).toBeGreaterThan(50);
    expect(observed).toBeLessThanOrEqual(promised + 3 * Math.sqrt(promised));
    expect(observed).toBeGreaterThanOrEqual(promised - 4 * Math.sqrt(promised));
    expect(farOff).toBe(0);
    expect(found / members).toBeGreaterThan(0.7);
  });
});
