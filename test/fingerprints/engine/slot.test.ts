import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createSlotReader,
  MAX_TOKENS_PER_SLOT,
  type Slot,
  slotKey,
} from '../../../fingerprints/engine/slot.ts';
import type { Tokeniser } from '../../../fingerprints/engine/tokeniser.ts';
import { defaultReading } from '../../../fingerprints/fields/default-reading.ts';
import type { FieldId } from '../../../fingerprints/fields/field.ts';
import { FIELDS } from '../../../fingerprints/fields/fields.ts';
import { DEFAULTS } from '../../fields/generated-people.ts';
import { testTokeniser } from '../test-tokeniser.ts';

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

function slotOf(kind: Slot['kind'], field: FieldId, ...columns: number[]): Slot {
  return { kind, columns, reading: defaultReading(field, DEFAULTS) };
}

/** What a slot without cache would give. */
function plainTokens(slot: Slot, cell: string): readonly { high: number; low: number }[] {
  const field = FIELDS[slot.reading.field];
  if (slot.kind === 'pieces')
    return (field.pieces?.(cell, slot.reading) ?? []).map((piece) => tokeniser.token(field.id, piece));
  const canonical = field.canonical(cell, slot.reading);
  return canonical === null ? [] : [tokeniser.token(field.id, canonical)];
}

