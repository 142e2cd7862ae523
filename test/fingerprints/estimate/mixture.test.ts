import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEvidenceHistogram,
  type EvidenceBin,
  estimateShares,
  posteriorOf,
} from '../../../fingerprints/estimate/mixture.ts';
import { simulatedRows } from './simulated-rows.ts';

const EVEN = { present: 0.4, relative: 0.2, stranger: 0.4 };
const bits = fc.double({ min: -2_000, max: 2_000, noNaN: true });

function binsOf(rows: readonly { sameBits: number; relativeBits: number }[]): readonly EvidenceBin[] {
  const histogram = createEvidenceHistogram();
  for (const row of rows) histogram.add(row.sameBits, row.relativeBits);
  return histogram.bins();
}

describe('evidence histogram', () => {
  test('counts every row once, within an eighth of a bit of its evidence', () => {
    const near = fc.double({ min: -79, max: 79, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(near, near), { maxLength: 50 }), (rows) => {
        const bins = binsOf(rows.map(([sameBits, relativeBits]) => ({ sameBits, relativeBits })));

        expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
        for (const [same, relative] of rows)
          expect(
            bins.some(
              (bin) =>
                Math.abs(bin.sameBits - same) <= 0.125 + 1e-9 &&
                Math.abs(bin.relativeBits - relative) <= 0.125 + 1e-9,
            ),
          ).toBe(true);
      }),
    );
  });

  test('keeps the difference of the two beyond certainty, and stays small whatever the evidence', () => {
    fc.assert(
      fc.property(bits, fc.double({ min: -70, max: 70, noNaN: true }), (same, difference) => {
        fc.pre(same > 160);
        const [bin] = binsOf([{ sameBits: same, relativeBits: same + difference }]);

        expect(Math.abs(bin!.relativeBits - bin!.sameBits - difference)).toBeLessThanOrEqual(0.26);
        expect(Math.max(bin!.sameBits, bin!.relativeBits)).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('posteriorOf', () => {
  test('sums to 1 and stays within 0 and 1 for any evidence', () => {
    fc.assert(
      fc.property(bits, bits, (same, relative) => {
        const { present, relative: kin, stranger } = posteriorOf(same, relative, EVEN);

        expect(present + kin + stranger).toBeCloseTo(1, 12);
        expect([present, kin, stranger].every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });

  test('is Bayes’ rule on the likelihood ratios', () => {
    const shares = { present: 0.1, relative: 0.3, stranger: 0.6 };

    const { present, relative, stranger } = posteriorOf(3, 1, shares);

    const sum = 0.1 * 8 + 0.3 * 2 + 0.6;
    expect(present).toBeCloseTo((0.1 * 8) / sum, 12);
    expect(relative).toBeCloseTo((0.3 * 2) / sum, 12);
    expect(stranger).toBeCloseTo(0.6 / sum, 12);
  });

  test.each([80, 500, 1_000, 1e6])(
    'tells a person from a relative by their difference at %i bits',
    (certain) => {
      const { present, relative, stranger } = posteriorOf(certain, certain - 3, EVEN);

      expect(present).toBeCloseTo((0.4 * 8) / (0.4 * 8 + 0.2), 6);
      expect(relative).toBeCloseTo(0.2 / (0.4 * 8 + 0.2), 6);
      expect(stranger).toBeLessThan(1e-20);
    },
  );

  test('is the shares themselves where the evidence says nothing', () => {
    expect(posteriorOf(0, 0, EVEN)).toEqual(EVEN);
  });

  test('grows with the evidence for the person', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (same, more) => {
          const before = posteriorOf(same, 10, EVEN).present;
          expect(posteriorOf(same + more, 10, EVEN).present).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });
});

describe('estimateShares', () => {
  test.each([
    { present: 0.5, relative: 0.1, stranger: 0.4 },
    { present: 0.9, relative: 0.02, stranger: 0.08 },
    { present: 0.01, relative: 0.15, stranger: 0.84 },
    { present: 0.0, relative: 0.0, stranger: 1.0 },
    { present: 1.0, relative: 0.0, stranger: 0.0 },
  ])('finds the shares that rows were drawn with: %o', (truth) => {
    const rows = simulatedRows(91, 20_000, truth);

    const shares = estimateShares(binsOf(rows), 0);

    // Standard deviation of a drawn share: at most 0.0035; rows of doubt add about as much.
    // Of those not present a tenth are taken for relatives at least: where they hardly show, none would be too few.
    const relative = Math.max(truth.relative, 0.1 * (1 - truth.present));
    expect(Math.abs(shares.present - truth.present)).toBeLessThan(0.012);
    expect(Math.abs(shares.relative - relative)).toBeLessThan(0.012);
    expect(shares.present + shares.relative + shares.stranger).toBeCloseTo(1, 9);
  });

  test('takes rows that nothing resembles for strangers', () => {
    const rows = simulatedRows(92, 5_000, { present: 0.8, relative: 0.1, stranger: 0.1 });

    const shares = estimateShares(binsOf(rows), 5_000);

    expect(Math.abs(shares.present - 0.4)).toBeLessThan(0.015);
  });

  test('gives positive shares that sum to 1 for nothing at all, and for one row', () => {
    for (const shares of [
      estimateShares([], 0),
      estimateShares([], 1),
      estimateShares([{ sameBits: 80, relativeBits: -80, rows: 1 }], 0),
      estimateShares([{ sameBits: -80, relativeBits: -80, rows: 1e9 }], 0),
      estimateShares([{ sameBits: 80, relativeBits: 80, rows: 1e9 }], 0),
    ]) {
      expect(shares.present + shares.relative + shares.stranger).toBeCloseTo(1, 9);
      expect(Math.min(shares.present, shares.relative, shares.stranger)).toBeGreaterThan(0);
    }
  });
});

test('sets no relatives against the person where nothing tells them apart', () => {
  const bins = [{ sameBits: 12, relativeBits: 10, rows: 400 }];

  const shares = estimateShares(bins, 600, false);

  expect(shares.relative).toBe(0);
  expect(shares.present).toBeCloseTo(0.4, 1);
});
