import { beforeAll, describe, expect, test } from 'vitest';
import { createSlotReader } from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { CANONICAL_VERSION } from '../../../fingerprints/fields/field.ts';
import { findRun, rowMaskOf } from '../../../fingerprints/print/column-index.ts';
import type { Print, PrintColumn } from '../../../fingerprints/print/print.ts';
import { personOfRow } from '../../../fingerprints/print/print.ts';
import { createPrintBuilder } from '../../../fingerprints/print/print-builder.ts';
import { encodePrint } from '../../../fingerprints/print/print-codec.ts';
import { Random } from '../../../src/demo/random.ts';
import { relativesOf } from '../../../src/demo/relatives.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testKeys, testTokeniser } from '../test-tokeniser.ts';

const SEED = 61;
const people = somePeople(SEED, 2_048);
const peopleRows = people.map(personCells);

let tokeniser: Tokeniser;
let print: Print;

beforeAll(async () => {
  tokeniser = await testTokeniser();
  print = printOfRows(PEOPLE_PLAN, peopleRows, tokeniser);
});

function columnOf(of: Print, name: string | null): PrintColumn {
  return of.meta.columns.find((column) => column.name === name)!;
}

describe('print builder', () => {
  test('lays the tokens out row by row in the order of its columns', () => {
    const width = print.meta.columns.length;

    for (const row of [0, 1, 777, 2_047])
      PEOPLE_PLAN.forEach(({ reading, source }, at) => {
        const reader = createSlotReader({ kind: 'whole', columns: [source], reading }, tokeniser);
        const token = reader.tokens(peopleRows[row]!)[0]?.high ?? 0;
        expect(print.signature[row * width + at]).toBe(token);
      });
  });

  test('says what it is made with', () => {
    expect(print.meta).toMatchObject({
      layout: 2,
      algorithm: 'blake3-keyed-64',
      keyId: 'test-key',
      canonicalVersion: CANONICAL_VERSION,
      rows: 2_048,
    });
  });

  test('finds every row by every identifying value it has', () => {
    PEOPLE_PLAN.forEach(({ source, reading }, at) => {
      const index = print.indexes[at];
      if (!index) return;
      const reader = createSlotReader({ kind: 'whole', columns: [source], reading }, tokeniser);
      peopleRows.forEach((cells, row) => {
        for (const { high, low } of reader.tokens(cells)) {
          const { start, end } = findRun(index, print.signature, print.meta.columns.length, at, high, low);
          expect(index.entries.subarray(start, end).map((entry) => entry & rowMaskOf(index))).toContain(row);
        }
      });
    });
  });

  test('indexes what identifies people, and not towns and postcodes', () => {
    const indexed = print.meta.columns.filter(({ isIndexed }) => isIndexed).map(({ name }) => name);

    expect(indexed).toEqual(['NIR', 'NOM', 'PRENOM', 'NAISSANCE', 'RUE', 'FIXE', 'MOBILE', 'EMAIL', null]);
  });

  test('keeps no index of circumstances that many share: the doctor, the day of a visit', () => {
    const plan = [
      plannedColumn(0, 'family', 'name', 'family'),
      plannedColumn(1, 'doctor', 'name', 'someone-else'),
      plannedColumn(2, 'born', 'date', 'birth'),
      plannedColumn(3, 'visited', 'date'),
    ];
    const day = (at: number): string => `20${10 + (at % 10)}-0${1 + (at % 9)}-${10 + (at % 17)}`;
    const rows = Array.from({ length: 30_000 }, (_, row) => {
      const name = `${String.fromCharCode(97 + (row % 19), 97 + (row % 23))}ard`;
      return [name, name, day(row % 149), day(row % 149)];
    });

    const { columns } = printOfRows(plan, rows, tokeniser).meta;
    const few = printOfRows(plan, rows.slice(0, 2_000), tokeniser).meta.columns;

    expect(columns.map(({ isIndexed }) => isIndexed)).toEqual([true, false, true, false]);
    expect(few.map(({ isIndexed }) => isIndexed)).toEqual([true, true, true, true]);
  });

  test('counts empty cells, unreadable cells and different values', () => {
    const plan = [plannedColumn(0, 'nir', 'nir'), plannedColumn(1, 'born', 'date', 'birth')];
    const rows = [
      ['1 85 05 78 006 084 91', '01/02/1980'],
      ['185057800608491', '1980-02-01'],
      ['185057800608400', 'yesterday'],
      ['', 'N/A'],
      ['   '],
    ];

    const { columns } = printOfRows(plan, rows, tokeniser).meta;

    expect(columns[0]).toMatchObject({ distinct: 1, empty: 2, unreadable: 1 });
    expect(columns[1]).toMatchObject({ distinct: 1, empty: 2, unreadable: 1 });
  });

  test('adds the full name of two name columns, so that it meets tables that hold it in one', () => {
    const derived = print.meta.columns.at(-1)!;
    const merged = printOfRows(
      [plannedColumn(0, 'patient', 'name', 'full')],
      [[`${people[5]!.given} ${people[5]!.family}`]],
      tokeniser,
    );

    expect(derived).toMatchObject({ isDerived: true, source: -1, name: null, role: 'full', isIndexed: true });
    expect(print.signature[5 * print.meta.columns.length + PEOPLE_PLAN.length]).toBe(merged.signature[0]);
  });

  test('adds no full name where one stands already, or where the second name is somebody else’s', () => {
    const full = [
      plannedColumn(0, 'family', 'name', 'family'),
      plannedColumn(1, 'given', 'name', 'given'),
      plannedColumn(2, 'full', 'name', 'full'),
    ];
    const doctor = [
      plannedColumn(0, 'family', 'name', 'family'),
      plannedColumn(1, 'doctor', 'name', 'someone-else'),
    ];

    expect(printOfRows(full, [], tokeniser).meta.columns.map(({ isDerived }) => isDerived)).not.toContain(
      true,
    );
    expect(printOfRows(doctor, [], tokeniser).meta.columns.map(({ isDerived }) => isDerived)).not.toContain(
      true,
    );
  });

  test('tells the given name from the family name where no header does: given names repeat more', () => {
    const plan = [plannedColumn(0, 'a', 'name'), plannedColumn(1, 'b', 'name')];

    const { columns } = printOfRows(
      plan,
      people.map(({ family, given }) => [family, given]),
      tokeniser,
    ).meta;

    expect(columns.map(({ role }) => role)).toEqual(['family', 'given', 'full']);
  });

  test('says whose value it is by field and role', () => {
    const plan = [
      plannedColumn(0, 'given', 'name', 'given'),
      plannedColumn(1, 'family', 'name', 'family'),
      plannedColumn(2, 'doctor', 'name', 'someone-else'),
      plannedColumn(3, 'born', 'date', 'birth'),
      plannedColumn(4, 'visited', 'date'),
    ];

    const scopes = printOfRows(plan, [], tokeniser).meta.columns.map(({ scope }) => scope);

    expect(scopes).toEqual(['person', 'household', 'any', 'person', 'household', 'person']);
  });

  test('counts people once who stand in it twice, with other spellings', () => {
    const again = people
      .slice(0, 100)
      .map((person) =>
        personCells({ ...person, family: person.family.toUpperCase(), email: null, landline: null }),
      );

    const doubled = printOfRows(PEOPLE_PLAN, [...peopleRows, ...again], tokeniser);

    expect(doubled.meta.persons).toBe(2_048);
    const persons = again.map((_, at) => personOfRow(doubled, 2_048 + at));
    expect(persons).toEqual(again.map((_, at) => personOfRow(doubled, at)));
  });

  test('counts spouses, twins, parents and children each for themselves', () => {
    const random = new Random(SEED, 9);
    const relatives = people.slice(0, 300).flatMap((person) => relativesOf(SEED, person, random, 2));

    const joined = printOfRows(
      PEOPLE_PLAN,
      [...peopleRows, ...relatives.map(({ person }) => personCells(person))],
      tokeniser,
    );

    expect(relatives.length).toBe(600);
    expect(joined.meta.persons).toBe(2_648);
  });

  test.each(['number', 'code', 'text', 'postcode'] as const)(
    'joins the rows of one key of the field %s',
    (field) => {
      const plan = [plannedColumn(0, 'patient', field, null, true), plannedColumn(1, 'note', 'text')];
      const rows = Array.from({ length: 90 }, (_, row) => [`${10_000 + (row % 30)}`, `visit ${row}`]);

      expect(printOfRows(plan, rows, tokeniser).meta.persons).toBe(30);
    },
  );

  test('learns from its own families what relatives share', () => {
    const random = new Random(SEED, 8);
    const relatives = people.slice(0, 600).flatMap((person) => relativesOf(SEED, person, random, 1));
    const { meta } = printOfRows(
      PEOPLE_PLAN,
      [...peopleRows, ...relatives.map(({ person }) => personCells(person))],
      tokeniser,
    );
    const shareOf = (name: string): number =>
      meta.columns.find((column) => column.name === name)!.relativeShare;

    expect(shareOf('RUE')).toBeGreaterThan(0.8);
    expect(shareOf('NOM')).toBeGreaterThan(0.6);
    expect(shareOf('PRENOM')).toBeLessThan(0.05);
    expect(shareOf('NIR')).toBeLessThan(0.01);
  });

  test('weighs near agreement in a column that is not indexed by how often near values occur', () => {
    const days = Array.from({ length: 600 }, (_, row) => [
      `2024-05-${String(1 + (row % 28)).padStart(2, '0')}`,
    ]);

    const { columns } = printOfRows([plannedColumn(0, 'visit', 'date')], days, tokeniser).meta;

    expect(columns[0]).toMatchObject({ isIndexed: false, hasSpellings: true });
    expect(columns[0]!.nearShare).toBeGreaterThan(0.1);
  });

  test('has numbers everywhere, whatever is missing', () => {
    const tables = [
      [],
      [peopleRows[0]!],
      [peopleRows[0]!, peopleRows[0]!],
      Array.from({ length: 30 }, () => PEOPLE_PLAN.map(() => '')),
      Array.from({ length: 300 }, () => peopleRows[3]!),
      Array.from({ length: 30 }, () => []),
    ];

    for (const rows of tables) {
      const { meta } = printOfRows(PEOPLE_PLAN, rows, tokeniser);
      const numbers = [
        meta.persons,
        meta.recognisableShare,
        ...meta.relations.flat().map((share) => share ?? 0),
        ...meta.columns.flatMap((column) => [
          column.identifyingBits,
          column.singleShare,
          column.nearShare,
          column.relativeShare,
        ]),
      ];
      expect(numbers.every((number) => Number.isFinite(number) && number >= 0)).toBe(true);
    }
  });

  test('counts a row that stands 300 times as one person', () => {
    const once = printOfRows(
      PEOPLE_PLAN,
      [...peopleRows, ...Array.from({ length: 19 }, () => peopleRows[3]!)],
      tokeniser,
    );

    expect(once.meta.persons).toBe(2_048);
  });

  test('is the same for the same rows and key', async () => {
    const again = printOfRows(PEOPLE_PLAN, peopleRows.slice(0, 200), await testTokeniser());

    expect(again).toEqual(printOfRows(PEOPLE_PLAN, peopleRows.slice(0, 200), tokeniser));
  });

  test('holds no cell and no key in any of its parts, nor in its description but for column names', () => {
    const rare = ['ZQWXJVKY', 'Quetzalcoatlus', 'xylophon.rare@planted.example', 'RAREPLANTED77'];
    const plan = [
      plannedColumn(0, 'family', 'name', 'family'),
      plannedColumn(1, 'given', 'name', 'given'),
      plannedColumn(2, 'email', 'email'),
      plannedColumn(3, 'note', 'text'),
      plannedColumn(4, 'nir', 'nir'),
    ];
    const rows = Array.from({ length: 40 }, (_, row) => [
      ...rare.map((cell) => (row % 2 ? cell : `${cell}${row}`)),
      '185057800608491',
    ]);
    const planted = printOfRows(plan, rows, tokeniser);

    const bytes = Buffer.concat([
      ...[...encodePrint(planted)].map((part) => Buffer.concat([Buffer.from(part.name), part.bytes])),
      Buffer.from(JSON.stringify(planted.meta)),
    ]);

    const subkey = testKeys().subkey('token/name');
    for (const text of [...rare, '185057800608491', '1850578006084'])
      for (const form of [text, text.toLowerCase(), text.toUpperCase()]) {
        expect(bytes.includes(Buffer.from(form, 'utf8'))).toBe(false);
        expect(bytes.includes(Buffer.from(form, 'utf16le'))).toBe(false);
      }
    expect(bytes.includes(Buffer.from(subkey))).toBe(false);
    expect(columnOf(planted, 'note').distinct).toBe(21);
  });

  test('builds a table of 200 columns that follow from each other within the time of a test', () => {
    const plan = Array.from({ length: 200 }, (_, source) => plannedColumn(source, `c${source}`, 'code'));
    const rows = Array.from({ length: 600 }, (_, row) =>
      plan.map(({ source }) => `x${(row * (source + 1)) % 401}`),
    );

    const wide = printOfRows(plan, rows, tokeniser);

    expect(wide.meta.relations.length).toBe(200);
  });

  test('counts the rows it was given so far', () => {
    const builder = createPrintBuilder(PEOPLE_PLAN, tokeniser, 'test-key');
    builder.addRow(peopleRows[0]!);
    builder.addRow([]);

    expect(builder.rowCount()).toBe(2);
  });
});
