import { describe, expect, it } from 'vitest';
import { mostSimilar, unknownTable } from '../../src/tables/unknown-table.ts';

describe('unknownTable', () => {
  it('lists the most similar names first, and how many more there are', () => {
    const names = ['visits', 'orders', 'patients', 'x1', 'x2', 'x3', 'staff'];

    expect(unknownTable('pateints', 'lab.sqlite', names).message).toMatch(
      /^lab\.sqlite has no table "pateints"; it has: patients, .* and 2 more$/,
    );
  });

  it('says when there is nothing at all', () => {
    expect(unknownTable('people', 'lab.sqlite', []).message).toContain('no other that this login may see');
  });
});

describe('mostSimilar', () => {
  it('looks past the schema and the case', () => {
    expect(mostSimilar('public.people', ['public.places', 'archive.PEOPLE', 'orders'])[0]).toBe(
      'archive.PEOPLE',
    );
  });
});
