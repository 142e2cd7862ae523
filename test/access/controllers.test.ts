import { describe, expect, test } from 'vitest';
import { bothLimits, isWithin, mayController, onlyMine } from '../../src/access/controllers.ts';

const ALL = { controllers: null };
const ONE = { controllers: ['Laboratory A'] };
const NONE = { controllers: [] };

describe('a limit to controllers', () => {
  test.each([
    [ALL, 'Laboratory B', true],
    [ALL, null, true],
    [ONE, 'Laboratory A', true],
    [ONE, 'Laboratory B', false],
    [ONE, 'laboratory a', false],
    [ONE, null, false],
    [NONE, 'Laboratory A', false],
  ])('of %o on %j is %s', (actor, controller, may) => {
    expect(mayController(actor, controller)).toBe(may);
  });

  test('leaves of a list what it lets see, in order', () => {
    const list = ['Laboratory B', null, 'Laboratory A', 'Laboratory C', 'Laboratory A'];

    expect(onlyMine(ONE, list, (name) => name)).toEqual(['Laboratory A', 'Laboratory A']);
    expect(onlyMine(ALL, list, (name) => name)).toBe(list);
  });

  test('together with another leaves what both do', () => {
    expect(bothLimits(null, null)).toBeNull();
    expect(bothLimits(['A', 'B'], null)).toEqual(['A', 'B']);
    expect(bothLimits(['A', 'B'], ['B', 'C'])).toEqual(['B']);
  });

  test('is within another where it reaches nowhere beyond it', () => {
    expect(isWithin(['A'], null)).toBe(true);
    expect(isWithin(['A'], ['A', 'B'])).toBe(true);
    expect(isWithin(['A', 'C'], ['A', 'B'])).toBe(false);
    expect(isWithin(null, ['A'])).toBe(false);
  });
});
