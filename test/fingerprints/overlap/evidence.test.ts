import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGREE,
  type Comparison,
  DISAGREE,
  EMPTY,
  NEAR,
  type OutcomeShares,
  SWAPPED,
} from '../../../fingerprints/overlap/comparison.ts';
import {
  createScorer,
  type NearSets,
  type PairScore,
  type RowTokens,
} from '../../../fingerprints/overlap/evidence.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { type HandMadeColumn, handMadePrint, tokensOf } from './hand-made-print.ts';

const SHARES: OutcomeShares = { agree: 0.8, near: 0.05, swapped: 0.02, disagree: 0.13, disagreeAgain: 0.5 };
const BITS = 10;

function comparisonsOf(print: Print, changed: Partial<Comparison> = {}): Comparison[] {
  return print.meta.columns.map((_, column) => ({
    column,
    slot: column,
    alternates: [],
    shares: SHARES,
    ...changed,
  }));
}

/** Evidence of one suspect row and row 0 of the print. */
function evidenceOf(
  print: Print,
  row: RowTokens,
  {
    near = null,
    comparisons = comparisonsOf(print),
  }: { near?: NearSets | null; comparisons?: Comparison[] } = {},
): PairScore & { outcomes: number[] } {
  const scorer = createScorer(print, comparisons);
  scorer.take(row, near);
  const into = { stranger: 0, relative: 0 };
  scorer.score(0, into);
  return { ...into, outcomes: [...scorer.outcomes] };
}

/** A print of one column and 1,000 rows: row 0 has token 1, as do `sharing - 1` others; the rest are different. */
function oneColumn(sharing: number, column: Partial<HandMadeColumn> = {}): Print {
  const rows = Array.from({ length: 1_000 }, (_, at) => [at < sharing ? 1 : at + 1]);
  return handMadePrint({ columns: [{ field: 'code', scope: 'any', ...column }], rows });
}

const bitsOf = Math.log2;

