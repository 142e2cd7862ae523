import { isBlank } from './blank.ts';

/** Share (0 to 1) of the cells that hold something and pass the test; 0 when no cell holds anything. */
export function shareOf(cells: readonly string[], passes: (cell: string) => boolean): number {
  let filledCount = 0;
  let passedCount = 0;
  for (const cell of cells) {
    if (isBlank(cell)) continue;
    filledCount++;
    if (passes(cell)) passedCount++;
  }
  return filledCount === 0 ? 0 : passedCount / filledCount;
}

/**
 * The share that passes beyond what chance alone would pass: one random number in ten has a valid Luhn digit, so a
 * column where one in ten passes is worth 0.
 */
export function shareBeyondChance(share01: number, chance01: number): number {
  return Math.max(0, (share01 - chance01) / (1 - chance01));
}
