import { degreesOf, INTERVAL_LEVEL, varianceOfSum } from './block-sampling.ts';
import { studentQuantile } from './student-quantile.ts';

/** How many rows something has, judged by those of some blocks. */
export interface RowCountEstimate {
  readonly rows: number;
  /** Both ends of the interval; never fewer than the rows that were seen. */
  readonly low: number;
  readonly high: number;
}

/**
 * Estimate the rows of `totalBytes` bytes from blocks drawn by strata: their rows by byte, times the bytes. Rows are
 * whole in the block in which they begin. The interval is that of Student's t, with the variance of estimateShare; one
 * block alone says that there may be any number up to one row a byte.
 */
export function estimateRowCount(
  blocks: readonly { readonly rows: number; readonly bytes: number }[],
  totalBytes: number,
  level = INTERVAL_LEVEL,
): RowCountEstimate {
  const seen = blocks.reduce((sum, { rows }) => sum + rows, 0);
  const bytes = blocks.reduce((sum, block) => sum + block.bytes, 0);
  if (bytes >= totalBytes) return { rows: seen, low: seen, high: seen };
  const rows = bytes === 0 ? 0 : (seen / bytes) * totalBytes;
  if (blocks.length < 2) return { rows, low: seen, high: totalBytes };
  const residuals = blocks.map((block) => ((block.rows - (seen / bytes) * block.bytes) / bytes) * totalBytes);
  const deviation = Math.sqrt(varianceOfSum(residuals) * (1 - bytes / totalBytes));
  const reach = deviation * studentQuantile(level, degreesOf(blocks.length));
  return { rows, low: Math.max(seen, rows - reach), high: Math.min(totalBytes, rows + reach) };
}
