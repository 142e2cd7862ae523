import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import type { Print, PrintMeta } from '../../../fingerprints/print/print.ts';
import { decodePrint, encodePrint, isReadable } from '../../../fingerprints/print/print-codec.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

/** Store and load: the meta as JSON, every part as a copy of its bytes. */
function stored(print: Print, copy: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes.slice()): Print {
  const parts = new Map([...encodePrint(print)].map(({ name, bytes }) => [name, copy(bytes)]));
  const meta = JSON.parse(JSON.stringify(print.meta)) as PrintMeta;
  return decodePrint(meta, (name) => parts.get(name) ?? new Uint8Array(0));
}

describe('print codec', () => {
  test('gives back the print it was given, for any rows', () => {
    const plan = [
      plannedColumn(0, 'name', 'name', 'family'),
      plannedColumn(1, 'code', 'code', null, true),
      plannedColumn(2, 'amount', 'number'),
      plannedColumn(3, 'born', 'date', 'birth'),
    ];
    const cell = fc.oneof(
      fc.constantFrom('', 'MARTIN', 'Durand', '12/03/1970', '1970-12-03', 'X-12', '7', '3,50'),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 40 }), (rows) => {
        const print = printOfRows(plan, rows, tokeniser);

        expect(stored(print)).toEqual(print);
      }),
      { numRuns: 50 },
    );
  });

  test('gives back a print of people with all kinds of parts', () => {
    const rows = somePeople(31, 600).map(personCells);
    const print = printOfRows(PEOPLE_PLAN, [...rows, ...rows.slice(0, 50)], tokeniser);

    const again = stored(print);

    expect(again).toEqual(print);
    expect(again.personOf).not.toBeNull();
    expect(again.indexes.some((index) => index !== null)).toBe(true);
    expect(again.frequencies.some((table) => table !== null)).toBe(true);
    expect(again.spellings.some((spelling) => spelling !== null)).toBe(true);
  });

  test('reads parts whose bytes start anywhere in a larger buffer', () => {
    const print = printOfRows(PEOPLE_PLAN, somePeople(32, 50).map(personCells), tokeniser);

    const shifted = (bytes: Uint8Array): Uint8Array => {
      const larger = new Uint8Array(bytes.length + 3);
      larger.set(bytes, 3);
      return larger.subarray(3);
    };
    expect(stored(print, shifted)).toEqual(print);
  });

  test('reads parts that are slices of a shared buffer, as databases give them', () => {
    const print = printOfRows(PEOPLE_PLAN, somePeople(32, 50).map(personCells), tokeniser);

    const pooled = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.alloc(1), bytes]).subarray(1);
    expect(stored(print, pooled)).toEqual(print);
  });

  test('names each part once', () => {
    const print = printOfRows(PEOPLE_PLAN, somePeople(33, 50).map(personCells), tokeniser);

    const names = [...encodePrint(print)].map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('signature');
  });

  test('gives back the print of an empty table', () => {
    const print = printOfRows(PEOPLE_PLAN, [], tokeniser);

    expect(stored(print)).toEqual(print);
    expect(print.meta.persons).toBe(0);
  });

  test('reads its own layout and no other', () => {
    const { meta } = printOfRows(PEOPLE_PLAN, [], tokeniser);

    expect(isReadable(meta)).toBe(true);
    expect(isReadable({ layout: meta.layout + 1 })).toBe(false);
  });
});
