import { READ_PAST } from '../../../fingerprints/engine/kernel.ts';
import type { BlockPlace, PlaceLender, Room } from '../../core/record-scanner.ts';
import type { Engine } from './engine.ts';

/**
 * Bytes of a block's text: large enough that work per block does not count, small enough that a thread's share stays in
 * its cache, and that many threads have something to do in a small file. Longer records are for the reference.
 */
const BLOCK_BYTES = 512 * 1024;
/** Cells take 8 bytes: 22 columns of 200 bytes a row need seven eighths of the row. */
const CELL_BYTES_A_BYTE = 1.5;

/** Most rows of a block of that width. */
export function mostRowsOf(width: number, blockBytes = BLOCK_BYTES): number {
  return Math.floor((blockBytes * CELL_BYTES_A_BYTE) / (8 * Math.max(1, width)));
}

/** Make the lender of that many places; who asks for one more waits until one is given back. */
export function createPlaceLender(
  { arena, blockBytes = BLOCK_BYTES }: Pick<Engine, 'arena' | 'blockBytes'>,
  count: number,
): PlaceLender {
  const room = (bytes: number): Room => ({ address: arena.take(bytes + READ_PAST), bytes });
  const free: BlockPlace[] = Array.from({ length: count }, () => ({
    text: room(blockBytes),
    cells: room(Math.floor(blockBytes * CELL_BYTES_A_BYTE)),
    // Lines that are not UTF-8 get longer as such.
    spill: room(blockBytes),
  }));
  const waiting: ((place: BlockPlace) => void)[] = [];
  return {
    async nextPlace() {
      return free.pop() ?? new Promise((resolve) => waiting.push(resolve));
    },
    takeBack(place) {
      const next = waiting.shift();
      if (next === undefined) free.push(place);
      else next(place);
    },
  };
}
