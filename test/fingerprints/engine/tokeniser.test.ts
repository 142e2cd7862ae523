import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createKeyedHash } from '../../../fingerprints/engine/keyed-hash.ts';
import {
  createTokeniser,
  TOKEN_ALGORITHM,
  type Tokeniser,
  tokenOfDigest,
} from '../../../fingerprints/engine/tokeniser.ts';
import { FIELD_IDS } from '../../../fingerprints/fields/field.ts';
import { testKeys, testTokeniser } from '../test-tokeniser.ts';

let tokeniser: Tokeniser;

beforeAll(async () => {
  tokeniser = await testTokeniser();
});

describe('tokeniser', () => {
  test('takes the first 64 bits of the keyed hash under the field’s own subkey, little-endian', async () => {
    const hash = await createKeyedHash(testKeys().subkey('token/nir'));
    const digest = new DataView(Uint8Array.from(hash('185057800608436')).buffer);

    const token = tokeniser.token('nir', '185057800608436');

    expect(token).toEqual({ high: digest.getUint32(0, true), low: digest.getUint32(4, true) });
  });

  test('takes blurred spellings under another subkey than values', async () => {
    const hash = await createKeyedHash(testKeys().subkey('variant/name'));
    const digest = new DataView(Uint8Array.from(hash('MARTN')).buffer);

    expect(tokeniser.variant('name', 'MARTN')).toBe(digest.getUint32(0, true));
    expect(tokeniser.variant('name', 'MARTN')).not.toBe(tokeniser.token('name', 'MARTN').high);
  });

  test('gives the same value another token in every field', () => {
    const tokens = FIELD_IDS.map((field) => tokeniser.token(field, '75011'));
    const variants = FIELD_IDS.map((field) => tokeniser.variant(field, '75011'));

    expect(new Set(tokens.map(({ high, low }) => `${high}:${low}`)).size).toBe(FIELD_IDS.length);
    expect(new Set(variants).size).toBe(FIELD_IDS.length);
  });

  test('gives other tokens under another key', async () => {
    const other = await testTokeniser(8);

    expect(other.token('name', 'MARTIN')).not.toEqual(tokeniser.token('name', 'MARTIN'));
    expect(other.variant('name', 'MARTIN')).not.toBe(tokeniser.variant('name', 'MARTIN'));
  });

  test('gives the same tokens in the same order of calls or another, and in another run', async () => {
    const again = await testTokeniser();

    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...FIELD_IDS), fc.string())), (asked) => {
        const forth = asked.map(([field, value]) => tokeniser.token(field, value));
        const back = [...asked].reverse().map(([field, value]) => again.token(field, value));
        expect(back.reverse()).toEqual(forth);
      }),
    );
  });

  test('gives halves that are unsigned 32-bit numbers, the high one never 0', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELD_IDS), fc.string(), (field, value) => {
        const { high, low } = tokeniser.token(field, value);
        expect([high, low].every((half) => half === half >>> 0)).toBe(true);
        expect(high).toBeGreaterThan(0);
        expect(tokeniser.variant(field, value)).toBeGreaterThan(0);
      }),
    );
  });

  test('gives 1 where the high half of the hash is 0, which means empty in a print', () => {
    expect(tokenOfDigest(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0))).toEqual({ high: 1, low: 0 });
    expect(tokenOfDigest(Uint8Array.of(0, 0, 0, 0, 9, 0, 0, 128))).toEqual({ high: 1, low: 0x80000009 });
    expect(tokenOfDigest(Uint8Array.of(4, 3, 2, 255, 0, 0, 0, 0))).toEqual({ high: 0xff020304, low: 0 });
  });

  test('spreads tokens evenly over the 32 bits', () => {
    const buckets = new Uint32Array(16);
    for (let value = 0; value < 16_000; value++) buckets[tokeniser.token('text', `${value}`).high >>> 28]!++;

    // Binomial(16000, 1/16): mean 1000, standard deviation 31; five of them on each side.
    expect(Math.min(...buckets)).toBeGreaterThan(845);
    expect(Math.max(...buckets)).toBeLessThan(1155);
  });

  test('names its algorithm', () => {
    expect(TOKEN_ALGORITHM).toBe('blake3-keyed-64');
  });

  test('asks for one subkey per field and purpose, and never for the same twice', async () => {
    const asked: string[] = [];

    await createTokeniser({
      subkey: (purpose) => {
        asked.push(purpose);
        return new Uint8Array(32);
      },
    });

    const expected = FIELD_IDS.flatMap((field) => [`token/${field}`, `variant/${field}`]);
    expect([...asked].sort()).toEqual(expected.sort());
  });
});
