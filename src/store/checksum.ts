import xxhash from 'xxhash-wasm';

/** XXH64 of bytes as 16 hexadecimal digits. It finds damage, not forgery, and is never taken of a single value. */
export type Checksum = (bytes: Uint8Array) => string;

/** Load the function once; it is then synchronous. */
export async function loadChecksum(): Promise<Checksum> {
  const hashes = await xxhash();
  return (bytes) => hashes.h64Raw(bytes).toString(16).padStart(16, '0');
}
