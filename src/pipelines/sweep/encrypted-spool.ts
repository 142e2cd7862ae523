import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../core/byte-source.ts';
import { DiskFullError } from '../../core/disk-full-error.ts';

/** Bytes of a foreign file that wait to be read more than once: never in clear on a disk. */
export interface Spool {
  /** Append. @throws {DiskFullError} */
  write(chunk: Uint8Array): Promise<void>;
  /** Bytes written so far. */
  bytes(): number;
  /** Forget what was written: the server starts from the first byte again. */
  restart(): Promise<void>;
  /** SHA-256 of what was written, lower-case hex. Nothing can be written afterwards. */
  finish(): string;
  /** What was written, from any place, any number of times. */
  source(name: string): ByteSource;
  /** The bytes are gone, and so is the key that they were encrypted with. Safe to call twice. */
  destroy(): Promise<void>;
}

/** Files up to this size wait in memory: most files on servers are small, and a disk gains nothing. */
const MEMORY_BYTES = 4 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const BLOCK_BYTES = 16;

/**
 * A spool: the first 4 MiB in memory, the rest in a file of `folder` (mode 0600) encrypted with AES-256-CTR under a key
 * that exists in memory only. The file has no name from its first byte on: it goes with the process, however that ends.
 */
export function createSpool(folder: string): Spool {
  return new EncryptedSpool(folder);
}

class EncryptedSpool implements Spool {
  readonly #folder: string;
  #hash = createHash('sha256');
  #memory: Uint8Array[] = [];
  #bytes = 0;
  #file: EncryptedFile | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    // A copy: the slice of a Buffer is a view, and what lies behind it is somebody else's, to be used again.
    if (this.#file === null && this.#bytes + chunk.length <= MEMORY_BYTES)
      this.#memory.push(new Uint8Array(chunk));
    else {
      if (this.#file === null) {
        this.#file = await openEncryptedFile(this.#folder);
        for (const kept of this.#memory.splice(0)) await this.#file.append(kept);
      }
      await this.#file.append(chunk);
    }
    this.#bytes += chunk.length;
  }

  bytes(): number {
    return this.#bytes;
  }

  async restart(): Promise<void> {
    await this.destroy();
    this.#hash = createHash('sha256');
    this.#bytes = 0;
  }

  finish(): string {
    return this.#hash.digest('hex');
  }

  source(name: string): ByteSource {
    return { name, bytes: this.#bytes, seekable: true, stream: (start = 0) => this.#read(start) };
  }

  async destroy(): Promise<void> {
    for (const kept of this.#memory.splice(0)) kept.fill(0);
    await this.#file?.close();
    this.#file = null;
  }

  async *#read(start: number): AsyncGenerator<Uint8Array> {
    if (this.#file !== null) {
      yield* this.#file.read(start, this.#bytes);
      return;
    }
    let skip = start;
    for (const kept of this.#memory) {
      if (skip < kept.length) yield kept.subarray(skip);
      skip = Math.max(0, skip - kept.length);
    }
  }
}

interface EncryptedFile {
  append(chunk: Uint8Array): Promise<void>;
  read(start: number, end: number): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

async function openEncryptedFile(folder: string): Promise<EncryptedFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `spool-${randomBytes(8).toString('hex')}`);
  const { O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const handle = await open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  await unlink(path);
  const key = randomBytes(32);
  const cipher = createCipheriv('aes-256-ctr', key, counterAt(0));
  let at = 0;
  return {
    async append(chunk) {
      const sealed = cipher.update(chunk);
      await writeAll(handle, sealed, at).catch((cause: unknown) => {
        throw (cause as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(folder, cause) : cause;
      });
      at += sealed.length;
    },
    async *read(start, end) {
      const aligned = start - (start % BLOCK_BYTES);
      const decipher = createDecipheriv('aes-256-ctr', key, counterAt(aligned / BLOCK_BYTES));
      for (let from = aligned; from < end; ) {
        const sealed = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - from));
        const { bytesRead } = await handle.read(sealed, 0, sealed.length, from);
        if (bytesRead === 0) throw new Error('the spool is shorter than what was written to it');
        const plain = decipher.update(sealed.subarray(0, bytesRead));
        yield from < start ? plain.subarray(start - from) : plain;
        from += bytesRead;
      }
    },
    async close() {
      key.fill(0);
      await handle.close();
    },
  };
}

function diskFull(folder: string, cause: unknown): DiskFullError {
  return new DiskFullError(
    `the disk of ${folder} is full: make room, or lower ROWPRINT_SCAN_MAX_ASSET_BYTES`,
    { cause },
  );
}

/** The counter of the block: a key is used for one file only, so it may start at 0. */
function counterAt(block: number): Buffer {
  const counter = Buffer.alloc(BLOCK_BYTES);
  counter.writeBigUInt64BE(BigInt(block), 8);
  return counter;
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
