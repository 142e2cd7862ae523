import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSlotReader, type Slot } from '../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import type { FieldId } from '../../fingerprints/fields/field.ts';
import type { Ways } from '../../fingerprints/overlap/candidates.ts';
import { type Comparison, DEFAULT_SHARES } from '../../fingerprints/overlap/comparison.ts';
import type { RowTokens } from '../../fingerprints/overlap/evidence.ts';
import { learnWays } from '../../fingerprints/overlap/learn-ways.ts';
import { matchSample } from '../../fingerprints/overlap/match-sample.ts';
import { createNearFinder } from '../../fingerprints/overlap/near-sets.ts';
import { createSample } from '../../fingerprints/overlap/sample.ts';
import type { Print } from '../../fingerprints/print/print.ts';
import { DEFAULTS, seededRandom } from '../fields/generated-people.ts';
import { handMadePrint, tokensOf } from '../fingerprints/overlap/hand-made-print.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../fingerprints/people-table.ts';
import { testTokeniser } from '../fingerprints/test-tokeniser.ts';
import { type BothRecords, createBothWays, type MatchCase } from './match-both-ways.ts';
import { openKernel } from './open-kernel.ts';

let matchBothWays: (of: MatchCase) => BothRecords;
let tokeniser: Tokeniser;

beforeAll(async () => {
  matchBothWays = createBothWays(openKernel('checked'));
  tokeniser = await testTokeniser();
});

function slotOf(kind: Slot['kind'], field: FieldId, ...columns: number[]): Slot {
  return { kind, columns, reading: defaultReading(field, DEFAULTS) };
}

function comparisonOf(column: number, slot: number, ...alternates: number[]): Comparison {
  return { column, slot, alternates, shares: DEFAULT_SHARES };
}

/** The same rows found, for the same reasons, and near values asked for as often. */
function expectSame({ kernel, reference, kernelAsked, referenceAsked }: BothRecords): void {
  expect(kernel).toEqual(reference);
  expect(kernelAsked).toBe(referenceAsked);
}

const NOTHING_NEAR = (): null => null;