describe('evidence against a stranger', () => {
  test('of an agreement is log2 of the share that agree over the share of the value', () => {
    const common = evidenceOf(oneColumn(50), tokensOf(1));
    const unindexed = evidenceOf(oneColumn(50, { isIndexed: false }), tokensOf(1));

    expect(common.outcomes).toEqual([AGREE]);
    expect(common.stranger).toBeCloseTo(bitsOf(0.8 / 0.05), BITS);
    expect(unindexed.stranger).toBeCloseTo(bitsOf(0.8 / 0.05), BITS);
  });

  test('of an agreement on a value that stands once is weighed by Good-Turing', () => {
    const { stranger } = evidenceOf(oneColumn(1, { singleShare: 1e-5 }), tokensOf(1));

    expect(stranger).toBeCloseTo(bitsOf(0.8 / 1e-5), BITS);
  });

  test('of a disagreement is log2 of the share that disagree though the same', () => {
    const { stranger, outcomes } = evidenceOf(oneColumn(1), tokensOf(99_999));

    expect(outcomes).toEqual([DISAGREE]);
    expect(stranger).toBeCloseTo(bitsOf(0.13), BITS);
  });

  test('of an empty cell on either side is nothing', () => {
    const blank = handMadePrint({ columns: [{ field: 'code' }], rows: [[0], [5]] });

    expect(evidenceOf(oneColumn(1), tokensOf(0))).toEqual({ stranger: 0, relative: 0, outcomes: [EMPTY] });
    expect(evidenceOf(blank, tokensOf(5))).toEqual({ stranger: 0, relative: 0, outcomes: [EMPTY] });
  });

  test('of a near agreement is log2 of the share that are near over the chance of being near', () => {
    const { stranger, outcomes } = evidenceOf(oneColumn(1, { nearShare: 0.002 }), tokensOf(99_999), {
      near: [new Set([1])],
    });

    expect(outcomes).toEqual([NEAR]);
    expect(stranger).toBeCloseTo(bitsOf(0.05 / 0.002), BITS);
  });

  test('of a value found in the other column is log2 of the share that are swapped over the share of that value', () => {
    const print = oneColumn(20);
    const comparisons = comparisonsOf(print, { alternates: [1] });

    const { stranger, outcomes } = evidenceOf(print, tokensOf(77_777, 1), { comparisons });

    expect(outcomes).toEqual([SWAPPED]);
    expect(stranger).toBeCloseTo(bitsOf(0.02 / 0.02), BITS);
  });

  test('of a value found in the other column counts also where its own cell is empty', () => {
    const print = oneColumn(20);

    expect(
      evidenceOf(print, tokensOf(0, 1), { comparisons: comparisonsOf(print, { alternates: [1] }) }).outcomes,
    ).toEqual([SWAPPED]);
  });

  test('of a merged cell adds up the shares of all its pieces: each was a chance to agree', () => {
    const { stranger } = evidenceOf(oneColumn(50), tokensOf([1, 500, 600]));

    // 50 rows of 1,000 have the first; the two others stand once: 2^-10 each.
    expect(stranger).toBeCloseTo(bitsOf(0.8 / (0.05 + 2 * 2 ** -10)), BITS);
  });

  test('of one column never passes 40 bits', () => {
    const { stranger } = evidenceOf(oneColumn(1, { singleShare: 1e-30 }), tokensOf(1));

    expect(stranger).toBeGreaterThan(39);
    expect(stranger).toBeLessThanOrEqual(40);
  });

  test('adds up over independent columns', () => {
    const print = handMadePrint({
      columns: [{ field: 'code' }, { field: 'text' }, { field: 'uuid' }],
      rows: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });

    const { stranger } = evidenceOf(print, tokensOf(1, 2, 9));

    expect(stranger).toBeCloseTo(2 * bitsOf(0.8 * 2 ** 10) + bitsOf(0.13), BITS);
  });

  test('counts a second column that follows from the first for what it adds', () => {
    const columns: HandMadeColumn[] = [{ field: 'code' }, { field: 'text' }];
    const rows = [
      [1, 2],
      [3, 4],
    ];
    const dependent = handMadePrint({ columns, rows, relations: { '0,1': 0.9, '1,0': 0.9 } });

    const { stranger } = evidenceOf(dependent, tokensOf(1, 2));

    expect(stranger).toBeCloseTo(bitsOf(0.8 * 2 ** 10) + bitsOf(0.8 / 0.9), BITS);
  });

  test('does not let the first column excuse the second when the first disagrees', () => {
    const columns: HandMadeColumn[] = [{ field: 'code' }, { field: 'text' }];
    const dependent = handMadePrint({ columns, rows: [[1, 2]], relations: { '0,1': 0.9, '1,0': 0.9 } });

    const { stranger } = evidenceOf(dependent, tokensOf(9, 2));

    expect(stranger).toBeCloseTo(bitsOf(0.13) + bitsOf(0.8 * 2 ** 10), BITS);
  });
});

describe('evidence against a relative', () => {
  test('of an agreement is discounted by how often relatives share the value', () => {
    const print = oneColumn(50, { relativeShare: 0.7 });

    const { relative } = evidenceOf(print, tokensOf(1));

    expect(relative).toBeCloseTo(bitsOf(0.8 / (0.7 * 0.8 + 0.3 * 0.05)), BITS);
  });

  test('of a disagreement speaks for another person the more, the more relatives share', () => {
    const of = (relativeShare: number): number =>
      evidenceOf(oneColumn(1, { relativeShare }), tokensOf(99_999)).relative;

    expect(of(0.7)).toBeCloseTo(bitsOf(0.13 / (0.7 * 0.13 + 0.3)), BITS);
    expect(of(0.01)).toBeCloseTo(bitsOf(0.13 / (0.01 * 0.13 + 0.99)), BITS);
    expect(of(0.01)).toBeLessThan(of(0.7));
  });

  test('never outweighs the evidence against a stranger on an agreement that is rarer than the same person’s', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 790 }),
        (kin, sharing) => {
          const { stranger, relative } = evidenceOf(oneColumn(sharing, { relativeShare: kin }), tokensOf(1));
          expect(relative).toBeLessThanOrEqual(stranger + 1e-9);
        },
      ),
    );
  });
});

