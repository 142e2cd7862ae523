import { constants, createGunzip, gunzipSync } from 'node:zlib';
import type { ByteSource } from '../../core/byte-source.ts';
import type { Skipped } from '../../core/row.ts';

/** Below this output no ratio is a danger; a small file of blanks may well shrink a thousand times. */
const RATIO_FLOOR_BYTES = 8 * 1024 * 1024;
/** Most that a 4 KiB head can decompress to is about 4 MiB (deflate's ratio ends near 1032:1). */
const MAX_HEAD_BYTES = 8 * 1024 * 1024;

/** Decompressed bytes, with an account of what the compressed file cost and what could not be read of it. */
export interface GunzipSource extends ByteSource {
  /** Compressed bytes taken by the latest stream. */
  compressedBytesRead(): number;
  /** What of the latest stream was not read: truncated or damaged members, a bomb, trailing bytes. */
  skipped(): readonly Skipped[];
}

/** Whether bytes start like a gzip member (RFC 1952: ID1, ID2, and the only compression method there is). */
export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** What the first bytes of a gzip file decompress to; empty when nothing can be read of them. */
export function gunzipHead(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_HEAD_BYTES });
  } catch {
    return new Uint8Array(0);
  }
}

/**
 * A gzip file as the bytes inside it, all members one after the other. A truncated or damaged file gives what was
 * readable; more than `maxRatio` decompressed bytes for a compressed one end the reading. Both are told by `skipped()`.
 *
 * @throws {SourceUnreadableError} what the source under it throws
 */
export function gunzipSource(source: ByteSource, limits: { readonly maxRatio: number }): GunzipSource {
  let skipped: Skipped[] = [];
  let compressed = 0;

  async function* stream(): AsyncGenerator<Uint8Array> {
    skipped = [];
    compressed = 0;
    let produced = 0;
    const inflater = new Inflater();
    try {
      for await (const piece of pieces(source.stream())) {
        compressed += piece.length;
        for (const bytes of await inflater.write(piece)) {
          produced += bytes.length;
          yield bytes;
        }
        if (produced > RATIO_FLOOR_BYTES && produced > compressed * limits.maxRatio) {
          skipped.push({
            what: `${source.name} after ${produced} decompressed bytes`,
            reason: `decompresses more than ${limits.maxRatio} times its size`,
          });
          return;
        }
        if (inflater.failure !== null) break;
      }
      for (const bytes of await inflater.end()) {
        produced += bytes.length;
        yield bytes;
      }
    } finally {
      inflater.destroy();
    }
    if (inflater.failure === null) return;
    if (inflater.failure.code === 'Z_DATA_ERROR') {
      for await (const bytes of lastReadable(source, compressed, produced)) {
        produced += bytes.length;
        yield bytes;
      }
    }
    skipped.push({
      what: `${source.name} after ${produced} decompressed bytes`,
      reason: reasonOf(inflater.failure),
    });
  }

  return {
    name: source.name,
    bytes: null,
    stream,
    compressedBytesRead: () => compressed,
    skipped: () => skipped,
  };
}

/** Compressed bytes fed at once: at the greatest ratio they make 16 MiB. */
const PIECE_BYTES = 16 * 1024;

async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES)
      yield chunk.subarray(from, from + PIECE_BYTES);
  }
}

/**
 * What an inflater had not handed over when it failed. It drops the output of the write in which it meets damage, so the
 * file is read a second time, and from the place of the damage on byte by byte. Only damaged files pay for that.
 */
async function* lastReadable(
  source: ByteSource,
  failedAt: number,
  produced: number,
): AsyncGenerator<Uint8Array> {
  const inflater = new Inflater();
  let compressed = 0;
  let seen = 0;
  try {
    for await (const piece of pieces(source.stream())) {
      compressed += piece.length;
      const step = compressed >= failedAt ? 1 : piece.length;
      for (let from = 0; from < piece.length && inflater.failure === null; from += step) {
        for (const bytes of await inflater.write(piece.subarray(from, from + step))) {
          const known = Math.max(0, Math.min(bytes.length, produced - seen));
          seen += bytes.length;
          if (known < bytes.length) yield bytes.subarray(known);
        }
      }
      if (inflater.failure !== null) return;
    }
  } finally {
    inflater.destroy();
  }
}

function reasonOf(failure: NodeJS.ErrnoException): string {
  if (failure.code === 'Z_BUF_ERROR') return 'the gzip file is truncated';
  const isBetweenMembers = failure.message === 'incorrect header check';
  return isBetweenMembers ? 'what follows is not gzip' : 'the gzip file is damaged';
}

/** A decompressor that is fed piece by piece and hands over everything it made of each, also when it then fails. */
class Inflater {
  readonly #gunzip = createGunzip({ chunkSize: 64 * 1024 });
  #output: Uint8Array[] = [];
  #ended = false;
  /** Set once the data cannot be read further. */
  failure: NodeJS.ErrnoException | null = null;
  #wake: () => void = () => {};

  constructor() {
    this.#gunzip.on('data', (bytes: Uint8Array) => this.#output.push(bytes));
    this.#gunzip.on('end', () => this.#finish(null));
    this.#gunzip.on('error', (error: NodeJS.ErrnoException) => this.#finish(error));
  }

  write(piece: Uint8Array): Promise<readonly Uint8Array[]> {
    return this.#step((done) => this.#gunzip.write(piece, done));
  }

  end(): Promise<readonly Uint8Array[]> {
    return this.#step(() => this.#gunzip.end());
  }

  destroy(): void {
    this.#gunzip.destroy();
  }

  async #step(start: (done: () => void) => void): Promise<readonly Uint8Array[]> {
    if (!this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        start(() => resolve());
      });
    }
    const output = this.#output;
    this.#output = [];
    return output;
  }

  #finish(failure: NodeJS.ErrnoException | null): void {
    this.#ended = true;
    this.failure = failure;
    this.#wake();
  }
}
