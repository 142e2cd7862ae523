import { estimateShare, INTERVAL_LEVEL, type SampledBlock } from './block-sampling.ts';
import { estimateRowCount, type RowCountEstimate } from './row-count.ts';

/** What is known of something that was read from its beginning to some place. */
export interface ReadPart {
  readonly rows: number;
  readonly present: number;
}

/** A share of all rows, of which some were counted. */
export interface CombinedShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Rows of the whole. */
  readonly rows: RowCountEstimate;
}

/** A block of the part that was not read yet. */
export interface RestBlock extends SampledBlock {
  readonly bytes: number;
}

/**
 * The share over a part that was read in order, which is exact, and `restBytes` bytes behind it, which is judged by the
 * blocks drawn there before (the rest of a draw over the whole serves, as does a new one). It narrows as reading goes on,
 * and is exact when nothing is left. Without any block the rest may hold anything.
 *
 * Neither end is better than the blocks allow: half of the blocks see half as well what may be missed in half of the
 * file. To narrow that too, draw new blocks out of the rest.
 */
export function combineWithRead(
  read: ReadPart,
  restBlocks: readonly RestBlock[],
  restBytes: number,
  level = INTERVAL_LEVEL,
): CombinedShare {
  const bytes = restBlocks.reduce((sum, block) => sum + block.bytes, 0);
  const isWholeRestSeen = bytes >= restBytes;
  const rest = estimateShare(restBlocks, level, restBytes === 0 ? 1 : Math.min(1, bytes / restBytes));
  const count = estimateRowCount(restBlocks, restBytes, level);
  const isBlind = rest.rowsSampled === 0 && !isWholeRestSeen;
  const counts = isBlind ? [0, restBytes] : [count.low, count.high];
  const over = (restRows: number, share: number): number => {
    const rows = read.rows + restRows;
    return rows === 0 ? share : (read.present + share * restRows) / rows;
  };
  return {
    share: over(isBlind ? 0 : count.rows, rest.share),
    low: Math.min(...counts.map((rows) => over(rows, rest.low))),
    high: Math.max(...counts.map((rows) => over(rows, rest.high))),
    rows: {
      rows: read.rows + count.rows,
      low: read.rows + count.low,
      high: read.rows + (isBlind ? restBytes : count.high),
    },
  };
}
