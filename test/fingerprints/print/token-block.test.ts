import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSlotReader } from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { isBlank } from '../../../fingerprints/fields/blank.ts';
import type { PlannedColumn } from '../../../fingerprints/print/building-column.ts';
import type { Print } from '../../../fingerprints/print/print.ts';
import { createPrintBuilder, type PrintBuilder } from '../../../fingerprints/print/print-builder.ts';
import { encodePrint } from '../../../fingerprints/print/print-codec.ts';
import type { TokenBlock } from '../../../fingerprints/print/token-block.ts';
import { PEOPLE_PLAN, personCells, plannedColumn, printOfRows, somePeople } from '../people-table.ts';
import { testTokeniser } from '../test-tokeniser.ts';

type Rows = readonly (readonly string[])[];

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

/** The tokens of rows, as a kernel would give them. */
function blockOf({ slots }: PrintBuilder, rows: Rows): TokenBlock {
  const tokens = new Uint32Array(2 * slots.length * rows.length);
  const unreadable = slots.map(() => 0);
  const readers = slots.map((slot) => createSlotReader(slot, tokeniser));
  rows.forEach((cells, row) => {
    readers.forEach((reader, column) => {
      const token = reader.tokens(cells)[0];
      const isWhole = reader.slot.kind === 'whole';
      if (token !== undefined) tokens.set([token.high, token.low ?? 0], 2 * (row * slots.length + column));
      else if (isWhole && !isBlank(cells[reader.slot.columns[0]!] ?? '')) unreadable[column]!++;
    });
  });
  return { rows: rows.length, tokens, unreadable };
}

/** A print of rows that come as tokens, `size` rows at a time; of new values alone the cells are read again. */
function printOfBlocks(plan: readonly PlannedColumn[], rows: Rows, size: number): Print {
  const builder = createPrintBuilder(plan, tokeniser, 'test-key');
  const readers = builder.slots.map((slot) => createSlotReader(slot, tokeniser));
  for (let from = 0; from < rows.length; from += size) {
    const some = rows.slice(from, from + size);
    for (const value of builder.addTokens(blockOf(builder, some)))
      builder.spell(value, readers[value.column]!.canonicals(some[value.row]!));
  }
  return builder.build();
}

function partsOf(print: Print): readonly (readonly [string, string])[] {
  return [...encodePrint(print)].map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]);
}

describe('token blocks', () => {
  test('make the print that their rows make, byte by byte', () => {
    const people = somePeople(71, 1_500).map(personCells);
    const rows = [...people, ...people.slice(0, 40), ['junk', '', '', 'no date']];

    const plain = printOfRows(PEOPLE_PLAN, rows, tokeniser);

    for (const size of [1, 700, 4_096]) {
      const print = printOfBlocks(PEOPLE_PLAN, rows, size);
      expect(partsOf(print)).toEqual(partsOf(plain));
      expect(print.meta).toEqual(plain.meta);
    }
  });

  test('make the print that their rows make, for any cells', () => {
    const plan = [
      plannedColumn(0, 'family', 'name', 'family'),
      plannedColumn(1, 'given', 'name', 'given'),
      plannedColumn(2, 'born', 'date', 'birth'),
      plannedColumn(3, 'code', 'code', null, true),
      plannedColumn(4, 'amount', 'number'),
    ];
    const cell = fc.oneof(
      fc.constantFrom('', ' ', 'N/A', 'MARTIN', 'Durand', '12/03/1970', '1970-12-03', 'X-12', '7', '3,50'),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        (rows, size) => {
          expect(printOfBlocks(plan, rows, size)).toEqual(printOfRows(plan, rows, tokeniser));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('may come between rows of cells', () => {
    const rows = somePeople(72, 300).map(personCells);
    const builder = createPrintBuilder(PEOPLE_PLAN, tokeniser, 'test-key');
    for (const cells of rows.slice(0, 100)) builder.addRow(cells);
    const readers = builder.slots.map((slot) => createSlotReader(slot, tokeniser));
    for (const value of builder.addTokens(blockOf(builder, rows.slice(100, 200))))
      builder.spell(value, readers[value.column]!.canonicals(rows[100 + value.row]!));
    for (const cells of rows.slice(200)) builder.addRow(cells);

    expect(builder.rowCount()).toBe(300);
    expect(builder.build()).toEqual(printOfRows(PEOPLE_PLAN, rows, tokeniser));
  });

  test('ask for the text of each value of names and dates once', () => {
    const builder = createPrintBuilder(
      [plannedColumn(0, 'family', 'name', 'family'), plannedColumn(1, 'code', 'code')],
      tokeniser,
      'test-key',
    );
    const block = blockOf(builder, [
      ['Martin', 'a'],
      ['Durand', 'b'],
      ['MARTIN', 'c'],
      ['', 'd'],
    ]);

    const first = builder.addTokens(block);
    const again = builder.addTokens(block);

    expect(first.map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(first[0]!.token).toBe(block.tokens[0]);
    expect(again).toEqual([]);
  });

  test('may be longer than their rows', () => {
    const rows = somePeople(73, 20).map(personCells);
    const builder = createPrintBuilder(PEOPLE_PLAN, tokeniser, 'test-key');
    const { tokens, unreadable } = blockOf(builder, rows);
    const roomy = new Uint32Array(tokens.length + 500).fill(99);
    roomy.set(tokens);

    builder.addTokens({ rows: rows.length, tokens: roomy, unreadable });

    expect(builder.build().signature).toEqual(printOfRows(PEOPLE_PLAN, rows, tokeniser).signature);
  });
});
