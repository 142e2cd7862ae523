import { expect, test } from 'vitest';
import { createCombinationCounts, rowsInAny } from '../../../fingerprints/overlap/combinations.ts';

test('counts rows by exactly the prints that they are in, most rows first', () => {
  const counts = createCombinationCounts();

  for (const prints of [[0], [0, 2], [0, 2], [2], [0, 2]]) counts.add(prints);
  counts.add([1], 2);
  counts.add([1], 5);

  expect(counts.combinations()).toEqual([
    { prints: [1], rows: 7 },
    { prints: [0, 2], rows: 3 },
    { prints: [0], rows: 1 },
    { prints: [2], rows: 1 },
  ]);
});

test('leaves out rows that are in no print', () => {
  const counts = createCombinationCounts();

  counts.add([]);

  expect(counts.combinations()).toEqual([]);
});

test('keeps nothing of the list that it was given', () => {
  const counts = createCombinationCounts();
  const prints = [3];

  counts.add(prints);
  prints.push(4);

  expect(counts.combinations()).toEqual([{ prints: [3], rows: 1 }]);
});

test('counts a row of several wanted prints once', () => {
  const combinations = [
    { prints: [0, 1], rows: 10 },
    { prints: [1], rows: 4 },
    { prints: [2], rows: 3 },
  ];

  expect(rowsInAny(combinations, new Set([0, 1]))).toBe(14);
  expect(rowsInAny(combinations, new Set([2]))).toBe(3);
  expect(rowsInAny(combinations, new Set())).toBe(0);
});