describe('kernel matcher: people', () => {
  const people = somePeople(41, 3_072).map(personCells);
  const strangers = somePeople(43, 512).map(personCells);
  // Pieces of either name column and the joined name stand behind the ten plain ones.
  const slots: readonly Slot[] = [
    ...PEOPLE_PLAN.map(({ reading }, column) => ({ kind: 'whole' as const, columns: [column], reading })),
    slotOf('pieces', 'name', 1),
    slotOf('pieces', 'name', 2),
    slotOf('joined', 'name', 2, 1),
  ];
  const [NIR, FAMILY, GIVEN, BIRTH, STREET, POSTCODE, CITY, LANDLINE, MOBILE, EMAIL] = PEOPLE_PLAN.keys();
  const PIECES = 10;
  const comparisons = [
    comparisonOf(NIR!, NIR!),
    comparisonOf(MOBILE!, MOBILE!, LANDLINE!),
    comparisonOf(EMAIL!, EMAIL!),
    comparisonOf(LANDLINE!, LANDLINE!, MOBILE!),
    comparisonOf(STREET!, STREET!),
    comparisonOf(BIRTH!, BIRTH!),
    comparisonOf(FAMILY!, FAMILY!, GIVEN!),
    comparisonOf(GIVEN!, GIVEN!, FAMILY!),
    comparisonOf(POSTCODE!, POSTCODE!),
    comparisonOf(CITY!, CITY!),
  ];
  const merged = comparisons.map((one) =>
    one.column === FAMILY || one.column === GIVEN ? comparisonOf(one.column, PIECES, PIECES + 1) : one,
  );
  const suspect = damaged();

  let print: Print;
  let rows: readonly RowTokens[];
  beforeAll(() => {
    print = printOfRows(PEOPLE_PLAN, people, tokeniser);
    const readers = slots.map((slot) => createSlotReader(slot, tokeniser));
    rows = suspect.map((cells) => readers.map((reader) => reader.tokens(cells)));
  });

  /** Rows as they leak: whole, with holes, with names and telephones swapped, with slips; and strangers. */
  function damaged(): string[][] {
    const random = seededRandom(5);
    const without = (cells: readonly string[], ...columns: number[]): string[] =>
      cells.map((cell, column) => (columns.includes(column) ? '' : cell));
    const swapped = (cells: readonly string[], a: number, b: number): string[] =>
      cells.map((cell, column) => cells[column === a ? b : column === b ? a : column] ?? cell);
    const slipped = (cells: readonly string[], column: number): string[] =>
      cells.map((cell, at) => (at === column ? `${cell.slice(0, 2)}${cell.slice(3)}` : cell));
    return Array.from({ length: 480 }, (_, at) => {
      const cells = people[Math.floor(random() * people.length)]!;
      if (at % 8 === 0) return strangers[at]!;
      if (at % 8 === 1) return [...cells];
      if (at % 8 === 2) return cells.map((cell) => (random() < 0.5 ? '' : cell));
      if (at % 8 === 3) return swapped(without(cells, NIR!, EMAIL!), FAMILY!, GIVEN!);
      if (at % 8 === 4) return swapped(without(cells, NIR!, EMAIL!), LANDLINE!, MOBILE!);
      if (at % 8 === 5) return slipped(without(cells, NIR!, EMAIL!, LANDLINE!, MOBILE!), FAMILY!);
      if (at % 8 === 6) return without(cells, NIR!, STREET!, POSTCODE!, CITY!, LANDLINE!, MOBILE!, EMAIL!);
      return without(cells, NIR!, EMAIL!, MOBILE!).map((cell, column) =>
        column === FAMILY ? `${cells[GIVEN!]} ${cell}` : cell,
      );
    });
  }

  function nearOf(of: readonly Comparison[]): MatchCase['near'] {
    const finder = createNearFinder(
      print,
      of,
      slots.map((slot) => createSlotReader(slot, tokeniser)),
      tokeniser,
    );
    return (row) => finder(suspect[row]!);
  }

  test('gives the records of the reference', () => {
    const both = matchBothWays({ print, comparisons, ways: null, slots, rows, near: NOTHING_NEAR });

    expectSame(both);
    expect(both.reference.length / 5).toBeGreaterThan(300);
  });

  test('gives them where near agreement is not looked at', () => {
    const both = matchBothWays({ print, comparisons, ways: null, slots, rows, near: null });

    expect(both.kernel).toEqual(both.reference);
    expect(both.kernelAsked).toBe(0);
    expect(both.referenceAsked).toBeGreaterThan(50);
  });

  test('gives them with spellings that are one slip away', () => {
    const both = matchBothWays({ print, comparisons, ways: null, slots, rows, near: nearOf(comparisons) });

    expectSame(both);
    expect(both.kernelAsked).toBeGreaterThan(50);
  });

  test('gives them for cells of several pieces', () => {
    expectSame(matchBothWays({ print, comparisons: merged, ways: null, slots, rows, near: nearOf(merged) }));
  });

  test('gives them along the ways learned from a sample', () => {
    const readers = slots.map((slot) => createSlotReader(slot, tokeniser));
    const sample = createSample(people.slice(0, 1_500), readers, tokeniser);
    const ways = learnWays(print, comparisons, sample, matchSample);

    expect(ways).not.toBeNull();
    expectSame(matchBothWays({ print, comparisons, ways, slots, rows, near: nearOf(comparisons) }));
  });

  test('gives them along two common values alone', () => {
    const ways: Ways = { single: [5], pairs: [[6, 7]] };

    expectSame(matchBothWays({ print, comparisons, ways, slots, rows, near: nearOf(comparisons) }));
  });

  test('gives them for people of several rows', () => {
    const twice = people.slice(0, 1_024).flatMap((cells) => [cells, cells.with(STREET!, '1 RUE NEUVE')]);
    const keyed = PEOPLE_PLAN.map((column) => ({ ...column, isKey: column.source === NIR }));
    const several = printOfRows(keyed, twice, tokeniser);

    expect(several.personOf).not.toBeNull();
    expectSame(matchBothWays({ print: several, comparisons, ways: null, slots, rows, near: NOTHING_NEAR }));
  });
});

