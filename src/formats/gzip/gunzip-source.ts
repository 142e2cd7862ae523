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
  return {
    name: source.name,
    bytes: null,
    compressedBytesRead: () => compressed,
    skipped: () => skipped,
    async *stream() {
      skipped = [];
      compressed = 0;
      const gunzip = createGunzip({ chunkSize: 128 * 1024 });
      const counted = countBytes(source.stream(), (bytes) => {
        compressed += bytes;
      });
      const feeding = feed(gunzip, counted);
      let produced = 0;
      try {
        for await (const chunk of gunzip) {
          const bytes = chunk as Uint8Array;
          produced += bytes.length;
          if (produced > RATIO_FLOOR_BYTES && produced > compressed * limits.maxRatio) {
            skipped.push({
              what: `${source.name} after ${produced} decompressed bytes`,
              reason: `decompresses more than ${limits.maxRatio} times its size`,
            });
            return;
          }
          yield bytes;
        }
        const trailing = compressed - gunzip.bytesWritten;
        if (trailing > 0 && feeding.trailingData()) {
          skipped.push({ what: `last ${trailing} bytes of ${source.name}`, reason: 'not gzip' });
        }
      } catch (cause) {
        if (feeding.failure() !== null) throw feeding.failure();
        skipped.push(damage(source.name, produced, cause));
      } finally {
        gunzip.destroy();
        await feeding.stop();
      }
    },
  };
}

function damage(name: string, produced: number, cause: unknown): Skipped {
  const isTruncated = (cause as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
  return {
    what: `${name} after ${produced} decompressed bytes`,
    reason: isTruncated ? 'the gzip file is truncated' : 'the gzip file is damaged',
  };
}

interface Feeding {
  failure(): unknown;
  /** Whether the last chunk ended in something else than zero padding (tapes and block devices pad). */
  trailingData(): boolean;
  stop(): Promise<void>;
}

/** Writes the compressed chunks into the decompressor, no faster than they are taken. */
function feed(gunzip: ReturnType<typeof createGunzip>, chunks: AsyncIterable<Uint8Array>): Feeding {
  let failure: unknown = null;
  let last: Uint8Array = new Uint8Array(0);
  const iterator = chunks[Symbol.asyncIterator]();
  const done = (async () => {
    try {
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
        last = next.value;
        if (gunzip.destroyed) return;
        if (!gunzip.write(next.value)) await drained(gunzip);
      }
      gunzip.end();
    } catch (error) {
      failure = error;
      gunzip.destroy(error as Error);
    }
  })();
  return {
    failure: () => failure,
    trailingData: () => last.length > 0 && last[last.length - 1] !== 0,
    stop: async () => {
      await done;
      await iterator.return?.(undefined);
    },
  };
}

function drained(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    gunzip.once('drain', resolve);
    gunzip.once('close', resolve);
  });
}

async function* countBytes(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}
