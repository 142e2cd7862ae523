import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKernelSpellings, kernelSpellingsRoom } from '../../fingerprints/engine/kernel-spellings.ts';
import type { SpellingTokeniser, Tokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { FIELD_IDS, type FieldId } from '../../fingerprints/fields/field.ts';
import { FIELDS } from '../../fingerprints/fields/fields.ts';
import { PEOPLE_PLAN, personCells, printOfRows, somePeople } from '../fingerprints/people-table.ts';
import { testKeys, testTokeniser } from '../fingerprints/test-tokeniser.ts';
import { openKernel } from './open-kernel.ts';

const GUARD_BYTES = 64;

let reference: Tokeniser;
let spellings: SpellingTokeniser['spellings'];
/** Of a kernel that has nobody to ask. */
let ownSpellings: SpellingTokeniser['spellings'];
let guard: Uint8Array;

beforeAll(async () => {
  reference = await testTokeniser();
  const kernel = openKernel();
  const place = (kernel.exports.heapBase() + 15) & ~15;
  guard = new Uint8Array(kernel.memory.buffer, place + kernelSpellingsRoom(kernel), GUARD_BYTES).fill(0xa5);
  ({ spellings } = createKernelSpellings(kernel, testKeys(), reference, place));
  const nobody: SpellingTokeniser = {
    spellings() {
      throw new Error('the reference was asked');
    },
  };
  ({ spellings: ownSpellings } = createKernelSpellings(kernel, testKeys(), nobody, place));
});

function expectSameSpellings(field: FieldId, canonical: string): void {
  const expected = (FIELDS[field].variants?.(canonical) ?? []).map((spelling) =>
    reference.variant(field, spelling),
  );
  expect([...spellings(field, canonical)], `${field} ${JSON.stringify(canonical)}`).toEqual(expected);
  expect([...reference.spellings(field, canonical)]).toEqual(expected);
  expect(guard.every((byte) => byte === 0xa5)).toBe(true);
}

const letters = (signs: string, maxLength: number) =>
  fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength }).map((word) => word.join(''));
/** Words in order with a blank between them, as canonical names are. Few letters, so that spellings are the same. */
const names = fc.oneof(
  fc.array(letters('AB', 4), { minLength: 1, maxLength: 4 }),
  fc.array(letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ019', 14), { minLength: 1, maxLength: 12 }),
  fc.array(letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 36), { minLength: 1, maxLength: 2 }),
  fc.array(letters('ABC', 210), { minLength: 1, maxLength: 2 }),
);
const canonicalNames = names.map((words) => words.sort().join(' '));
const twoDigits = (max: number) =>
  fc.integer({ min: 0, max }).map((number) => String(number).padStart(2, '0'));
const dates = fc
  .tuple(twoDigits(99), twoDigits(99), twoDigits(13), twoDigits(32))
  .map(([century, year, month, day]) => `${century}${year}-${month}-${day}`);

describe('tokens of blurred spellings by the kernel are those of the reference', () => {
  test('for names', () => {
    fc.assert(
      fc.property(canonicalNames, (canonical) => expectSameSpellings('name', canonical)),
      { numRuns: 2000 },
    );
  });

  test('for names about as long as one block of the hash', () => {
    for (let length = 60; length <= 70; length++) {
      const long = Array.from({ length }, (_, at) => String.fromCharCode(65 + (at % 26))).join('');
      expectSameSpellings('name', long);
      expectSameSpellings('name', `A ${long}`);
    }
  });

  test('for dates', () => {
    fc.assert(
      fc.property(dates, (canonical) => expectSameSpellings('date', canonical)),
      { numRuns: 2000 },
    );
  });

  test('for what is no canonical form, in every field', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom('', ' ', 'B A', 'A  B', 'a b', '1984-03', '1984', '1984-03-0É', 'ΕΛΕΝΗ'),
    );

    fc.assert(fc.property(fc.constantFrom(...FIELD_IDS, 'name', 'date'), text, expectSameSpellings), {
      numRuns: 2000,
    });
  });
});

test('the reference is not asked for ordinary names and dates', () => {
  for (const name of ['LI', 'DUPONT', 'MARTIN ZOE', 'ANNE DUPONT MARIE SOPHIE'])
    expect(ownSpellings('name', name.split(' ').sort().join(' ')).length).toBeGreaterThan(0);
  expect(ownSpellings('date', '1984-03-02')).toHaveLength(16);
  expect(ownSpellings('date', '1984-03')).toHaveLength(0);
});

test('tokens once given stay as they are', () => {
  const first = spellings('name', 'MARTIN');
  const before = [...first];

  spellings('name', 'DUPONT');

  expect([...first]).toEqual(before);
});

test('a print is the same, whoever makes its spellings', () => {
  const rows = somePeople(74, 300).map(personCells);

  const print = printOfRows(PEOPLE_PLAN, rows, { ...reference, spellings });

  expect(print).toEqual(printOfRows(PEOPLE_PLAN, rows, reference));
});
