import { READ_PAST } from '../../../fingerprints/engine/kernel.ts';
import type { BlockPlace, PlaceLender, Room } from '../../core/record-scanner.ts';
import type { Engine } from './engine.ts';

/** Bytes of the rooms of a block. */
export interface PlaceSizes {
  /**
   * Of the text: large enough that work per block does not count, small enough that a thread's share stays in its cache,
   * and that many threads have something to do in a small file. Longer records are for the reference.
   */
  readonly text: number;
  /** 8 bytes a cell: 22 columns of 200 bytes a row need 450 KiB. */
  readonly cells: number;
  /** Lines that are not UTF-8 get longer as such. */
  readonly spill: number;
}

export const PLACE_SIZES: PlaceSizes = { text: 512 * 1024, cells: 768 * 1024, spill: 512 * 1024 };

/** Most rows of a block of that width. */
export function mostRowsOf({ placeSizes }: Pick<Engine, 'placeSizes'>, width: number): number {
  return Math.floor(placeSizes.cells / (8 * Math.max(1, width)));
}

/** Make the lender of that many places; who asks for one more waits until one is given back. */
export function createPlaceLender({ arena, placeSizes }: Engine, count: number): PlaceLender {
  const room = (bytes: number): Room => ({ address: arena.take(bytes + READ_PAST), bytes });
  const free: BlockPlace[] = Array.from({ length: count }, () => ({
    text: room(placeSizes.text),
    cells: room(placeSizes.cells),
    spill: room(placeSizes.spill),
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
