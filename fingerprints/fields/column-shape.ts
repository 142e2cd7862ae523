import { isBlank } from './blank.ts';

/** What a sample shows whatever the field: how many different cells, how long, of which signs. */
export interface ColumnShape {
  /** Cells that hold something, at most as many as recognition looks at, spread evenly over the sample. */
  readonly cells: readonly string[];
  readonly distinctCount: number;
  readonly longestChars: number;
  /** Share (0 to 1) of cells that are whole numbers without sign or leading zero. */
  readonly wholeNumberShare: number;
  readonly medianChars: number;
  /** A handful of short values that come again and again: M and F, 0 and 1, Mme and M. */
  readonly isClosedList: boolean;
  /** A handful of values, of whatever length. */
  readonly isFewValues: boolean;
}

/** More cells tell hardly more: the error of a share is under 2 % then. */
const MOST_CELLS = 1000;
const WHOLE_NUMBER = /^\s*(?:0|[1-9]\d{0,17})\s*$/;
const LONGEST_CLOSED_CHARS = 4;
const MOST_CLOSED_VALUES = 12;

/** Look at a sample once, before the fields do. */
export function columnShapeOf(sample: readonly string[]): ColumnShape {
  const cells = spread(sample.filter((cell) => !isBlank(cell)));
  const distinctCount = new Set(cells).size;
  const lengths = cells.map((cell) => cell.trim().length).sort((a, b) => a - b);
  const longestChars = lengths.at(-1) ?? 0;
  const isFewValues = cells.length >= 30 && distinctCount <= Math.min(MOST_CLOSED_VALUES, cells.length / 5);
  return {
    cells,
    distinctCount,
    longestChars,
    wholeNumberShare: cells.filter((cell) => WHOLE_NUMBER.test(cell)).length / Math.max(1, cells.length),
    medianChars: lengths[lengths.length >> 1] ?? 0,
    isClosedList: isFewValues && longestChars <= LONGEST_CLOSED_CHARS,
    isFewValues,
  };
}

/** Evenly over the sample and always the same: nothing here is random. */
function spread(cells: readonly string[]): readonly string[] {
  if (cells.length <= MOST_CELLS) return cells;
  const step = cells.length / MOST_CELLS;
  return Array.from({ length: MOST_CELLS }, (_, index) => cells[Math.floor(index * step)]);
}
