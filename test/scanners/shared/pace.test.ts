import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createPace } from '../../../scanners/shared/pace.ts';

const { signal } = new AbortController();

async function elapsedMs(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

describe('the pace', () => {
  test('lets the first request go at once and the next one wait', async () => {
    const pace = createPace({ paceMs: 60 }, () => 0);

    expect(await elapsedMs(() => pace.next(signal))).toBeLessThan(30);
    expect(await elapsedMs(() => pace.next(signal))).toBeGreaterThan(50);
  });

  test('waits up to half as long again at random', async () => {
    const pace = createPace({ paceMs: 60 }, () => 0.999);
    await pace.next(signal);

    expect(await elapsedMs(() => pace.next(signal))).toBeGreaterThan(80);
  });

  test('does not wait where no pace is set', async () => {
    const pace = createPace({ paceMs: 0 }, () => 0.5);

    expect(
      await elapsedMs(async () => {
        for (let count = 0; count < 100; count++) await pace.next(signal);
      }),
    ).toBeLessThan(50);
  });

  test('ends at once with the reason of the signal, and leaves no listener', async () => {
    const stop = new AbortController();
    const pace = createPace({ paceMs: 60_000 }, () => 0);
    await pace.next(stop.signal);
    const waiting = [pace.next(stop.signal), pace.backOff(60_000, stop.signal)];
    const reason = new Error('enough');
    stop.abort(reason);

    for (const wait of waiting) await expect(wait).rejects.toBe(reason);
    await expect(pace.next(stop.signal)).rejects.toBe(reason);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });
});

describe('backing off', () => {
  /** How long a pace would wait for what the server asks, one after the other. */
  async function waitsFor(asked: readonly (number | null)[]): Promise<readonly number[]> {
    const waits: number[] = [];
    const pace = createPace(
      { paceMs: 0 },
      () => 0,
      async (ms) => {
        waits.push(ms);
      },
    );
    for (const askedMs of asked) await pace.backOff(askedMs, signal);
    return waits;
  }

  test('waits twice as long each time, up to a minute', async () => {
    expect(await waitsFor(Array.from({ length: 8 }, () => null))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
  });

  test('waits as long as the server asks, never more than a minute', async () => {
    expect(await waitsFor([30, 31_536_000_000, Number.POSITIVE_INFINITY])).toEqual([30, 60_000, 60_000]);
  });

  test('waits no negative time, and its own where the server asks for none', async () => {
    expect(await waitsFor([-5, Number.NEGATIVE_INFINITY, Number.NaN])).toEqual([0, 0, 4_000]);
  });
});
