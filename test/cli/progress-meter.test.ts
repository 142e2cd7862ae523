import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createProgressMeter } from '../../src/cli/progress-meter.ts';
import type { Progress } from '../../src/core/progress.ts';

const start: Progress = { step: 'reading', rowsDone: 0, bytesDone: 0, rowsTotal: null, bytesTotal: 1000 };

function meterAt(times: number[]) {
  return createProgressMeter(() => times.shift()!);
}

describe('the progress line', () => {
  test('tells share, rows, rows a second and the time left', () => {
    const meter = meterAt([0, 2000]);
    meter.line(start, 120);

    const line = meter.line({ ...start, rowsDone: 300_000, bytesDone: 250 }, 120);

    expect(line).toBe('reading    [=====               ]   25 %  300,000 rows  150,000 rows/s  ETA 6 s');
  });

  test('counts rows where the bytes are not known', () => {
    const meter = meterAt([0, 1000]);
    meter.line({ ...start, bytesTotal: null, rowsTotal: 1000 }, 120);

    const line = meter.line({ ...start, bytesTotal: null, rowsTotal: 1000, rowsDone: 500 }, 120);

    expect(line).toContain('50 %  500 rows  500 rows/s  ETA 1 s');
  });

  test('tells how much is ours as far as it is known', () => {
    const line = meterAt([0]).line({ ...start, rowsDone: 7, share: { low01: 0.881, high01: 0.917 } }, 120);

    expect(line).toContain('7 rows  88-92 % ours');
  });

  test('promises no end where none is known', () => {
    const meter = meterAt([0, 1000]);
    meter.line({ ...start, bytesTotal: null }, 120);

    expect(meter.line({ ...start, bytesTotal: null, rowsDone: 500 }, 120)).toBe(
      'reading    500 rows  500 rows/s',
    );
  });

  test('starts anew with the next step', () => {
    const meter = meterAt([0, 10_000, 11_000]);
    meter.line(start, 120);
    meter.line({ ...start, step: 'matching' }, 120);

    expect(meter.line({ ...start, step: 'matching', rowsDone: 700, bytesDone: 500 }, 120)).toContain(
      '700 rows/s  ETA 1 s',
    );
  });

  test('tells no speed before it has settled', () => {
    const meter = meterAt([0, 100]);
    meter.line(start, 120);

    expect(meter.line({ ...start, rowsDone: 5, bytesDone: 1 }, 120)).not.toMatch(/rows\/s|ETA/);
  });

  test('never passes the edge of the terminal, nor 100 %', () => {
    const number = fc.nat({ max: 1e12 });
    const total = fc.option(number, { nil: null });
    fc.assert(
      fc.property(
        number,
        number,
        total,
        total,
        fc.integer({ min: 20, max: 200 }),
        (rows, bytes, rowsTotal, bytesTotal, width) => {
          const meter = meterAt([0, 5000]);
          const state = { step: 'reading', rowsDone: rows, bytesDone: bytes, rowsTotal, bytesTotal };
          meter.line(state, width);
          const line = meter.line(state, width);
          const percent = /(\d+) %/.exec(line)?.[1] ?? '0';
          expect(line.length).toBeLessThan(width);
          expect(Number(percent)).toBeLessThanOrEqual(100);
          expect(line).not.toMatch(/NaN|unknown/);
        },
      ),
    );
  });
});
