import { describe, expect, test } from 'vitest';
import { buildGroupedIndex } from '../../../fingerprints/print/column-index.ts';
import { type LinkColumn, type Links, linkRows } from '../../../fingerprints/print/link-rows.ts';
import {
  createPairScale,
  type FirstRelations,
  ONE_PERSON,
  type PairBounds,
  STRANGERS,
} from '../../../fingerprints/print/pair-scale.ts';
import { rowMajor } from '../../../fingerprints/print/row-major.ts';
import { createUnionFind, numberSets } from '../../../fingerprints/print/union-find.ts';
import { seededRandom } from '../../fields/generated-people.ts';

const FACTS = ['nir', 'given', 'family', 'birth', 'street', 'town', 'phone', 'note'] as const;
type Fact = (typeof FACTS)[number];
/** One row: a token per fact; 0 or absent is empty. */
type TokenRow = Partial<Record<Fact, number>>;

/** What a table of a thousand people shows at first sight: bits, a relative's share, who has it. */
interface Shape extends Pick<LinkColumn, 'bits' | 'speaksFor'> {
  readonly relativeShare: number;
}
const SHAPES: Record<Fact, Shape> = {
  nir: { bits: 30, relativeShare: 0.001, speaksFor: 'person' },
  given: { bits: 6.5, relativeShare: 0.01, speaksFor: 'person' },
  family: { bits: 9, relativeShare: 0.7, speaksFor: 'household' },
  birth: { bits: 14, relativeShare: 0.04, speaksFor: 'person' },
  street: { bits: 12, relativeShare: 0.85, speaksFor: 'household' },
  town: { bits: 5, relativeShare: 0.85, speaksFor: 'household' },
  phone: { bits: 25, relativeShare: 0.7, speaksFor: 'household' },
  note: { bits: 12, relativeShare: 0.4, speaksFor: 'nobody' },
};
const INDEPENDENT: FirstRelations = FACTS.map(() => FACTS.map(() => null));

/** Strangers to each other: every value a new one. */
function strangers(count: number): TokenRow[] {
  return Array.from({ length: count }, (_, at) => {
    const first = 1_000 + at * 10;
    return Object.fromEntries(FACTS.map((fact, place) => [fact, first + place]));
  });
}

function columnsOf(
  rows: readonly TokenRow[],
  changed: Partial<Record<Fact, Partial<LinkColumn>>>,
): LinkColumn[] {
  return FACTS.map((fact) => {
    const tokens = Uint32Array.from(rows, (row) => row[fact] ?? 0);
    const grouped = buildGroupedIndex(tokens, new Uint32Array(tokens.length));
    const { relativeShare, ...shape } = SHAPES[fact];
    const column = {
      tokens,
      grouped,
      ...shape,
      isKey: false,
      isDerived: false,
      ...changed[fact],
    };
    return { ...column, ownBits: Math.min(column.bits, -Math.log2(relativeShare)) };
  });
}

function signatureOf(columns: readonly LinkColumn[], rows: number): Uint32Array {
  return rowMajor(
    columns.map(({ tokens }) => tokens),
    rows,
  );
}

function linked(columns: readonly LinkColumn[], relations: FirstRelations, rows: number): Links {
  return linkRows(columns, signatureOf(columns, rows), relations, rows);
}

/** Every pair that shares a value which few have, weighed in full. */
function plainlyLinked(
  columns: readonly LinkColumn[],
  rows: number,
): Pick<Links, 'personOf' | 'householdOf'> {
  const bounds: PairBounds = {
    strangerBits: Math.log2(rows) + 7,
    relativeBits: 7,
    householdBits: Math.log2(rows) + 1,
  };
  const order = columns.map((_, at) => at).sort((a, b) => columns[b]!.bits - columns[a]!.bits);
  const weigh = createPairScale(columns, order, INDEPENDENT, bounds);
  const signature = signatureOf(columns, rows);
  const [persons, households] = [createUnionFind(rows), createUnionFind(rows)];
  const sizeOf = (tokens: Uint32Array, token: number): number =>
    tokens.filter((other) => other === token).length;
  for (let a = 0; a < rows; a++)
    for (let b = a + 1; b < rows; b++) {
      const isCompared = columns.some(
        ({ tokens }) => tokens[a] !== 0 && tokens[a] === tokens[b] && sizeOf(tokens, tokens[a]!) <= 24,
      );
      const kin = isCompared ? weigh(signature, a * columns.length, b * columns.length) : STRANGERS;
      if (kin !== STRANGERS) households.union(a, b);
      if (kin === ONE_PERSON) persons.union(a, b);
    }
  return {
    personOf: numberSets(persons, rows).numberOf,
    householdOf: numberSets(households, rows).numberOf,
  };
}

