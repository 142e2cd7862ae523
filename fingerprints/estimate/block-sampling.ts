import { betaQuantile } from './beta-quantile.ts';
import { studentQuantile } from './student-quantile.ts';

/** A block that was looked at (see planBlocks), in file order. Rows belong to the block in which they begin. */
export interface SampledBlock {
  readonly rows: number;
  /** Rows among them that are present in the print. */
  readonly present: number;
}

/** A share of all rows, judged by those of some blocks. */
export interface ShareEstimate {
  /** present / rows, 0 where no rows were seen. */
  readonly share: number;
  /** Both ends of the interval, from 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly rowsSampled: number;
  readonly blocks: number;
  /** How many times as many rows these blocks took as rows drawn singly would have, for the same certainty. At least 1. */
  readonly designEffect: number;
}

/** How often an interval covers the truth, unless another rate is asked for. */
export const INTERVAL_LEVEL = 0.95;

/**
 * Estimate a share of rows from blocks that were drawn by strata, with an interval that covers the truth in `level` of
 * all draws (measured: 0.95 to 1.00, see the test). `sampledShare01` is the part of the bytes that the blocks are of: at
 * 1 nothing is left to estimate.
 *
 * - The share is present rows by rows (ratio estimator; Cochran 1977, ch. 6), as blocks differ in rows.
 * - Rows of a block may be alike: the variance is that between neighbouring blocks (Wolter 1985, ch. 7), which holds
 *   what differs within strata and leaves out what differs between far parts of the file. It is never too small on
 *   average. Times the part that was not read (finite population correction; Cochran, ch. 2 and 9).
 * - The interval is that of Clopper & Pearson (1934) at the number of rows drawn singly that would have this variance,
 *   lowered for how little is known of the variance itself (Korn & Graubard 1998).
 * - A stretch that no block fell into cannot be seen. Both ends allow for the largest one that all blocks would miss as
 *   often as the interval may fail at that end: 3.7 of the file's parts of one block each at 0.95 (the rule of three,
 *   over blocks and not rows), all of it present or none of it. So 32 blocks never exclude 11 % of a file, 256 blocks
 *   1.4 %. A leak smaller than that and all in one place may be missed; the upper end says that it may be there.
 */
export function estimateShare(
  blocks: readonly SampledBlock[],
  level = INTERVAL_LEVEL,
  sampledShare01 = 0,
): ShareEstimate {
  const rows = blocks.reduce((sum, block) => sum + block.rows, 0);
  const present = blocks.reduce((sum, block) => sum + block.present, 0);
  const counts = { rowsSampled: rows, blocks: blocks.length };
  if (rows === 0) return { share: 0, low: 0, high: sampledShare01 >= 1 ? 0 : 1, ...counts, designEffect: 1 };
  const share = present / rows;
  if (sampledShare01 >= 1) return { share, low: share, high: share, ...counts, designEffect: 1 };
  const designEffect = designEffectOf(blocks, share, rows);
  const singleRows = effectiveRows(rows / designEffect / (1 - sampledShare01), share, blocks.length, level);
  const missed = mostMissed(blocks, rows, level, sampledShare01);
  const [low, high] = binomialInterval(share, singleRows, level);
  return {
    share,
    low: Math.min(low, share * (1 - missed)),
    high: Math.max(high, share + (1 - share) * missed),
    ...counts,
    designEffect,
  };
}

/** Variance of the share over that of as many rows drawn singly. Where nothing varies a block counts as one row. */
function designEffectOf(blocks: readonly SampledBlock[], share: number, rows: number): number {
  const most = Math.max(1, rows / blocks.length);
  if (share === 0 || share === 1 || blocks.length === 1) return most;
  const residuals = blocks.map((block) => (block.present - share * block.rows) / rows);
  const single = (share * (1 - share)) / rows;
  return Math.max(1, varianceOfSum(residuals) / single);
}

/**
 * Variance of the sum of numbers that were drawn one from each stratum, in order: half the squared differences of
 * neighbours. The first and the last have one neighbour, which counts for both sides.
 */
export function varianceOfSum(drawn: readonly number[]): number {
  let squares = 0;
  for (let at = 0; at <= drawn.length; at++) {
    const after = at === drawn.length ? at - 2 : at;
    const before = at === 0 ? 1 : at - 1;
    squares += (drawn[after]! - drawn[before]!) ** 2;
  }
  return squares / 2;
}

/** Degrees of freedom of `varianceOfSum`: neighbouring differences share a block, so that three are worth two. */
export function degreesOf(blocks: number): number {
  return Math.max(1, (2 * (blocks - 1)) / 3);
}

/** A normal variable is a Student's with that many degrees of freedom, for all purposes here. */
const MANY_DEGREES = 1e7;

/** Korn & Graubard's adjustment: what a variance of few degrees of freedom leaves of the rows. None was needed at 0 and 1. */
function effectiveRows(rows: number, share: number, blocks: number, level: number): number {
  if (share === 0 || share === 1) return rows;
  const known = studentQuantile(level, MANY_DEGREES) / studentQuantile(level, degreesOf(blocks));
  return Math.max(1, rows * known ** 2);
}

function binomialInterval(share: number, rows: number, level: number): readonly [number, number] {
  const tail = (1 - level) / 2;
  const hits = share * rows;
  return [
    hits <= 0 ? 0 : betaQuantile(tail, hits, rows - hits + 1),
    hits >= rows ? 1 : betaQuantile(1 - tail, hits + 1, rows - hits),
  ];
}

/**
 * The largest share of the rows in a stretch, in one piece or many, that all blocks miss with the probability that one
 * end of the interval may fail. Two bounds of that probability for blocks drawn without replacement: as if they were
 * drawn with it, and as if the stretch had been thrown over the blocks. Its rows may be as short as any that were seen.
 */
function mostMissed(
  blocks: readonly SampledBlock[],
  rows: number,
  level: number,
  sampledShare01: number,
): number {
  const tail = (1 - level) / 2;
  const ofBytes = 1 - tail ** (1 / blocks.length);
  const bytesOfBlocks = sampledShare01 / blocks.length;
  const thrown = sampledShare01 === 0 ? 1 : (Math.log(tail) / Math.log1p(-sampledShare01)) * bytesOfBlocks;
  const bytes = Math.min(ofBytes, thrown, 1 - sampledShare01);
  const densest = Math.max(...blocks.map((block) => block.rows)) / (rows / blocks.length);
  return (bytes * densest) / (bytes * densest + 1 - bytes);
}
