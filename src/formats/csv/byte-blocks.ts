/** Bytes of one block. Also a measure of where long lines are cut (see decode-text.ts). Large enough that work per block does not count, small enough that memory does not either. */
export const BLOCK_BYTES = 256 * 1024;
/** Room that the first block has at first: servers are full of files that need no more, and each is opened three times. */
const FIRST_BYTES = 16 * 1024;

/**
 * The same bytes in blocks of one size (the last may be shorter), so that what is read never depends on how the
 * network or the disk cut them. Ends after `maxBytes`; `onLimit` is then called, if there was more.
 */
export async function* byteBlocks(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  onLimit: () => void,
  blockBytes = BLOCK_BYTES,
): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(Math.min(blockBytes, FIRST_BYTES));
  let used = 0;
  let total = 0;
  for await (const chunk of chunks) {
    let from = 0;
    while (from < chunk.length) {
      if (total === maxBytes) {
        if (used > 0) yield block.subarray(0, used);
        onLimit();
        return;
      }
      if (used === block.length) block = doubled(block, blockBytes);
      const take = Math.min(chunk.length - from, block.length - used, maxBytes - total);
      block.set(chunk.subarray(from, from + take), used);
      used += take;
      from += take;
      total += take;
      if (used === blockBytes) {
        yield block;
        block = Buffer.allocUnsafe(blockBytes);
        used = 0;
      }
    }
  }
  if (used > 0) yield block.subarray(0, used);
}

function doubled(block: Buffer<ArrayBuffer>, mostBytes: number): Buffer<ArrayBuffer> {
  const more = Buffer.allocUnsafe(Math.min(mostBytes, 2 * block.length));
  block.copy(more);
  return more;
}

/** The first `maxBytes` bytes of a stream, which is then left alone. */
export async function readHead(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    total += chunk.length;
    if (total >= maxBytes) break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}
