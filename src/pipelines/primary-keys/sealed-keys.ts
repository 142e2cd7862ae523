import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { RowprintError } from '../../core/errors.ts';
import { LENGTH_BYTES, ROWS_A_BLOCK } from './key-collector.ts';

/** Name of the part of a print that holds the primary keys of its rows, encrypted. */
export const KEYS_PART = 'primary-keys';
/** What the subkey is for, see KeyRing.subkey. */
export const KEYS_PURPOSE = 'primary-keys';
/** Random bytes of each print, so that no two prints share a key and a block's number can be its nonce. */
export const SALT_BYTES = 16;

const MAGIC = 'RPKEYS01';
const HEADER_BYTES = MAGIC.length + 8 + SALT_BYTES;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
/** No block of honest keys comes near; a damaged length must not ask for memory. */
const MOST_BLOCK_BYTES = 2 ** 30;

/** The keys of a print cannot be read: they were changed, cut short, or sealed under another key. */
export class KeysUnreadableError extends RowprintError {
  readonly code = 'RP_KEYS_UNREADABLE';
}

/** What seals and opens the keys of one print. */
export interface KeySeal {
  /** KeyRing.subkey(KEYS_PURPOSE). */
  readonly subkey: Uint8Array;
  readonly printId: string;
}

/** A primary key of a print's row (0-based). */
export interface RowKey {
  readonly row: number;
  readonly key: string;
}

/**
 * Encrypt blocks of keys with AES-256-GCM: a header, then each block as length, ciphertext and tag. The key is the
 * print's own (HKDF of subkey, salt and print id), the nonce the block's number; header, print and number are
 * authenticated, so that no block can be moved, left out or taken from another print.
 */
export function* sealKeys(
  blocks: readonly Uint8Array[],
  rows: number,
  salt: Uint8Array,
  { subkey, printId }: KeySeal,
): Generator<Uint8Array> {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeUInt32LE(rows, MAGIC.length);
  header.writeUInt32LE(ROWS_A_BLOCK, MAGIC.length + 4);
  header.set(salt, MAGIC.length + 8);
  yield header;
  const key = keyOf(subkey, salt, printId);
  for (const [number, block] of blocks.entries()) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number));
    cipher.setAAD(boundTo(header, printId, number));
    const sealed = Buffer.concat([cipher.update(block), cipher.final()]);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(sealed.length);
    yield Buffer.concat([length, sealed, cipher.getAuthTag()]);
  }
}

/**
 * The keys of the rows that are wanted, in row order. Decrypts only blocks with such a row; holds one block.
 * @throws {KeysUnreadableError} before a key of a changed block is given; the end was cut off
 */
export async function* openKeys(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (row: number) => boolean,
  { subkey, printId }: KeySeal,
): AsyncGenerator<RowKey> {
  const reader = new ByteReader(chunks);
  const header = await reader.take(HEADER_BYTES);
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) throw unreadable();
  const rows = header.readUInt32LE(MAGIC.length);
  const key = keyOf(subkey, header.subarray(MAGIC.length + 8), printId);
  for (let number = 0; number * ROWS_A_BLOCK < rows; number++) {
    const first = number * ROWS_A_BLOCK;
    const count = Math.min(ROWS_A_BLOCK, rows - first);
    const length = (await reader.take(LENGTH_BYTES)).readUInt32LE();
    if (length > MOST_BLOCK_BYTES) throw unreadable();
    const sealed = await reader.take(length + TAG_BYTES);
    if (!hasWanted(first, count, isWanted)) continue;
    const block = decrypt(sealed, key, number, boundTo(header, printId, number));
    yield* wantedKeys(block, first, count, isWanted);
  }
}

function hasWanted(first: number, count: number, isWanted: (row: number) => boolean): boolean {
  for (let row = first; row < first + count; row++) if (isWanted(row)) return true;
  return false;
}

function* wantedKeys(
  block: Buffer,
  first: number,
  count: number,
  isWanted: (row: number) => boolean,
): Generator<RowKey> {
  let at = 0;
  for (let row = first; row < first + count; row++) {
    const from = at + LENGTH_BYTES;
    const to = from + block.readUInt32LE(at);
    if (isWanted(row)) yield { row, key: block.toString('utf8', from, to) };
    at = to;
  }
}

function decrypt(sealed: Buffer, key: Uint8Array, number: number, bound: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function keyOf(subkey: Uint8Array, salt: Uint8Array, printId: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', subkey, salt, `rowprint/primary-keys/1|${printId}`, 32));
}

function nonceOf(number: number): Uint8Array {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(number, NONCE_BYTES - 4);
  return nonce;
}

function boundTo(header: Uint8Array, printId: string, number: number): Uint8Array {
  return Buffer.concat([header, Buffer.from(`|${printId}|${number}`, 'utf8')]);
}

function unreadable(cause?: unknown): KeysUnreadableError {
  return new KeysUnreadableError(
    'the primary keys of this print cannot be read: they were damaged, or kept under another key; ' +
      'run `rowprint doctor`, or take a new snapshot with `rowprint table refresh`',
    { cause },
  );
}

/** Exact numbers of bytes out of chunks of any size. */
class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async take(bytes: number): Promise<Buffer> {
    while (this.#rest.length < bytes) {
      const next = await this.#chunks.next();
      if (next.done) throw unreadable();
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    const taken = this.#rest.subarray(0, bytes);
    this.#rest = this.#rest.subarray(bytes);
    return taken;
  }
}