describe('slot reader', () => {
  test('reads a column whole: one token of the canonical form', () => {
    const reader = createSlotReader(slotOf('whole', 'name', 1), tokeniser);

    const canonical = FIELDS.name.canonical('Müller', reader.slot.reading)!;
    expect(reader.tokens(['x', 'Müller'])).toEqual([tokeniser.token('name', canonical)]);
    expect(reader.canonicals(['x', 'Müller'])).toEqual([canonical]);
  });

  test('reads the pieces of a merged name, among them the given and the family name alone', () => {
    const merged = createSlotReader(slotOf('pieces', 'name', 0), tokeniser);
    const alone = createSlotReader(slotOf('whole', 'name', 0), tokeniser);

    const pieces = merged.tokens(['DURAND Jean-Pierre']);

    expect(pieces).toContainEqual(alone.tokens(['Durand'])[0]);
    expect(pieces).toContainEqual(alone.tokens(['JEAN PIERRE'])[0]);
    expect(pieces.length).toBeLessThanOrEqual(MAX_TOKENS_PER_SLOT);
  });

  test('never gives more tokens than it says, whatever stands in the cell', () => {
    const reader = createSlotReader(slotOf('pieces', 'name', 0), tokeniser);

    const long = Array.from(
      { length: 40 },
      (_, at) => `Word${String.fromCharCode(97 + (at % 26))}${at}`,
    ).join(' ');
    expect(reader.tokens([long]).length).toBeLessThanOrEqual(MAX_TOKENS_PER_SLOT);
  });

  test('gives no pieces of a field that is never merged', () => {
    const reader = createSlotReader(slotOf('pieces', 'nir', 0), tokeniser);

    expect(reader.tokens(['185057800608436'])).toEqual([]);
  });

  test('reads joined columns as the one cell they would be, in either order', () => {
    const joined = createSlotReader(slotOf('joined', 'name', 2, 0), tokeniser);
    const whole = createSlotReader(slotOf('whole', 'name', 0), tokeniser);

    expect(joined.tokens(['Zoé', '-', 'LEROY'])).toEqual(whole.tokens(['Leroy Zoe']));
    expect(joined.tokens(['Zoé', '-', 'LEROY'])).toEqual(whole.tokens(['Zoe Leroy']));
  });

  test('joins what is there when one of the columns is empty', () => {
    const joined = createSlotReader(slotOf('joined', 'name', 0, 1), tokeniser);
    const whole = createSlotReader(slotOf('whole', 'name', 0), tokeniser);

    expect(joined.tokens(['', 'LEROY'])).toEqual(whole.tokens(['LEROY']));
    expect(joined.tokens(['', ''])).toEqual([]);
  });

  test('gives nothing for an empty cell, a row that is too short, and a cell that is not of the field', () => {
    const reader = createSlotReader(slotOf('whole', 'nir', 3), tokeniser);

    expect(reader.tokens(['', '', '', ''])).toEqual([]);
    expect(reader.tokens(['x'])).toEqual([]);
    expect(reader.tokens(['', '', '', 'not a number'])).toEqual([]);
  });

  test('gives the same tokens with its cache as without, whatever is asked in whatever order', () => {
    const kinds = fc.constantFrom<Slot['kind']>('whole', 'pieces');
    const fields = fc.constantFrom<FieldId>('name', 'date', 'city', 'phone', 'text', 'code', 'number');
    const cells = fc.oneof(
      fc.constantFrom(
        '',
        'MARTIN',
        'Jean Martin',
        '01/02/1980',
        '0612345678',
        'NA',
        'constructor',
        '__proto__',
      ),
      fc.string({ maxLength: 20 }),
    );

    fc.assert(
      fc.property(kinds, fields, fc.array(cells, { maxLength: 60 }), (kind, field, asked) => {
        const slot = slotOf(kind, field, 0);
        const reader = createSlotReader(slot, tokeniser);
        for (const cell of [...asked, ...asked])
          expect(reader.tokens([cell])).toEqual(plainTokens(slot, cell).slice(0, MAX_TOKENS_PER_SLOT));
      }),
    );
  });

  test('gives the same tokens beyond the capacity of its cache', () => {
    const slot = slotOf('whole', 'code', 0);
    const reader = createSlotReader(slot, tokeniser);
    // Each value is asked three times in a row, so that the cache stays on and overflows at 50,000 values.
    for (let value = 0; value < 60_000; value++) {
      const cell = `c${value}`;
      const first = reader.tokens([cell]);
      expect(reader.tokens([cell])).toBe(first);
      if (value % 1_000 === 0) expect(first).toEqual(plainTokens(slot, cell));
    }

    for (const value of [0, 9_999, 49_999, 50_000, 59_999])
      expect(reader.tokens([`c${value}`])).toEqual(plainTokens(slot, `c${value}`));
  });

  test('stops keeping cells of a column whose values do not repeat', () => {
    const reader = createSlotReader(slotOf('whole', 'code', 0), tokeniser);

    for (let value = 0; value < 25_000; value++) reader.tokens([`c${value}`]);

    expect(reader.tokens(['c0'])).not.toBe(reader.tokens(['c0']));
    expect(reader.tokens(['c0'])).toEqual(plainTokens(reader.slot, 'c0'));
  });

  test('stops keeping them also when the last of the trial happens to repeat', () => {
    const reader = createSlotReader(slotOf('whole', 'code', 0), tokeniser);

    for (let value = 0; value < 25_000; value++) reader.tokens([value === 19_999 ? 'c0' : `c${value}`]);

    expect(reader.tokens(['c0'])).not.toBe(reader.tokens(['c0']));
  });

  test('keeps short cells and never a long one, whose chunk of the file would stay in memory', () => {
    const reader = createSlotReader(slotOf('whole', 'text', 0), tokeniser);

    expect(reader.tokens(['twelve signs'])).toBe(reader.tokens(['twelve signs']));
    expect(reader.tokens(['thirteen sign'])).not.toBe(reader.tokens(['thirteen sign']));
  });
});

describe('slotKey', () => {
  test('is the same text for the same question only', () => {
    const keys = [
      slotOf('whole', 'name', 0),
      slotOf('pieces', 'name', 0),
      slotOf('whole', 'name', 1),
      slotOf('whole', 'text', 0),
      slotOf('joined', 'name', 0, 1),
      slotOf('joined', 'name', 1, 0),
    ].map(slotKey);

    expect(new Set(keys).size).toBe(keys.length);
    expect(slotKey(slotOf('whole', 'name', 0))).toBe(keys[0]);
  });
});
