import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Kernel } from '../../fingerprints/engine/kernel.ts';
import { createKernelTokeniser, kernelTokeniserRoom } from '../../fingerprints/engine/kernel-tokeniser.ts';
import { createSlotReader, MAX_TOKENS_PER_SLOT, type Slot } from '../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { isBlank } from '../../fingerprints/fields/blank.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import { FIELD_IDS, type FieldId } from '../../fingerprints/fields/field.ts';
import { DEFAULTS, generatedColumns } from '../fields/generated-people.ts';
import { testKeys, testTokeniser } from '../fingerprints/test-tokeniser.ts';
import { writeCells } from './cell-writer.ts';
import { compileKernelWith } from './compile-kernel.ts';
import { openKernel } from './open-kernel.ts';

const MOST_ROWS = 64;

/**
 * A kernel that takes plain secrets, refuses what is too short for a social-security number, and asks about all else:
 * whatever the built kernel takes by now, all three answers are met.
 */
const MADE_FORMS = `
import { ASK, UNREADABLE } from './reading';
export function canonicalForm(field: i32, from: usize, length: i32, to: usize, reading: u32): i32 {
  if (field == ${FIELD_IDS.indexOf('nir')}) return length < 5 ? UNREADABLE : ASK;
  if (field != ${FIELD_IDS.indexOf('secret')} || length > 256) return ASK;
  if (length == 4 && load<u32>(from) == 0x4c4c554e) return UNREADABLE;
  const first = load<u8>(from) | 32;
  if (first == 0x6e || first == 0x7c || load<u8>(from + length - 1) <= 13) return ASK;
  memory.copy(to, from, length);
  return length;
}`;

let kernel: Kernel;
let reference: Tokeniser;

function slotOf(kind: Slot['kind'], field: FieldId, ...columns: number[]): Slot {
  return { kind, columns, reading: defaultReading(field, DEFAULTS) };
}

/** The table of tokens, row by row and slot by slot without the unused entries, and the rows without token. */
function tokenise(slots: readonly Slot[], rows: readonly (readonly string[])[]) {
  const place = (kernel.exports.heapBase() + 15) & ~15;
  const tokeniser = createKernelTokeniser({
    kernel,
    keys: testKeys(),
    reference,
    slots,
    place,
    mostRows: MOST_ROWS,
  });
  const block = writeCells(kernel, (place + kernelTokeniserRoom(kernel, MOST_ROWS) + 15) & ~15, rows);
  const { entries } = tokeniser.layout;
  const table = new Uint32Array(kernel.memory.buffer, block.end, 2 * entries * rows.length).fill(0xcccccccc);
  const tokenless = tokeniser.tokenise(block, block.end);
  const tokens = rows.map((_, row) =>
    tokeniser.layout.slots.map(({ first, count }) =>
      Array.from({ length: count }, (_unused, at) => {
        const from = 2 * (row * entries + first + at);
        return { high: table[from]!, low: table[from + 1]! };
      }).filter(({ high }) => high !== 0),
    ),
  );
  return { tokens, tokenless };
}

/** The same by the reference alone. */
function referenceTokens(slots: readonly Slot[], rows: readonly (readonly string[])[]) {
  const readers = slots.map((slot) => createSlotReader(slot, reference));
  const tokens = rows.map((cells) => readers.map((reader) => reader.tokens(cells)));
  const tokenless = slots.map((slot, at) => {
    const without = rows.filter((_, row) => tokens[row]![at]!.length === 0);
    const empty = without.filter((cells) => slot.kind === 'joined' || isBlank(cells[slot.columns[0]!] ?? ''));
    return { empty: empty.length, unreadable: without.length - empty.length };
  });
  return { tokens, tokenless };
}

function expectSameTokens(slots: readonly Slot[], rows: readonly (readonly string[])[]): void {
  expect(tokenise(slots, rows)).toEqual(referenceTokens(slots, rows));
}

const KERNELS: readonly (readonly [string, () => Kernel | Promise<Kernel>])[] = [
  ['as built', () => openKernel()],
  ['that gives every answer', () => compileKernelWith({ 'canonical/canonical.ts': MADE_FORMS })],
];

