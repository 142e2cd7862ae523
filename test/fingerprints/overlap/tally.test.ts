import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PresenceRule } from '../../../fingerprints/estimate/false-discovery.ts';
import { AGREE, DISAGREE, EMPTY, NEAR, SWAPPED } from '../../../fingerprints/overlap/comparison.ts';
import {
  addTwinRows,
  createBits,
  createPrintTally,
  type PrintTally,
  tallyMatch,
} from '../../../fingerprints/overlap/tally.ts';
import type { LoggedMatch } from '../../../fingerprints/overlap/verdict-log.ts';
import { handMadePrint } from './hand-made-print.ts';

const RULE: PresenceRule = {
  shares: { present: 0.4, relative: 0.1, stranger: 0.5 },
  leastPresent: 0.99,
  expectedByChance: 0,
  claimedRows: 0,
};

function matchOf(printRow: number, changed: Partial<LoggedMatch> = {}): LoggedMatch {
  return {
    row: 1,
    printRow,
    sameBits: 40,
    relativeBits: 0,
    outcomes: Uint8Array.of(AGREE, AGREE),
    ...changed,
  };
}

/** Six rows: rows 0 and 1 are twins of one person, row 2 is the same person with another value, the others alone. */
const print = handMadePrint({
  columns: [{ field: 'nir' }, { field: 'code' }],
  rows: [
    [1, 5],
    [1, 5],
    [1, 6],
    [2, 5],
    [3, 7],
    [4, 8],
  ],
  personOf: [0, 0, 0, 1, 2, 3],
});

function tallied(...matches: readonly LoggedMatch[]): PrintTally {
  const tally = createPrintTally(print, [2]);
  for (const match of matches) tallyMatch(tally, print, 0, match, RULE);
  return tally;
}

describe('tally', () => {
  test('counts each row of the suspect, the row and the person of the print once', () => {
    const tally = tallied(matchOf(3), matchOf(3), matchOf(3), matchOf(4));

    expect(tally.presentRows).toBe(4);
    expect(tally.foundRows.count()).toBe(2);
    expect(tally.foundPersons.count()).toBe(2);
    expect(tally.householdRows).toBe(0);
  });

  test('counts a household apart, never as present', () => {
    const tally = tallied(
      matchOf(3, { sameBits: 20, relativeBits: 40 }),
      matchOf(4, { sameBits: -6, relativeBits: -6 }),
    );

    expect(tally).toMatchObject({ presentRows: 0, householdRows: 1 });
    expect(tally.foundRows.count()).toBe(0);
    expect(tally.foundPersons.count()).toBe(0);
  });

  test('counts by column the rows present whose cells are filled, and those that agree or are swapped', () => {
    const tally = tallied(
      matchOf(3, { outcomes: Uint8Array.of(AGREE, EMPTY) }),
      matchOf(4, { outcomes: Uint8Array.of(DISAGREE, SWAPPED) }),
      matchOf(5, { outcomes: Uint8Array.of(NEAR, AGREE) }),
      matchOf(5, { outcomes: Uint8Array.of(AGREE, AGREE), sameBits: -6 }),
    );

    expect(tally.columns).toEqual([
      [
        { compared: 3, agreeing: 1 },
        { compared: 2, agreeing: 2 },
      ],
    ]);
  });

  test('says whether the row is present', () => {
    const tally = createPrintTally(print, [2]);

    expect(tallyMatch(tally, print, 0, matchOf(3), RULE)).toBe(true);
    expect(tallyMatch(tally, print, 0, matchOf(3, { sameBits: 3 }), RULE)).toBe(false);
  });
});

describe('addTwinRows', () => {
  test('adds rows of the same person with the very same tokens, and no others', () => {
    const tally = tallied(matchOf(1));

    addTwinRows(tally, print);

    expect([...tally.foundRows.members()]).toEqual([0, 1]);
    expect(tally.foundPersons.count()).toBe(1);
  });

  test('adds nothing for a person whose rows differ', () => {
    const tally = tallied(matchOf(2), matchOf(3));

    addTwinRows(tally, print);

    expect([...tally.foundRows.members()]).toEqual([2, 3]);
  });

  test('adds exactly the rows that a plain search adds', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 2 }),
      fc.integer({ min: 0, max: 2 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.array(fc.nat(29)), (rows, found) => {
        const persons = [...new Set(rows.map(([person]) => person))];
        const made = handMadePrint({
          columns: [{ field: 'code' }, { field: 'text' }],
          rows: rows.map(([, a, b]) => [a, b]),
          personOf: rows.map(([person]) => persons.indexOf(person)),
        });
        const tally = createPrintTally(made, [2]);
        const known = found.filter((at) => at < rows.length);
        for (const at of known) tallyMatch(tally, made, 0, matchOf(at), RULE);

        addTwinRows(tally, made);

        const plain = rows.flatMap((one, at) =>
          known.some((other) => rows[other]!.join() === one.join()) ? [at] : [],
        );
        expect([...tally.foundRows.members()]).toEqual(plain);
      }),
    );
  });

  test('takes a print of one person in 200,000 rows in a moment', () => {
    const many = handMadePrint({
      columns: [{ field: 'code' }],
      rows: Array.from({ length: 200_000 }, (_, row) => [1 + (row >> 1)]),
      personOf: Array.from({ length: 200_000 }, () => 0),
    });
    const tally = createPrintTally(many, [1]);
    for (let row = 0; row < 200_000; row += 4)
      tallyMatch(tally, many, 0, matchOf(row, { outcomes: Uint8Array.of(1) }), RULE);

    addTwinRows(tally, many);

    expect(tally.foundRows.count()).toBe(100_000);
  });
});

describe('bits', () => {
  test('are a set of numbers below their bound', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99)), (members) => {
        const bits = createBits(100);
        for (const member of members) bits.add(member);

        const plain = [...new Set(members)].sort((a, b) => a - b);
        expect([...bits.members()]).toEqual(plain);
        expect(bits.count()).toBe(plain.length);
        for (let at = 0; at < 100; at++) expect(bits.has(at)).toBe(plain.includes(at));
      }),
    );
  });

  test('may be empty', () => {
    expect([...createBits(0).members()]).toEqual([]);
  });
});
