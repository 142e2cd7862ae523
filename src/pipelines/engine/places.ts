import { READ_PAST } from '../../../fingerprints/engine/kernel.ts';
import type { BlockPlace, PlaceLender, Room } from '../../core/record-scanner.ts';
import type { Engine } from './engine.ts';

/**
 * Bytes of a block's text: large enough that work per block does not count, small enough that a thread's share stays in
 * its cache, and that many threads have something to do in a small file. Longer records are for the reference.
 */
const TEXT_BYTES = 512 * 1024;
/** Cells of 8 bytes: 22 columns of 200 bytes a row need 450 KiB. */
const CELLS_BYTES = 768 * 1024;
/** Lines that are not UTF-8 get longer as such. */
const SPILL_BYTES = 512 * 1024;

/** Most rows of a block of that width. */
export function mostRowsOf(width: number): number {
  return Math.floor(CELLS_BYTES / (8 * Math.max(1, width)));
}

/** Make the lender of that many places; who asks for one more waits until one is given back. */
export function createPlaceLender({ arena }: Engine, count: number): PlaceLender {
  const room = (bytes: number): Room => ({ address: arena.take(bytes + READ_PAST), bytes });
  const free: BlockPlace[] = Array.from({ length: count }, () => ({
    text: room(TEXT_BYTES),
    cells: room(CELLS_BYTES),
    spill: room(SPILL_BYTES),
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
