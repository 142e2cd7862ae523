import { describe, expect, it } from 'vitest';
import { drawChart } from '../../bench/peers/chart.ts';
import type { Result } from '../../bench/peers/contest.ts';
import { judgeRows } from '../../bench/peers/contestant.ts';
import { linearFit } from '../../bench/peers/linear-fit.ts';
import { median } from '../../bench/peers/median.ts';
import { targetMeasures } from '../../bench/peers/targets.ts';
import { isMet } from '../../bench/volume/measures.ts';

describe('the figures of the benchmarks', () => {
  it('take the middle of the repetitions', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });

  it('tell a straight line from a bent one', () => {
    const straight = [1, 4, 16, 64].map((x) => ({ x, y: 2 * x + 3 }));
    const bent = [1, 4, 16, 64].map((x) => ({ x, y: x ** 3 }));

    expect(linearFit(straight)).toEqual({ slope: 2, start: 3, rSquared: 1 });
    expect(linearFit(bent).rSquared).toBeLessThan(0.98);
  });

  it('judge the rows found by who stands in them', () => {
    const personIds = Int32Array.of(5, 50, 6, 60);

    expect(judgeRows([0, 1], personIds, 10)).toEqual({ precision: 0.5, recall: 0.5 });
  });

  it('hold Rowprint to its targets against each peer', () => {
    const results = [
      result({ id: 'rowprint-check', elapsedMs: 100, precision: 1, recall: 0.9 }),
      result({ id: 'duckdb-clear', elapsedMs: 250 }),
      result({ id: 'duckdb-salted', elapsedMs: 250 }),
    ];

    expect(targetMeasures(results, 30e6).map(isMet)).toEqual([true, true, false, true, false]);
  });

  it('are drawn without those that could not run', () => {
    const results = [
      result({ id: 'a', what: 'A & B' }),
      result({ id: 'b', what: 'absent', elapsedMs: null, peakBytes: null }),
    ];
    const sizes = { check: { rows: 1, bytes: 1 }, load: { rows: 1, bytes: 1 } };

    const picture = drawChart({ sizes, results }, []);

    expect(picture).toContain('A &#38; B');
    expect(picture).not.toContain('absent');
  });
});

function result(of: Partial<Result>): Result {
  return {
    id: 'id',
    task: 'check',
    what: 'what',
    less: 'less',
    absent: null,
    runs: 1,
    elapsedMs: 100,
    processorMs: 100,
    peakBytes: 1e8,
    precision: null,
    recall: null,
    ...of,
  };
}
