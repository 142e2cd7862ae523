import { describe, expect, test } from 'vitest';
import { FIELD_IDS } from '../../fingerprints/fields/field.ts';
import { FIELDS, scopeOf } from '../../fingerprints/fields/fields.ts';

describe('the registry of fields', () => {
  test('has every field under its id', () => {
    expect(Object.keys(FIELDS)).toEqual([...FIELD_IDS]);
    for (const id of FIELD_IDS) expect(FIELDS[id].id).toBe(id);
  });

  test.each(FIELD_IDS)(
    '%s has header words that are folded words only, and fits nothing where nothing stands',
    (id) => {
      for (const words of FIELDS[id].headerWords) expect(words).toMatch(/^[a-z0-9]+(?: [a-z0-9]+)*$/);
      expect(FIELDS[id].fit([])).toBe(0);
      expect(FIELDS[id].fit(['', 'NULL', '-'])).toBe(0);
    },
  );
});

test('a column says as much about a person as its role allows', () => {
  expect(scopeOf('name', 'given')).toBe('person');
  expect(scopeOf('name', 'family')).toBe('household');
  expect(scopeOf('date', 'birth')).toBe('person');
  expect(scopeOf('date', null)).toBe('household');
  expect(scopeOf('email', 'someone-else')).toBe('any');
  expect(scopeOf('city', null)).toBe('place');
});
