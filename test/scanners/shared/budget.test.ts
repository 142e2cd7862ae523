import { describe, expect, test } from 'vitest';
import type { BudgetLimits } from '../../../scanners/budget.ts';
import { createBudget } from '../../../scanners/shared/budget.ts';

const LIMITS: BudgetLimits = {
  maxEntries: 3,
  maxDepth: 4,
  maxAssetBytes: 1_000,
  maxSweepBytes: 100,
  maxListingBytes: 1_000,
  idleMs: 200,
  operationMs: 1_000,
  maxSweepMs: 5_000,
  leastBytesPerSecond: 10,
  paceMs: 0,
};

function budgetAt(clock = { nowMs: () => 0 }) {
  return createBudget(LIMITS, clock);
}

describe('the budget', () => {
  test('lets as many entries pass as its limit says', () => {
    const budget = budgetAt();

    for (let count = 0; count < 3; count++) budget.countEntry();

    expect(() => budget.countEntry()).toThrow(
      expect.objectContaining({ code: 'RP_BUDGET_SPENT', limit: 'maxEntries' }) as Error,
    );
  });

  test('lets as many bytes pass as its limit says', () => {
    const budget = budgetAt();

    budget.countBytes(60);
    budget.countBytes(40);

    expect(() => budget.countBytes(1)).toThrow(
      expect.objectContaining({ code: 'RP_BUDGET_SPENT', limit: 'maxSweepBytes' }) as Error,
    );
  });

  test('ends with the time, at the next request', () => {
    let nowMs = 1_000;
    const budget = budgetAt({ nowMs: () => nowMs });

    nowMs += 4_999;
    budget.countRequest();
    expect(budget.remainingMs()).toBe(1);
    nowMs += 1;

    expect(() => budget.countRequest()).toThrow(
      expect.objectContaining({ code: 'RP_BUDGET_SPENT', limit: 'maxSweepMs' }) as Error,
    );
    expect(() => budget.remainingMs()).toThrow(/5000 ms.*raise the limit/);
  });

  test('goes on refusing once it is spent', () => {
    const budget = budgetAt();
    expect(() => budget.countBytes(101)).toThrow(/more than 100 bytes/);

    expect(() => budget.countBytes(0)).toThrow(/more than 100 bytes/);
  });

  test('tells what was spent', () => {
    const budget = budgetAt();

    budget.countEntry();
    budget.countBytes(7);
    budget.countRequest();
    budget.countRequest();

    expect(budget.spent()).toEqual({ entries: 1, bytes: 7, requests: 2 });
  });
});
