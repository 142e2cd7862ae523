import { expect, test } from 'vitest';
import { Random } from '../../src/demo/random.ts';
import { WeightedChoice } from '../../src/demo/weighted-choice.ts';

test('draws each value at the rate of its weight', () => {
  const random = new Random(1);
  const choice = new WeightedChoice(['a', 'b', 'c', 'd'], [1, 0, 6, 3]);
  const counts: Record<string, number> = { a: 0, b: 0, c: 0, d: 0 };

  for (let draw = 0; draw < 100_000; draw += 1) {
    const drawn = choice.draw(random);
    counts[drawn] = (counts[drawn] as number) + 1;
  }

  expect(counts.b).toBe(0);
  expect((counts.a as number) / 100_000).toBeCloseTo(0.1, 2);
  expect((counts.c as number) / 100_000).toBeCloseTo(0.6, 2);
  expect((counts.d as number) / 100_000).toBeCloseTo(0.3, 2);
});
