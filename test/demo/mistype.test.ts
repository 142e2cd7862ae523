import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mistype } from '../../src/demo/mistype.ts';
import { Random } from '../../src/demo/random.ts';

/** Whether one text becomes the other by one sign replaced, lost, added, or two neighbours swapped. */
function isOneSlip(before: string, after: string): boolean {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const changed = before.slice(start, before.length - end);
  const into = after.slice(start, after.length - end);
  if (changed.length === 2 && into.length === 2) return changed[0] === into[1] && changed[1] === into[0];
  return changed.length <= 1 && into.length <= 1 && changed !== into;
}

test('makes exactly one slip', () => {
  const text = fc.stringMatching(/^[A-Za-zéèœ0-9 '.-]{0,20}[A-Za-zé0-9][A-Za-z0-9 '.-]{0,5}$/);
  fc.assert(
    fc.property(text, fc.integer(), (before, seed) => {
      expect(isOneSlip(before, mistype(before, new Random(seed)))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('keeps digits digits, and as many', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{10}$/), fc.integer(), (before, seed) => {
      expect(mistype(before, new Random(seed))).toMatch(/^\d{10}$/);
    }),
  );
});

test('makes every kind of slip in letters', () => {
  const slips = new Set(Array.from({ length: 2_000 }, (_, seed) => mistype('abc', new Random(seed))));

  for (const expected of ['bac', 'acb', 'bc', 'ac', 'ab', 'aabc', 'abbc', 'abcc', 'abz']) {
    expect(slips).toContain(expected);
  }
});

test('gives back what has neither letter nor digit', () => {
  expect(mistype(' -', new Random(1))).toBe(' -');
  expect(mistype('', new Random(1))).toBe('');
});
