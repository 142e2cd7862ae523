import { createBLAKE3 } from 'hash-wasm';

/**
 * First 8 bytes of the keyed BLAKE3 hash. Text is hashed as UTF-8. The array belongs to the caller; the function keeps
 * one native state, so it is not to be shared by threads.
 */
export type KeyedHash = (input: string | Uint8Array) => Uint8Array;

const DIGEST_BITS = 64;

/**
 * Make the keyed hash of one 32-byte key, which is copied.
 * Source: BLAKE3 specification, keyed_hash mode; held to the official test vectors.
 * @throws {Error} a key that is not 32 bytes
 */
export async function createKeyedHash(key: Uint8Array): Promise<KeyedHash> {
  const hasher = await createBLAKE3(DIGEST_BITS, Uint8Array.from(key));
  return (input) => hasher.init().update(input).digest('binary');
}
