import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kernel } from '../../fingerprints/engine/kernel.ts';
import { createKeyedHash } from '../../fingerprints/engine/keyed-hash.ts';
import { OFFICIAL_KEY, OFFICIAL_KEYED_HASHES, officialInput } from './official-keyed-hashes.ts';
import { openKernel } from './open-kernel.ts';

const GENERAL = OFFICIAL_KEYED_HASHES;
const SHORT = OFFICIAL_KEYED_HASHES.filter(([length]) => length <= 64);
const LANE_BYTES = 1024;
const KEY = Uint8Array.from({ length: 32 }, (_, at) => 31 * at + 5);

/** What the kernel's general function gives: 32 bytes in hexadecimal digits. */
function hashWith({ exports, memory }: Kernel, key: Uint8Array, message: Uint8Array): string {
  const bytes = new Uint8Array(memory.buffer);
  const at = exports.heapBase();
  const digest = at + 32;
  const work = digest + 32;
  const from = work + exports.hashWorkRoom();
  bytes.set(key, at);
  // Work that was used before, and what stands behind the message, must not matter.
  bytes.fill(0xee, work, from + message.length + 64);
  bytes.set(message, from);
  exports.keyedHash(at, from, message.length, digest, work);
  return hex(bytes.slice(digest, digest + 32));
}

/** What the kernel gives of four messages at once: 8 bytes each. */
function hashFourWith(
  { exports, memory }: Kernel,
  key: Uint8Array,
  messages: readonly Uint8Array[],
): readonly string[] {
  const bytes = new Uint8Array(memory.buffer);
  const at = exports.heapBase();
  const digests = at + 32;
  const lanes = (digests + 32 + 15) & ~15;
  const lengths = new Uint32Array(memory.buffer, lanes + 4 * LANE_BYTES, 4);
  bytes.fill(0xee, lanes, lanes + exports.lanesRoom());
  bytes.set(key, at);
  messages.forEach((message, lane) => {
    bytes.fill(0, lanes + lane * LANE_BYTES, lanes + lane * LANE_BYTES + 64);
    bytes.set(message, lanes + lane * LANE_BYTES);
    lengths[lane] = message.length;
  });
  exports.keyedHash4(at, lanes, digests);
  return messages.map((_, lane) => hex(bytes.slice(digests + 8 * lane, digests + 8 * lane + 8)));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe.each(['release', 'checked'] as const)('keyed hash of the %s kernel', (build) => {
  const kernel = openKernel(build);

  test.each(GENERAL)('gives the official BLAKE3 keyed hash of %i bytes', (length, expected) => {
    expect(hashWith(kernel, OFFICIAL_KEY, officialInput(length))).toBe(expected);
  });

  test.each(SHORT)('gives the official keyed hash of %i bytes in every lane', (length, expected) => {
    const message = officialInput(length);

    const digests = hashFourWith(kernel, OFFICIAL_KEY, [message, message, message, message]);

    expect(digests).toEqual(Array.from({ length: 4 }, () => expected.slice(0, 16)));
  });

  test('hashes any short messages side by side as the reference does one by one', async () => {
    const reference = await createKeyedHash(KEY);
    const message = fc.uint8Array({ minLength: 0, maxLength: 64 });

    fc.assert(
      fc.property(fc.tuple(message, message, message, message), (messages) => {
        expect(hashFourWith(kernel, KEY, messages)).toEqual(messages.map((one) => hex(reference(one))));
      }),
      { numRuns: 500 },
    );
  });

  test('hashes messages of any length as the reference does', async () => {
    const reference = await createKeyedHash(KEY);
    const message = fc
      .tuple(fc.integer({ min: 0, max: 5_000 }), fc.uint8Array({ minLength: 1, maxLength: 40 }))
      .map(([length, cycle]) =>
        Uint8Array.from({ length }, (_, at) => cycle[at % cycle.length]! ^ (at >> 6)),
      );

    fc.assert(
      fc.property(message, (one) => {
        expect(hashWith(kernel, KEY, one).slice(0, 16)).toBe(hex(reference(one)));
      }),
      { numRuns: 300 },
    );
  });
});
