import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreeingPairs, countRelations } from '../../../fingerprints/print/relations.ts';
import { rowMajor } from '../../../fingerprints/print/row-major.ts';
import { seededRandom } from '../../fields/generated-people.ts';

/** Two rows for each value of the first column, in any order: its pairs are all there are. */
function pairedColumn(pairs: number, shuffle: readonly number[]): Uint32Array {
  const rows = Array.from({ length: 2 * pairs }, (_, at) => 1 + (at >> 1));
  const order = rows.map((_, at) => at).sort((a, b) => (shuffle[a] ?? 0) - (shuffle[b] ?? 0) || a - b);
  return Uint32Array.from(order, (at) => rows[at]!);
}

function plainRelation(
  column: Uint32Array,
  other: Uint32Array,
  household: Uint32Array | null,
): number | null {
  let compared = 0;
  let agreeing = 0;
  for (let a = 0; a < column.length; a++)
    for (let b = a + 1; b < column.length; b++) {
      if (column[a] === 0 || column[a] !== column[b] || other[a] === 0 || other[b] === 0) continue;
      if (household !== null && household[a] === household[b]) continue;
      compared++;
      if (other[a] === other[b]) agreeing++;
    }
  return compared < 20 ? null : (agreeing + 0.5) / (compared + 1);
}

function relationsOf(columns: readonly Uint32Array[], householdOf: Uint32Array | null): (number | null)[][] {
  const signature = rowMajor(columns, columns[0]!.length);
  return countRelations(columns.map(agreeingPairs), signature, householdOf);
}

describe('countRelations', () => {
  test('counts how often a second column agrees where the first does, pair by pair', () => {
    const other = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 80, maxLength: 80 });
    const shuffle = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 80, maxLength: 80 });
    const household = fc.option(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 80, maxLength: 80 }));
    fc.assert(
      fc.property(other, shuffle, household, (values, order, units) => {
        const first = pairedColumn(40, order);
        const second = Uint32Array.from(values);
        const householdOf = units === null ? null : Uint32Array.from(units);

        const relations = relationsOf([first, second], householdOf);

        const plain = plainRelation(first, second, householdOf);
        if (plain === null) expect(relations[0]![1]).toBeNull();
        else expect(relations[0]![1]).toBeCloseTo(plain, 12);
      }),
    );
  });

  test('knows the town from the street, and not the street from the town', () => {
    const random = seededRandom(5);
    const streets = Uint32Array.from({ length: 5_000 }, () => 1 + Math.floor(random() * 900));
    const towns = streets.map((street) => 1 + (street % 30));

    const [[, townByStreet], [streetByTown]] = relationsOf([streets, towns], null) as number[][];

    expect(townByStreet).toBeGreaterThan(0.99);
    expect(streetByTown).toBeGreaterThan(0.02);
    expect(streetByTown).toBeLessThan(0.05);
  });

  test('finds independent columns as independent as they are', () => {
    const random = seededRandom(6);
    const draw = (values: number): Uint32Array =>
      Uint32Array.from({ length: 20_000 }, () => 1 + Math.floor(random() * values));

    const relations = relationsOf([draw(4_000), draw(10)], null);

    expect(relations[0]![1]).toBeGreaterThan(0.08);
    expect(relations[0]![1]).toBeLessThan(0.12);
  });

  test('leaves pairs of one household out', () => {
    const household = Uint32Array.from({ length: 100 }, (_, row) => row >> 1);
    const surname = household.map((unit) => unit + 1);

    expect(relationsOf([surname, surname.slice()], household)[0]![1]).toBeNull();
    expect(relationsOf([surname, surname.slice()], null)[0]![1]).toBeGreaterThan(0.95);
  });

  test('says null where the first column hardly ever agrees, where cells are empty, and where there are no rows', () => {
    const unique = Uint32Array.from({ length: 500 }, (_, row) => row + 1);
    const empty = new Uint32Array(500);

    expect(relationsOf([unique, empty], null)).toEqual([
      [1, null],
      [null, 1],
    ]);
    expect(relationsOf([new Uint32Array(0), new Uint32Array(0)], null)[0]![1]).toBeNull();
  });

  test('takes a column of one value in 200,000 rows within the time of a test', () => {
    const relations = relationsOf([new Uint32Array(200_000).fill(9), new Uint32Array(200_000).fill(3)], null);

    expect(relations[0]![1]).toBeGreaterThan(0.999);
  });
});
