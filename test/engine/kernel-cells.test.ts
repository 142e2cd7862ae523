import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createKernelCells, kernelCellsRoom } from '../../fingerprints/engine/kernel-cells.ts';
import { createSlotReader } from '../../fingerprints/engine/slot.ts';
import type { CellTokeniser, Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { defaultReading } from '../../fingerprints/fields/default-reading.ts';
import { FIELD_IDS, type FieldId } from '../../fingerprints/fields/field.ts';
import { DEFAULTS } from '../fields/generated-people.ts';
import { personCells, somePeople } from '../fingerprints/people-table.ts';
import { testKeys, testTokeniser } from '../fingerprints/test-tokeniser.ts';
import { GuardedRooms } from './guarded-rooms.ts';
import { openKernel } from './open-kernel.ts';

let reference: Tokeniser;
let rooms: GuardedRooms;
let cellTokens: CellTokeniser['cellTokens'];
/** Cells that the kernel left to the reference. */
let asked = 0;

beforeAll(async () => {
  reference = await testTokeniser();
  const kernel = openKernel();
  rooms = new GuardedRooms(kernel);
  const { address } = rooms.take(kernelCellsRoom(kernel));
  const counted: Tokeniser = {
    ...reference,
    token(field, canonical) {
      asked++;
      return reference.token(field, canonical);
    },
  };
  ({ cellTokens } = createKernelCells(kernel, testKeys(), counted, address));
});

function expectSameTokens(field: FieldId, cells: readonly string[]): void {
  const reading = defaultReading(field, DEFAULTS);
  const reader = createSlotReader({ kind: 'whole', columns: [0], reading }, reference);

  const { high, low } = cellTokens(reading, cells);

  const expected = cells.map((cell) => reader.tokens([cell])[0] ?? { high: 0, low: 0 });
  expect(cells.map((_, at) => ({ high: high[at], low: low[at] }))).toEqual(expected);
  expect(rooms.broken()).toEqual([]);
}

test('tokens of cells are those of the reference, whatever stands in them', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('', ' ', 'Élodie', 'a\ud800b', '\udc00', '\u{1d400}', '\ufeffMARTIN', '06 12 34 56 78'),
    fc.constantFrom('x'.repeat(256), 'é'.repeat(256), 'x'.repeat(257), '9'.repeat(5_000)),
  );

  fc.assert(fc.property(fc.constantFrom(...FIELD_IDS), fc.array(cell, { maxLength: 40 }), expectSameTokens), {
    numRuns: 500,
  });
});

test('tokens are the same where more cells come than the kernel is given at once', () => {
  const cells = somePeople(91, 300).flatMap(personCells);

  for (const field of FIELD_IDS) expectSameTokens(field, cells);
});

test('cells that have no room any more are left to the reference', () => {
  expectSameTokens(
    'text',
    Array.from({ length: 1_500 }, (_, at) => `${at} ${'long '.repeat(50)}`.slice(0, 256)),
  );
  expectSameTokens(
    'text',
    Array.from({ length: 700 }, (_, at) => `${at} ${'é'.repeat(200)}`),
  );
});

test('the reference is not asked for ordinary cells', () => {
  asked = 0;

  cellTokens(
    defaultReading('name', DEFAULTS),
    somePeople(92, 600).map(({ family }) => family),
  );

  expect(asked).toBe(0);
});