describe.each(KERNELS)('tokeniser over a kernel %s', (_name, open) => {
  beforeAll(async () => {
    kernel = await open();
    reference = await testTokeniser();
  });

  test('gives the tokens of the reference for a table of people, every column read as every field', () => {
    const columns = generatedColumns(11, 40);
    const rows = Array.from({ length: 40 }, (_, row) => columns.map(({ cells }) => cells[row]!));
    const slots = FIELD_IDS.flatMap((field) => columns.map((_, column) => slotOf('whole', field, column)));

    expectSameTokens(slots, rows);
  });

  test('gives the tokens of the reference whatever stands in the cells', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ maxLength: 300 }),
      fc.constantFrom(
        '',
        ' ',
        '-',
        'NULL',
        'NA',
        '\ufeffx',
        'Jean-Pierre DURAND',
        'LE GOFF née Martin Zoé, Anne',
        '01/02/1980',
        '06 12 34 56 78',
        '35000',
        '1 234,50',
      ),
    );
    const slot = fc.oneof(
      fc
        .tuple(fc.constantFrom(...FIELD_IDS, 'secret', 'nir'), fc.integer({ min: 0, max: 3 }))
        .map(([field, column]) => slotOf('whole', field, column)),
      fc
        .tuple(fc.constantFrom<FieldId>('name', 'city'), fc.integer({ min: 0, max: 3 }))
        .map(([field, column]) => slotOf('pieces', field, column)),
      fc.constantFrom(slotOf('joined', 'name', 2, 0), slotOf('joined', 'name', 1, 0, 2)),
    );

    fc.assert(
      fc.property(
        fc.array(slot, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }),
        expectSameTokens,
      ),
      { numRuns: 300 },
    );
  });

  test('gives the tokens of the reference for two columns read as one, whatever stands in them', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '',
        ' ',
        'NULL',
        '-',
        'Jean-Pierre',
        'DURAND',
        'Zoé',
        'née Martin',
        '\ufeff',
        'Ελένη',
      ),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ minLength: 60, maxLength: 70 }),
      fc.string({ minLength: 95, maxLength: 135 }),
      fc.string({ minLength: 250, maxLength: 700 }),
    );
    const slot = fc
      .tuple(
        fc.constantFrom(...FIELD_IDS, 'name', 'secret', 'nir'),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
      )
      .map(([field, first, second]) => slotOf('joined', field, first, second));

    fc.assert(
      fc.property(
        fc.array(slot, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }),
        expectSameTokens,
      ),
      { numRuns: 300 },
    );
  });

  test('reads two cells of every length as one', () => {
    const joined = slotOf('joined', 'secret', 0, 1);

    for (let length = 245; length <= 260; length++)
      expectSameTokens(
        [joined, slotOf('joined', 'text', 1, 0)],
        [0, 1, 2, 60, 126, 127, 128, length - 1, length].map((first) => [
          'x'.repeat(first),
          'y'.repeat(length - first),
        ]),
      );
  });

  test('counts every row of two columns without a token as empty', () => {
    const rows = [
      ['', ''],
      ['', 'Zoé'],
      ['DURAND', ''],
      ['-', ' '],
      ['', 'NULL'],
      ['123', ''],
      ['DURAND', 'Zoé'],
    ];

    const { tokens, tokenless } = tokenise([slotOf('joined', 'name', 0, 1)], rows);

    expect(tokens.map(([joined]) => joined!.length)).toEqual([0, 1, 1, 0, 0, 0, 1]);
    expect(tokenless).toEqual([{ empty: 4, unreadable: 0 }]);
  });

  test('reads a column that the rows do not have as empty', () => {
    const { tokens, tokenless } = tokenise(
      [slotOf('whole', 'text', 2), slotOf('whole', 'text', 0)],
      [['a', 'b'], ['c']],
    );

    expect(tokens.map(([absent]) => absent)).toEqual([[], []]);
    expect(tokenless).toEqual([
      { empty: 2, unreadable: 0 },
      { empty: 0, unreadable: 0 },
    ]);
  });

  test('says where each slot’s tokens stand', () => {
    const slots = [slotOf('whole', 'nir', 0), slotOf('pieces', 'name', 1), slotOf('joined', 'name', 1, 2)];

    const { layout } = createKernelTokeniser({
      kernel,
      keys: testKeys(),
      reference,
      slots,
      place: (kernel.exports.heapBase() + 15) & ~15,
      mostRows: 1,
    });

    expect(layout).toEqual({
      slots: [
        { slot: slots[0], first: 0, count: 1 },
        { slot: slots[1], first: 1, count: MAX_TOKENS_PER_SLOT },
        { slot: slots[2], first: 1 + MAX_TOKENS_PER_SLOT, count: 1 },
      ],
      entries: 2 + MAX_TOKENS_PER_SLOT,
    });
  });

  test('refuses a block of more rows than it has room for', () => {
    const rows = Array.from({ length: MOST_ROWS + 1 }, () => ['x']);

    expect(() => tokenise([slotOf('whole', 'text', 0)], rows)).toThrow(`at most ${MOST_ROWS} rows`);
  });
});

test('the reference is not asked for ordinary names in two columns', async () => {
  kernel = openKernel();
  reference = {
    ...(await testTokeniser()),
    token() {
      throw new Error('the reference was asked');
    },
  };
  const rows = [
    ['DURAND', 'Jean-Pierre'],
    ['Le Goff', 'Zoé'],
    ['', 'Anne'],
  ];

  const { tokens } = tokenise([slotOf('joined', 'name', 0, 1)], rows);

  expect(tokens.map(([joined]) => joined!.length)).toEqual([1, 1, 1]);
});
