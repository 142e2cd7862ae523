import xxhash from 'xxhash-wasm';

/** A stretch of a file: first byte (0-based) and length. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

/**
 * Tells whether a file's content is what it was, from its size and a few stretches of it: a word on change, never a
 * proof of sameness, and never of a value (xxHash has no key).
 */
export interface ContentId {
  /** What is looked at in a file of that size: all of a small one, else its head and blocks over its whole length. */
  stretches(bytes: number): readonly Stretch[];
  /** @param blocks the bytes of the stretches, in order */
  of(bytes: number, blocks: Iterable<Uint8Array>): string;
}

const HEAD_BYTES = 64 * 1024;
const BLOCK_BYTES = 16 * 1024;
const BLOCKS = 8;

/** Load the hash. */
export async function loadContentId(): Promise<ContentId> {
  const { create64 } = await xxhash();
  return {
    stretches(bytes) {
      const head = { start: 0, length: Math.min(bytes, HEAD_BYTES) };
      if (bytes <= HEAD_BYTES + BLOCKS * BLOCK_BYTES) return [{ start: 0, length: bytes }];
      const gap = (bytes - HEAD_BYTES - BLOCK_BYTES) / (BLOCKS - 1);
      // The last block ends with the file: that is where exports grow.
      const starts = Array.from({ length: BLOCKS }, (_, at) => HEAD_BYTES + Math.floor(gap * at));
      return [head, ...starts.map((start) => ({ start, length: BLOCK_BYTES }))];
    },
    of(bytes, blocks) {
      const hash = create64();
      hash.update(String(bytes));
      for (const block of blocks) hash.update(block);
      return `xxh64:${bytes}:${hash.digest().toString(16).padStart(16, '0')}`;
    },
  };
}
