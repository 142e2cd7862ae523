import { describe, expect, test } from 'vitest';
import { betaQuantile } from '../../../fingerprints/estimate/beta-quantile.ts';
import { studentQuantile } from '../../../fingerprints/estimate/student-quantile.ts';

describe('the quantile of a beta variable', () => {
  // Closed forms: with b = 1 it is p^(1/a), with a = 1 it is 1 - (1 - p)^(1/b), and (1/2, 1/2) is the arcsine law.
  test.each([
    [0.025, 32, 1, 0.025 ** (1 / 32)],
    [0.3, 0.25, 1, 0.3 ** 4],
    [0.975, 1, 100, 1 - 0.025 ** (1 / 100)],
    [0.975, 1, 1e6, -Math.expm1(Math.log(0.025) / 1e6)],
    [0.2, 0.5, 0.5, Math.sin((Math.PI * 0.2) / 2) ** 2],
    [0.5, 7.5, 7.5, 0.5],
    [0, 3, 4, 0],
    [1, 3, 4, 1],
  ])('%d of (%d, %d) has its closed form', (probability, a, b, expected) => {
    expect(betaQuantile(probability, a, b)).toBeCloseTo(expected, 12);
  });

  // Clopper & Pearson's 95 % interval for 5 of 10, and for 10 of 100, as statistical tables print them.
  test.each([
    [5, 10, 0.1871, 0.8129],
    [10, 100, 0.049, 0.1762],
  ])('gives the published exact limits of %i in %i', (hits, rows, low, high) => {
    expect(betaQuantile(0.025, hits, rows - hits + 1)).toBeCloseTo(low, 4);
    expect(betaQuantile(0.975, hits + 1, rows - hits)).toBeCloseTo(high, 4);
  });
});

// Published tables of Student's t, two-sided.
test.each([
  [0.95, 1, 12.706],
  [0.95, 9, 2.262],
  [0.95, 30, 2.042],
  [0.99, 5, 4.032],
  [0.9, 20, 1.725],
  [0.95, 1e7, 1.96],
])("Student's t at level %d with %d degrees is that of the tables", (level, degrees, expected) => {
  expect(studentQuantile(level, degrees)).toBeCloseTo(expected, 3);
});
