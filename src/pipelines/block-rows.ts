import type { RecordBlock } from '../core/record-scanner.ts';

/** A row whose cells stand further apart was rewritten in part; it is decoded at once. */
const MOST_SPREAD_BYTES = 16 * 1024;

/**
 * Take one row out of a block, which may then be given back. Decoding waits until the cells are asked for: most rows
 * that are drawn for a sample are replaced by others. `row` is 0-based within the block.
 */
export function takeRow(memory: Uint8Array, block: RecordBlock, row: number): () => readonly string[] {
  const { width } = block;
  const at = memory.byteOffset + block.place.cells.address + 8 * width * row;
  const pairs = new Uint32Array(memory.buffer, at, 2 * width);
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (let i = 0; i < pairs.length; i += 2) {
    start = Math.min(start, pairs[i]!);
    end = Math.max(end, pairs[i]! + pairs[i + 1]!);
  }
  if (end - start <= MOST_SPREAD_BYTES) {
    const kept = pairs.slice();
    const bytes = memory.slice(start, end);
    return () => decodeCells(bytes, kept, start);
  }
  const cells = decodeCells(memory, pairs, 0);
  return () => cells;
}

/** Cells from pairs (address, length); `base` is the address of the first byte. */
function decodeCells(bytes: Uint8Array, pairs: Uint32Array, base: number): readonly string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const cells: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const from = pairs[i]! - base;
    cells.push(text.toString('utf8', from, from + pairs[i + 1]!));
  }
  return cells;
}