describe('the home: street, postcode and town', () => {
  const columns: HandMadeColumn[] = [
    { field: 'street', scope: 'household', relativeShare: 0.85 },
    { field: 'postcode', scope: 'place', relativeShare: 0.85 },
    { field: 'city', scope: 'place', relativeShare: 0.85 },
  ];
  const print = handMadePrint({ columns, rows: [[1, 2, 3]] });

  test('disagrees as one: who moved pays once, then little for the rest', () => {
    const { stranger, relative } = evidenceOf(print, tokensOf(7, 8, 9));

    expect(stranger).toBeCloseTo(bitsOf(0.13) + 2 * bitsOf(0.5), BITS);
    expect(relative).toBeCloseTo(bitsOf(0.13 / (0.85 * 0.13 + 0.15)), BITS);
  });

  test('agrees as one against a relative', () => {
    const { relative } = evidenceOf(print, tokensOf(1, 2, 3));

    expect(relative).toBeCloseTo(bitsOf(0.8 / (0.85 * 0.8 + 0.15 * 2 ** -10)), BITS);
  });

  test('agrees and disagrees part by part where its parts differ', () => {
    const { stranger, outcomes } = evidenceOf(print, tokensOf(7, 2, 9));

    expect(outcomes).toEqual([DISAGREE, AGREE, DISAGREE]);
    expect(stranger).toBeCloseTo(bitsOf(0.13) + bitsOf(0.8 * 2 ** 10) + bitsOf(0.5), BITS);
  });
});

describe('scorer', () => {
  test('explains a pair by bits that add up to its score', () => {
    const print = handMadePrint({
      columns: [{ field: 'code' }, { field: 'street' }, { field: 'city' }, { field: 'text' }],
      rows: [[1, 2, 3, 4]],
      relations: { '1,2': 0.97 },
    });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), (row) => {
        const scorer = createScorer(print, comparisonsOf(print));
        scorer.take(tokensOf(...row), null);

        const { bits, score } = scorer.explain(0);

        expect(bits.reduce((sum, bit) => sum + bit, 0)).toBeCloseTo(score.stranger, BITS);
      }),
    );
  });

  test('keeps nothing of the row before', () => {
    const print = oneColumn(50);
    const scorer = createScorer(print, comparisonsOf(print));
    const into = { stranger: 0, relative: 0 };
    scorer.take(tokensOf(700), [new Set([1])]);
    scorer.score(0, into);

    scorer.take(tokensOf(1), null);
    scorer.score(0, into);

    expect(into.stranger).toBeCloseTo(bitsOf(0.8 / 0.05), BITS);
  });

  test('gives finite bits for any row and any print', () => {
    const cell = fc.integer({ min: 0, max: 4 });
    const row = fc.array(cell, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), row, (rows, suspect) => {
        const print = handMadePrint({
          columns: (['nir', 'street', 'city', 'phone', 'number'] as const).map((field, at) => ({
            field,
            isIndexed: at < 3,
            nearShare: 0,
            relativeShare: at / 4,
          })),
          rows,
        });
        const scorer = createScorer(print, comparisonsOf(print, { alternates: [3, 4] }));
        scorer.take(tokensOf(...suspect), [new Set([1]), null, null, new Set([2]), null]);
        const into = { stranger: 0, relative: 0 };
        for (let at = 0; at < rows.length; at++) {
          scorer.score(at, into);
          expect(Number.isFinite(into.stranger) && Number.isFinite(into.relative)).toBe(true);
        }
      }),
    );
  });
});
