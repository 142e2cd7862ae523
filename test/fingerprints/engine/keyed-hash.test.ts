import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createKeyedHash } from '../../../fingerprints/engine/keyed-hash.ts';
import { OFFICIAL_KEY, OFFICIAL_KEYED_HASHES, officialInput } from '../../engine/official-keyed-hashes.ts';

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('keyed hash', () => {
  test.each(OFFICIAL_KEYED_HASHES)(
    'gives the official BLAKE3 keyed hash of %i bytes',
    async (length, expected) => {
      const hash = await createKeyedHash(OFFICIAL_KEY);

      expect(hex(hash(officialInput(length)))).toBe(expected.slice(0, 16));
    },
  );

  test('starts anew with every call', async () => {
    const hash = await createKeyedHash(OFFICIAL_KEY);

    hash(officialInput(5121));

    expect(hex(hash(officialInput(1)))).toBe('6d7878dfff2f4856');
    expect(hex(hash(officialInput(0)))).toBe('92b2b75604ed3c76');
  });

  test('hashes text as its UTF-8 bytes', async () => {
    const hash = await createKeyedHash(OFFICIAL_KEY);

    expect(hex(hash('Œuvre é €'))).toBe(hex(hash(new TextEncoder().encode('Œuvre é €'))));
  });

  test('gives arrays that later calls leave alone', async () => {
    const hash = await createKeyedHash(OFFICIAL_KEY);

    const first = hash(officialInput(1));
    hash(officialInput(2048));

    expect(hex(first)).toBe('6d7878dfff2f4856');
  });

  test('is not changed by who wipes the key afterwards', async () => {
    const key = Uint8Array.from(OFFICIAL_KEY);
    const hash = await createKeyedHash(key);

    key.fill(0);

    expect(hex(hash(officialInput(1)))).toBe('6d7878dfff2f4856');
  });

  test.each([0, 16, 31, 33])('refuses a key of %i bytes', async (length) => {
    await expect(createKeyedHash(new Uint8Array(length))).rejects.toThrow('32');
  });

  test('is the only hash that the fingerprints know: xxHash is in no file of the room', () => {
    const room = new URL('../../../fingerprints/', import.meta.url);
    const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );

    const importing = files.filter((name) =>
      /['"](xxhash|hash-wasm)/.test(readFileSync(new URL(name, room), 'utf8')),
    );

    expect(files.length).toBeGreaterThan(50);
    expect(importing).toEqual(['engine/keyed-hash.ts']);
  });
});
