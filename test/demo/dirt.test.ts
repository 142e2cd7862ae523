import { describe, expect, test } from 'vitest';
import {
  DIRT_LEVELS,
  type DirtLevel,
  type DirtRates,
  IDENTIFIERS,
  layoutAt,
  soil,
  writeDirtyRow,
} from '../../src/demo/dirt.ts';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { type Fact, type Layout, writeRow } from '../../src/demo/layouts.ts';
import { population } from '../../src/demo/population.ts';
import { Random } from '../../src/demo/random.ts';

const people = [...population(41, 5_000)];
const table = LABORATORY_A.layout;
const NOTHING = DIRT_LEVELS.clean;

function placeOf(layout: Layout, fact: Fact): number {
  return layout.columns.findIndex((column) => column.fact === fact);
}

function rowsAt(level: DirtLevel): { before: string[][]; after: string[][]; layout: Layout } {
  const layout = layoutAt(level, table);
  const random = new Random(5);
  return {
    layout,
    before: people.map((person) => writeRow(layout, LABORATORY_A, person)),
    after: people.map((person) => writeDirtyRow(layout, LABORATORY_A, person, DIRT_LEVELS[level], random)),
  };
}

/** Share of cells of a column that pass, among those that were filled before. */
function share01(
  level: ReturnType<typeof rowsAt>,
  fact: Fact,
  test: (before: string, after: string) => boolean,
): number {
  const place = placeOf(level.layout, fact);
  const filled = level.before.flatMap((cells, row) => {
    const before = cells[place] as string;
    return before === '' ? [] : [test(before, level.after[row]?.[place] as string)];
  });
  return filled.filter(Boolean).length / filled.length;
}

describe('layoutAt', () => {
  test('leaves a clean leak as the table is', () => {
    expect(layoutAt('clean', table)).toBe(table);
  });

  test('loses no fact when it reformats, and merges the names', () => {
    const facts = layoutAt('reformatted', table).columns.map(({ fact }) => fact);
    const expected = table.columns
      .map(({ fact }) => fact)
      .filter((fact) => fact !== 'given')
      .map((fact) => (fact === 'family' ? 'fullName' : fact));

    expect([...facts].sort()).toEqual([...expected].sort());
    expect(facts).not.toEqual(expected);
  });

  test('keeps four columns when only names are left', () => {
    const facts = layoutAt('names-only', table).columns.map(({ fact }) => fact);

    expect([...facts].sort()).toEqual(['birthDate', 'family', 'given', 'postcode']);
  });
});

describe('levels', () => {
  test('clean and reformatted rows hold what was written', () => {
    for (const level of ['clean', 'reformatted'] as const) {
      const { before, after } = rowsAt(level);
      expect(after).toEqual(before);
    }
  });

  const dirty = rowsAt('dirty');

  test('a dirty leak misses half of the identifiers and 12 of 100 other cells', () => {
    const isMissing = (_: string, after: string): boolean => after === '';

    expect(share01(dirty, 'nir', isMissing)).toBeCloseTo(0.5, 1);
    expect(share01(dirty, 'email', isMissing)).toBeCloseTo(0.5, 1);
    expect(Math.abs(share01(dirty, 'birthDate', isMissing) - 0.12)).toBeLessThan(0.02);
  });

  test('a dirty leak has four of 100 filled cells mistyped', () => {
    const kept = 1 - share01(dirty, 'birthDate', (_, after) => after === '');
    const changed = share01(dirty, 'birthDate', (before, after) => after !== '' && after !== before);

    expect(Math.abs(changed / kept - 0.04)).toBeLessThan(0.012);
  });

  test('a dirty leak has five of 100 people at another address', () => {
    const moved = share01(
      dirty,
      'postcode',
      (before, after) => after !== '' && after.slice(0, 2) !== before.slice(0, 2),
    );

    expect(moved).toBeGreaterThan(0.03);
    expect(moved).toBeLessThan(0.07);
  });

  test('names are in each other’s place in two of 100 rows', () => {
    const level = rowsAt('names-only');
    const [given, family] = [placeOf(level.layout, 'given'), placeOf(level.layout, 'family')];
    const swapped = level.after.filter(
      (after, row) => after[given] === level.before[row]?.[family] && after[given] !== after[family],
    );

    expect(Math.abs(swapped.length / people.length - 0.02)).toBeLessThan(0.007);
  });
});

describe('soil', () => {
  const columns = [
    { name: 'a', fact: 'city' },
    { name: 'b', fact: 'nir' },
    { name: 'c', fact: 'birthDate' },
  ] as const;
  const cells = ['Villeneuve-sur-Loire', '185057800608436', '1985-05-03'];
  const soiled = (rates: Partial<DirtRates>): string[] =>
    soil(cells, columns, { ...NOTHING, ...rates }, new Random(1));

  test('blanks identifiers and other cells apart', () => {
    expect(soiled({ missingIdentifiersShare01: 1 })).toEqual([cells[0], '', cells[2]]);
    expect(soiled({ missingShare01: 1 })).toEqual(['', cells[1], '']);
  });

  test('truncates words and leaves numbers whole', () => {
    expect(soiled({ truncatedShare01: 1 })).toEqual(['Villeneuve-s', cells[1], cells[2]]);
  });

  test('shifts cells to the right and keeps their number', () => {
    const shifted = soiled({ shiftedShare01: 1 });

    expect(shifted).toHaveLength(3);
    expect(shifted.filter((cell) => cell === '')).toHaveLength(1);
    expect(shifted.filter((cell) => cell !== '')).toEqual(cells.slice(0, 2));
  });
});

test('counts telephones, e-mail and numbers as identifiers, names and places not', () => {
  expect(['nir', 'email', 'mobile', 'landline', 'phone'].every((fact) => IDENTIFIERS.has(fact as Fact))).toBe(
    true,
  );
  expect(['given', 'family', 'birthDate', 'city'].some((fact) => IDENTIFIERS.has(fact as Fact))).toBe(false);
});