/** Links of some rows among a thousand strangers; the rows come first. */
function linksOf(
  rows: readonly TokenRow[],
  changed: Partial<Record<Fact, Partial<LinkColumn>>> = {},
  relations: FirstRelations = INDEPENDENT,
): Links {
  const all = [...rows, ...strangers(1_000)];
  return linked(columnsOf(all, changed), relations, all.length);
}

function isOnePerson(links: Links, a = 0, b = 1): boolean {
  return links.personOf[a] === links.personOf[b];
}

function isOneHousehold(links: Links, a = 0, b = 1): boolean {
  return links.householdOf[a] === links.householdOf[b];
}

const ANNA = { nir: 1, given: 2, family: 3, birth: 4, street: 5, town: 6, phone: 7, note: 8 };

describe('linkRows', () => {
  test('joins a row that stands twice, and nobody else', () => {
    const links = linksOf([ANNA, ANNA]);

    expect(isOnePerson(links)).toBe(true);
    expect(isOneHousehold(links)).toBe(true);
    expect(links.persons).toBe(1_001);
    expect(Array.from(links.personOf.slice(2))).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 1));
  });

  test('joins one person before and after a move, with another telephone', () => {
    expect(isOnePerson(linksOf([ANNA, { ...ANNA, street: 91, town: 92, phone: 93 }]))).toBe(true);
  });

  test('joins one person by names, birth date and home when the numbers are missing', () => {
    const { given, family, birth, street } = ANNA;

    expect(isOnePerson(linksOf([ANNA, { given, family, birth, street }]))).toBe(true);
  });

  test('takes spouses for a household, not for one person', () => {
    const links = linksOf([ANNA, { ...ANNA, nir: 91, given: 92, birth: 93 }]);

    expect(isOnePerson(links)).toBe(false);
    expect(isOneHousehold(links)).toBe(true);
  });

  test('takes spouses without any number or telephone for a household, not for one person', () => {
    const { family, street, town } = ANNA;
    const anna = { given: 11, birth: 12, family, street, town };

    const links = linksOf([anna, { ...anna, given: 21, birth: 22 }]);

    expect(isOnePerson(links)).toBe(false);
    expect(isOneHousehold(links)).toBe(true);
  });

  test('takes twins for a household, not for one person', () => {
    const links = linksOf([ANNA, { ...ANNA, nir: 91, given: 92 }]);

    expect(isOnePerson(links)).toBe(false);
    expect(isOneHousehold(links)).toBe(true);
  });

  test('takes twins of whom no NIR is known for a household, not for one person', () => {
    const { nir: _, ...anna } = ANNA;

    expect(isOnePerson(linksOf([anna, { ...anna, given: 92 }]))).toBe(false);
  });

  test('takes a father and a son of the same given name for a household, not for one person', () => {
    expect(isOnePerson(linksOf([ANNA, { ...ANNA, nir: 91, birth: 92 }]))).toBe(false);
  });

  test('keeps namesakes apart, also those of the same birth date', () => {
    const { given, family, birth } = ANNA;
    const namesake = { nir: 91, given, family, birth, street: 92, town: 93, phone: 94, note: 95 };

    expect(isOnePerson(linksOf([ANNA, namesake]))).toBe(false);
    expect(isOneHousehold(linksOf([ANNA, namesake]))).toBe(false);
  });

  test('keeps neighbours and people who share a note apart', () => {
    const { street, town, note } = ANNA;
    const neighbour = { nir: 91, given: 92, family: 93, birth: 94, street, town, phone: 95, note };

    expect(isOnePerson(linksOf([ANNA, neighbour]))).toBe(false);
  });

  test('counts the town beside the street for what it adds', () => {
    const alone = { given: 11, birth: 12, family: 3, street: 5, town: 6 };
    const spouse = { ...alone, given: 21, birth: 22, family: 99 };
    const dependent = INDEPENDENT.map((row, i) =>
      row.map((share, j) => (FACTS[i] === 'street' && FACTS[j] === 'town' ? 0.97 : share)),
    );

    // Street and town: 17 bits when independent, 12 when the town follows from the street; a household needs 11 here.
    expect(isOneHousehold(linksOf([alone, spouse], { street: { bits: 9 } }, INDEPENDENT))).toBe(true);
    expect(isOneHousehold(linksOf([alone, spouse], { street: { bits: 9 } }, dependent))).toBe(false);
  });

  test('joins all rows of one key, however many and however different', () => {
    const rows = strangers(200).map((row, at) => ({
      ...row,
      nir: 7,
      given: 500_000 + at,
      note: 600_000 + at,
    }));

    const links = linksOf(rows, { nir: { isKey: true } });

    expect(new Set(links.personOf.slice(0, 200)).size).toBe(1);
    expect(links.persons).toBe(1_001);
  });

  test('never joins rows by an empty key', () => {
    const links = linksOf([{ given: 11 }, { given: 12 }], { nir: { isKey: true } });

    expect(isOnePerson(links)).toBe(false);
  });

  test('never looks at a derived column, which repeats what its parts say', () => {
    const { given, family } = ANNA;
    const rows = [
      { given, family, note: 8 },
      { given, family, note: 8 },
    ];

    const derived = linksOf(rows, { note: { isDerived: true, speaksFor: 'person', bits: 20 } });

    expect(isOnePerson(derived)).toBe(false);
  });

  test('gives pairs of relatives to learn from: of one household, never of one person', () => {
    const families = strangers(30).flatMap((row) => [
      row,
      { ...row, nir: row.nir! + 9_000_000, given: row.given! + 9_000_000, birth: row.birth! + 9_000_000 },
    ]);

    const { relativePairs, personOf, householdOf } = linked(
      columnsOf(families, {}),
      INDEPENDENT,
      families.length,
    );

    // Each pair is met by what it shares: family name, street, town, telephone and note.
    expect(relativePairs).toHaveLength(2 * 30 * 5);
    for (let at = 0; at < relativePairs.length; at += 2) {
      const [a, b] = [relativePairs[at]!, relativePairs[at + 1]!];
      expect(householdOf[a]).toBe(householdOf[b]);
      expect(personOf[a]).not.toBe(personOf[b]);
    }
  });

  test('has room for all pairs of relatives of a small table that is one household', () => {
    const household = strangers(24).map((row, at) => ({
      ...ANNA,
      nir: row.nir!,
      given: row.given!,
      birth: 50_000 + at,
    }));

    const { relativePairs, personOf } = linked(columnsOf(household, {}), INDEPENDENT, household.length);

    expect(new Set(personOf).size).toBe(24);
    expect(relativePairs).toHaveLength(2 * ((24 * 23) / 2) * 5);
  });

  test('links nobody in an empty table and one person in a table of one row', () => {
    expect(linked(columnsOf([], {}), INDEPENDENT, 0).persons).toBe(0);
    expect(linked(columnsOf([ANNA], {}), INDEPENDENT, 1).persons).toBe(1);
    expect(linked(columnsOf([{}, {}], {}), INDEPENDENT, 2).persons).toBe(2);
  });

  test('takes a table whose cells are all equal, or nearly, within the time of a test', () => {
    const random = seededRandom(9);
    const equal = Array.from({ length: 50_000 }, () => ANNA);
    const nearly = equal.map((row) =>
      random() < 0.1 ? { ...row, phone: 1 + Math.floor(random() * 1e6) } : row,
    );

    expect(linked(columnsOf(equal, {}), INDEPENDENT, equal.length).personOf).toHaveLength(50_000);
    expect(linked(columnsOf(nearly, {}), INDEPENDENT, nearly.length).personOf).toHaveLength(50_000);
    expect(linked(columnsOf(equal, { nir: { isKey: true } }), INDEPENDENT, equal.length).persons).toBe(1);
  });

  test('links what weighing every pair in full would', () => {
    const random = seededRandom(12);
    const draw = (values: number): number => Math.floor(random() * (values + 1)) * 0x01_01_01;
    for (let table = 0; table < 12; table++) {
      const rows = Array.from({ length: 60 }, () =>
        Object.fromEntries(FACTS.map((fact, at) => [fact, draw(3 + at * 6)])),
      );
      const columns = columnsOf(rows, {});

      const { personOf, householdOf } = linked(columns, INDEPENDENT, rows.length);

      expect({ personOf, householdOf }).toEqual(plainlyLinked(columns, rows.length));
      expect(new Set(householdOf).size).toBeLessThan(rows.length);
    }
  });

  test('takes rows for kin by their whole tokens, not by the byte that they are sketched by', () => {
    const far = {
      given: 2 + 256,
      family: 3 + 512,
      birth: 4,
      street: 5 + 256,
      town: 6,
      phone: 7 + 256,
      note: 8,
    };

    expect(isOneHousehold(linksOf([ANNA, { ...far, nir: 1 + 256 }]))).toBe(false);
  });
});
