import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from '../../src/web/islands/upload/sha256.ts';

function digestOf(bytes: Uint8Array, pieceBytes: number): string {
  const hash = new Sha256();
  for (let at = 0; at < bytes.length; at += pieceBytes) hash.update(bytes.subarray(at, at + pieceBytes));
  return hash.digest();
}

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 100_000])(
  'SHA-256 of %d bytes is that of node, in whatever pieces they come',
  (count) => {
    const bytes = randomBytes(count);
    const expected = createHash('sha256').update(bytes).digest('hex');

    for (const pieceBytes of [1, 63, 64, 65, 7777]) expect(digestOf(bytes, pieceBytes)).toBe(expected);
  },
);

test('SHA-256 of 32 MiB is made fast enough for a person to wait', () => {
  const bytes = randomBytes(32 * 1024 * 1024);
  const startedMs = performance.now();

  digestOf(bytes, 1024 * 1024);

  expect(performance.now() - startedMs).toBeLessThan(5000);
});
