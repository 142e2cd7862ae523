import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../core/byte-source.ts';
import { DiskFullError, isDiskFull } from '../../core/disk-full-error.ts';
import { readSealed, sealFrom, writeSealed } from '../spool/sealed-bytes.ts';

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
  const sealing = sealFrom(key, 0);
  let at = 0;
  return {
    async append(chunk) {
      const sealed = sealing.update(chunk);
      await writeSealed(handle, sealed, at).catch((cause: unknown) => {
        throw isDiskFull(cause) ? diskFull(folder, cause) : cause;
      });
      at += sealed.length;
    },
    async *read(start, end) {
      for await (const plain of readSealed(handle, key, start, end)) {
        start += plain.length;
        yield plain;
      }
      if (start < end) throw new Error('the spool is shorter than what was written to it');
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
