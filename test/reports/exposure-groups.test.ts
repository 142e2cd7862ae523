import { describe, expect, test } from 'vitest';
import { groupByObject } from '../../src/reports/exposure-groups.ts';

const of = (endpoint: string, path: string | null, severity: string) => ({ endpoint, path, severity });

describe('exposures by object', () => {
  test('stand together under the worst of them, the worst object first', () => {
    const groups = groupByObject([
      of('e', null, 'medium'),
      of('e', '/a', 'low'),
      of('e', '/a', 'critical'),
      of('e', '/b', 'high'),
    ]);

    expect(groups.map(({ path, severity }) => [path, severity])).toEqual([
      ['/a', 'critical'],
      ['/b', 'high'],
      [null, 'medium'],
    ]);
    expect(groups[0]!.exposures.map(({ severity }) => severity)).toEqual(['critical', 'low']);
  });

  test('keep endpoints apart, and a path apart from the endpoint', () => {
    expect(groupByObject([of('e', '/a', 'low'), of('f', '/a', 'low'), of('e', null, 'low')])).toHaveLength(3);
    expect(groupByObject([])).toEqual([]);
  });

  test('put a word that is no severity last', () => {
    expect(groupByObject([of('e', '/a', 'awful'), of('e', '/b', 'info')])[0]!.path).toBe('/b');
  });
});