describe('kernel matcher: prints made by hand', () => {
  const FIELDS: readonly FieldId[] = ['code', 'name', 'street', 'city', 'phone'];

  /** Tokens that share buckets and tags, and some that do not. */
  const token = (most: number): fc.Arbitrary<number> =>
    fc.oneof(
      fc.integer({ min: 0, max: most }),
      fc.integer({ min: 0, max: most }).map((small) => (small === 0 ? 0 : 2 ** 32 - small)),
    );

  const made = fc
    .record({
      width: fc.integer({ min: 1, max: 6 }),
      most: fc.constantFrom(3, 20, 90),
      rowCount: fc.constantFrom(0, 1, 30, 400),
    })
    .chain(({ width, most, rowCount }) => {
      const place = fc.integer({ min: 0, max: width - 1 });
      return fc.record({
        columns: fc.array(
          fc.record({
            field: fc.constantFrom(...FIELDS),
            isIndexed: fc.boolean(),
            scope: fc.constantFrom('person' as const, 'household' as const),
            relativeShare: fc.constantFrom(0.01, 0.5),
            identifyingBits: fc.constantFrom(2, 8, 12),
            singleShare: fc.constantFrom(2 ** -4, 2 ** -12),
            nearShare: fc.constantFrom(0, 2 ** -9),
          }),
          { minLength: width, maxLength: width },
        ),
        rows: fc.array(fc.array(token(most), { minLength: width, maxLength: width }), {
          minLength: rowCount,
          maxLength: rowCount,
        }),
        related: fc.option(fc.tuple(place, place)),
        persons: fc.option(fc.integer({ min: 1, max: 3 })),
        suspect: fc.array(
          fc.array(fc.oneof(token(most), fc.array(token(most), { maxLength: 5 })), {
            minLength: width,
            maxLength: width,
          }),
          { maxLength: 30 },
        ),
        alternates: fc.array(fc.array(place, { maxLength: 2 }), { minLength: width, maxLength: width }),
        single: fc.option(fc.uniqueArray(place)),
        pairs: fc.array(fc.tuple(place, place)),
        near: fc.option(
          fc.array(fc.option(fc.array(token(most).filter((one) => one !== 0))), {
            minLength: width,
            maxLength: width,
          }),
        ),
      });
    });

  test('gives the records of the reference', () => {
    fc.assert(
      fc.property(made, ({ columns, rows, related, persons, suspect, alternates, single, pairs, near }) => {
        const print = handMadePrint({
          columns,
          rows,
          relations: related === null ? {} : { [related.join()]: 0.7 },
          ...(persons === null ? {} : { personOf: rows.map((_, at) => Math.floor(at / persons)) }),
        });

        const both = matchBothWays({
          print,
          comparisons: columns.map((_, column) => comparisonOf(column, column, ...alternates[column]!)),
          ways: single === null ? null : { single, pairs },
          slots: columns.map(({ field }, column) => slotOf('pieces', field, column)),
          rows: suspect.map((row) => tokensOf(...row)),
          near: () => near?.map((set) => (set === null ? null : Uint32Array.from(new Set(set)))) ?? null,
        });

        expectSame(both);
      }),
      { numRuns: 150 },
    );
  });

  test('gives them where more rows than are weighed, or kept, share a value', () => {
    const width = 24;
    const rows = Array.from({ length: 3_000 }, (_, row) =>
      Array.from({ length: width }, (__, column) => 1 + ((row * (column + 1)) % 50)),
    );
    const print = handMadePrint({
      columns: Array.from({ length: width }, (_, column) => ({
        field: FIELDS[column % FIELDS.length]!,
        identifyingBits: 4 + (column % 5),
      })),
      rows,
    });

    const both = matchBothWays({
      print,
      comparisons: Array.from({ length: width }, (_, column) => comparisonOf(column, column)),
      ways: null,
      slots: Array.from({ length: width }, (_, column) => slotOf('whole', 'code', column)),
      rows: Array.from({ length: 60 }, (_, row) =>
        tokensOf(...rows[row]!.map((one, column) => (column % 7 === row % 7 ? one : 1 + ((one + row) % 50)))),
      ),
      near: NOTHING_NEAR,
    });

    expectSame(both);
    expect(both.reference.length).toBeGreaterThan(0);
  });

  test('gives them where long runs have to be intersected', () => {
    const rows = Array.from({ length: 70_000 }, (_, row) => [
      row + 1,
      1 + (row % 100),
      1 + (Math.floor(row / 100) % 200),
      1 + (row % 2),
      1 + (Math.imul(row, 0x9e3779b1) >>> 20),
    ]);
    const print = handMadePrint({
      columns: FIELDS.map((field) => ({ field, identifyingBits: 7, singleShare: 2 ** -9 })),
      rows,
    });

    const both = matchBothWays({
      print,
      comparisons: FIELDS.map((_, column) => comparisonOf(column, column)),
      ways: null,
      slots: FIELDS.map((field, column) => slotOf('whole', field, column)),
      rows: Array.from({ length: 80 }, (_, at) => {
        const [, family, given, side, hash] = rows[at * 871]!;
        return tokensOf(0, at % 4 === 1 ? 7 : family!, given!, side!, at % 3 === 0 ? hash! : 0);
      }),
      near: NOTHING_NEAR,
    });

    expectSame(both);
    expect(both.reference.length).toBeGreaterThan(0);
  });
});
