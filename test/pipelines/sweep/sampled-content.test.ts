import { describe, expect, test } from 'vitest';
import { statesOf, WatchPlace } from './watch-place.ts';

const place = new WatchPlace();
const BYTES = 2 * 1024 * 1024;
const SAMPLED_BYTES = 64 * 1024 + 8 * 16 * 1024;

/** Bytes of no known format: reading them costs nothing but the transfer. */
function content(): Uint8Array {
  return Buffer.alloc(BYTES, '\0\u0001\u0002binary');
}

async function sweptOnce(): Promise<void> {
  place.server.put('/big.bin', content());
  await place.sweep();
  place.server.takeFetches();
  place.server.bytesSent = 0;
}

function touch(day: number, bytes = content()): void {
  place.server.put('/big.bin', bytes, { modifiedAt: `2026-01-${day}T00:00:00.000Z` });
}

describe('a large file of which only the date moved', () => {
  test('is compared by samples and found unchanged without a download', async () => {
    await sweptOnce();
    touch(12);

    const report = await place.sweepLater(1);

    expect(statesOf(report)).toEqual({ '/big.bin': 'unchanged' });
    expect(place.server.takeFetches()).toHaveLength(9);
    expect(place.server.bytesSent).toBe(SAMPLED_BYTES);
    expect(await place.versions('/big.bin')).toMatchObject([{ modifiedAt: '2026-01-12T00:00:00.000Z' }]);
  });

  test('costs nothing in the sweep after that', async () => {
    await sweptOnce();
    touch(12);
    await place.sweepLater(1);
    place.server.takeFetches();

    await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual([]);
  });

  test('is read whole where a sample differs', async () => {
    await sweptOnce();
    const other = content();
    other[BYTES - 1] = 0xff;
    touch(12, other);

    await place.sweepLater(1);

    expect(place.server.takeFetches().at(-1)).toBe('fetch /big.bin 0-');
    expect(await place.versions('/big.bin')).toHaveLength(2);
  });

  test('is read whole all the same 30 days after it was last', async () => {
    await sweptOnce();
    touch(12);

    await place.sweepLater(31);

    expect(place.server.takeFetches()).toEqual(['fetch /big.bin 0-']);
  });

  test('is read whole where another size is listed', async () => {
    await sweptOnce();
    touch(12, Buffer.concat([content(), Buffer.from('x')]));

    await place.sweepLater(1);

    expect(place.server.takeFetches()).toEqual(['fetch /big.bin 0-']);
  });

  test('is read whole, with one request more, where the server knows no other start', async () => {
    await sweptOnce();
    place.server.put('/other.bin', Buffer.concat([content(), content()]));
    await place.sweepLater(1);
    touch(12);
    place.server.files.get('/other.bin')!.modifiedAt = '2026-01-12T00:00:00.000Z';
    place.server.honoursStart = false;
    place.server.takeFetches();

    await place.sweepLater(1);

    const fetches = place.server.takeFetches();
    expect(fetches.filter((line) => line.includes('/big.bin'))).toHaveLength(3);
    expect(fetches.filter((line) => line.includes('/other.bin'))).toEqual(['fetch /other.bin 0-']);
  });
});
