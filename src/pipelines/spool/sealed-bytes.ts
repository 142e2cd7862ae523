import { type Cipher, createCipheriv, createDecipheriv } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const ALGORITHM = 'aes-256-ctr';
const BLOCK_BYTES = 16;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Encrypts the bytes of a file from `start` on, in order. AES-256-CTR: as many bytes come out as go in, and any place can
 * be read by itself. A key is for one file only, so that the counter may start at 0. It hides and does not
 * authenticate: who can write into the spool can spoil a suspect, and its SHA-256 tells.
 */
export function sealFrom(key: Uint8Array, start: number): Pick<Cipher, 'update'> {
  const cipher = createCipheriv(ALGORITHM, key, counterAt(Math.floor(start / BLOCK_BYTES)));
  // Within a block the first signs of its key stream are used up already.
  cipher.update(Buffer.alloc(start % BLOCK_BYTES));
  return cipher;
}

/** Write what was encrypted, all of it. */
export async function writeSealed(handle: FileHandle, sealed: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < sealed.length; ) {
    const { bytesWritten } = await handle.write(sealed, done, sealed.length - done, at + done);
    done += bytesWritten;
  }
}

/** The bytes from `start` (inclusive) to `end` (exclusive) in clear; fewer where the file is shorter. */
export async function* readSealed(
  handle: FileHandle,
  key: Uint8Array,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const aligned = start - (start % BLOCK_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, counterAt(aligned / BLOCK_BYTES));
  for (let from = aligned; from < end; ) {
    const sealed = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - from));
    const { bytesRead } = await handle.read(sealed, 0, sealed.length, from);
    if (bytesRead === 0) return;
    const plain = decipher.update(sealed.subarray(0, bytesRead));
    if (from + bytesRead > start) yield from < start ? plain.subarray(start - from) : plain;
    from += bytesRead;
  }
}

function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(block), 8);
  return counter;
}
