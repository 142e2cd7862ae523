import type { ColumnProfile } from './column-profile.ts';

/** Costs in bits of what may have happened to a row; the cells' fit must pay for them. */
const MERGE_BITS = 6;
const SPLIT_BITS = 8;
const DROP_BITS = 5;
const INSERT_BITS = 7;
const TRAILING_BITS = 3;
/** The best alignment must be so much likelier than the second (64 to 1), else nothing is certain. */
const CERTAIN_BITS = 6;
/** An alignment may be so much less likely than the worst sound row learned from. */
const SLACK_BITS = 18;
/** More slips than that in one row, and its alignment is guesswork. */
const MAX_SLIPS = 4;
/** Alignments kept at each place; outputs that turn out equal are one. */
const BEAM = 4;
/** Longest cell in which a lost delimiter is looked for. */
const MAX_SPLIT_CHARS = 80;

interface Hypothesis {
  readonly bits: number;
  readonly cells: readonly string[];
}

/**
 * Bring a row with too few or too many cells to the table's columns: a lost delimiter is found between the shapes of
 * two columns, a surplus one is taken back into its cell, an empty cell too many is dropped, a missing one is inserted.
 * Null when no alignment is clearly better than every other: a wrong column is worse than a missing row.
 */
export function realign(
  cells: readonly string[],
  profile: ColumnProfile,
  delimiter: string,
): readonly string[] | null {
  const slips = Math.abs(cells.length - profile.columnCount);
  const trailing = alignTrailing(cells, profile);
  const beam: Hypothesis[] = trailing === null ? [] : [trailing];
  // What lies below neither wins nor casts doubt on what does: most alignments are given up after a few cells.
  const floorBits = Math.max(profile.lowestRowFit - SLACK_BITS, trailing?.bits ?? -Infinity) - CERTAIN_BITS;
  if (slips <= MAX_SLIPS && slips > 0) beam.push(...alignments(cells, profile, delimiter, slips, floorBits));
  const [best, second] = twoBest(beam);
  if (best === undefined || best.bits < profile.lowestRowFit - SLACK_BITS) return null;
  if (second !== undefined && best.bits - second.bits < CERTAIN_BITS) return null;
  return best.cells;
}

/** Sum of the fits of a row that has the right number of cells. */
function rowFit(cells: readonly string[], profile: ColumnProfile): number {
  let bits = 0;
  for (let column = 0; column < cells.length; column++) bits += profile.bits(cells[column], column);
  return bits;
}

/** Whether a row with the right number of cells looks like the rows the profile was learned from. */
export function isPlausibleRow(cells: readonly string[], profile: ColumnProfile): boolean {
  return rowFit(cells, profile) >= profile.lowestRowFit - SLACK_BITS;
}

/**
 * Spreadsheets leave out empty cells at the end of a line, or add some, and lines are cut off: any number of cells is
 * one slip. Where at least half are there and none could stand one column further on, the gap need not be usual.
 */
function alignTrailing(cells: readonly string[], profile: ColumnProfile): Hypothesis | null {
  const { columnCount } = profile;
  if (cells.length > columnCount && cells.slice(columnCount).some((cell) => cell.trim() !== '')) return null;
  const aligned = cells.slice(0, columnCount);
  const missing = columnCount - aligned.length;
  const isCutOff = missing > 0 && missing <= aligned.length && isFixedInPlace(aligned, profile);
  const bitsOfCells = rowFit(aligned, profile);
  while (aligned.length < columnCount) aligned.push('');
  return {
    cells: aligned,
    bits: (isCutOff ? bitsOfCells - missing : rowFit(aligned, profile)) - TRAILING_BITS,
  };
}

/** Whether, from each place on, the cells fit where they are clearly better than one column further on. */
function isFixedInPlace(cells: readonly string[], profile: ColumnProfile): boolean {
  let advantageBits = 0;
  for (let i = cells.length - 1; i >= 0; i--) {
    advantageBits += profile.bits(cells[i], i) - profile.bits(cells[i], i + 1);
    if (advantageBits < CERTAIN_BITS) return false;
  }
  return true;
}

/** The search for alignments, and what its steps share. */
interface Search {
  readonly cells: readonly string[];
  readonly profile: ColumnProfile;
  readonly delimiter: string;
  readonly slips: number;
  /** Beginnings below it are given up; what columns that are lists of choices may still add is taken off. */
  readonly floorBits: number;
  /** By the number of cells consumed, then by the number of slips: the best beginnings. */
  readonly states: Map<number, Hypothesis[]>[];
}

/** The best ways to fit the cells with exactly `slips` slips, all of the kind that the number of cells asks for. */
function alignments(
  cells: readonly string[],
  profile: ColumnProfile,
  delimiter: string,
  slips: number,
  floorBits: number,
): readonly Hypothesis[] {
  const states = Array.from({ length: cells.length + 1 }, () => new Map<number, Hypothesis[]>());
  const floor = floorBits - profile.mostBonusBits;
  const search: Search = { cells, profile, delimiter, slips, floorBits: floor, states };
  const hasTooMany = cells.length > profile.columnCount;
  states[0].set(0, [{ bits: 0, cells: [] }]);
  for (let i = 0; i <= cells.length; i++) {
    states[i] = prune(states[i]);
    if (!hasTooMany) insertEmpty(search, i);
    if (i === cells.length) break;
    const places = hasTooMany ? [] : splitPlaces(cells[i]);
    for (const [used, beginnings] of states[i]) {
      for (const beginning of beginnings) {
        extend(search, i + 1, used, beginning, [cells[i]], 0);
        if (used === slips) continue;
        if (hasTooMany) surplus(search, i, used, beginning);
        else for (const parts of places) extend(search, i + 1, used + 1, beginning, parts, SPLIT_BITS);
      }
    }
  }
  return (states[cells.length].get(slips) ?? []).filter((end) => end.cells.length === profile.columnCount);
}

/** One cell too many at `i`: drop it when it is empty, or take the following ones back into it. */
function surplus(search: Search, i: number, used: number, beginning: Hypothesis): void {
  const { cells, slips, delimiter } = search;
  if (cells[i].trim() === '') extend(search, i + 1, used + 1, beginning, [], DROP_BITS);
  for (let more = 1; more <= slips - used && more <= 3 && i + more < cells.length; more++) {
    const parts = cells.slice(i, i + more + 1);
    // An empty part is a delimiter too many, not text that ends in one.
    if (parts[0].trim() === '' || parts[more].trim() === '') continue;
    extend(
      search,
      i + more + 1,
      used + more,
      beginning,
      [parts.join(delimiter)],
      MERGE_BITS + (more - 1) * 2,
    );
  }
}

/** A delimiter and its cell are gone: an empty cell in their place, wherever the number of slips allows. */
function insertEmpty(search: Search, i: number): void {
  for (let used = 0; used < search.slips; used++) {
    for (const beginning of search.states[i].get(used) ?? []) {
      extend(search, i, used + 1, beginning, [''], INSERT_BITS);
    }
  }
}

/** Add some cells to a beginning and keep it at its new state, unless it is too wide or too unlikely already. */
function extend(
  search: Search,
  consumed: number,
  used: number,
  beginning: Hypothesis,
  cells: readonly string[],
  costBits: number,
): void {
  const { profile, floorBits, states } = search;
  let bits = beginning.bits - costBits;
  let column = beginning.cells.length;
  if (column + cells.length > profile.columnCount) return;
  for (const cell of cells) {
    bits += profile.bits(cell, column++);
    if (bits < floorBits) return;
  }
  const hypothesis = { bits, cells: [...beginning.cells, ...cells] };
  const list = states[consumed].get(used);
  if (list === undefined) states[consumed].set(used, [hypothesis]);
  else list.push(hypothesis);
}

/**
 * The two parts of a cell at each place where a delimiter may have been lost. Every place counts, however unlikely: a
 * place left out would make another look certain.
 */
function splitPlaces(cell: string): readonly (readonly [string, string])[] {
  const places: (readonly [string, string])[] = [];
  if (cell.length > MAX_SPLIT_CHARS) return places;
  for (let at = 1; at < cell.length; at++) {
    places.push([cell.slice(0, at), cell.slice(at)]);
    // What stands there instead of the delimiter goes: a blank, another delimiter, the quotes that enclosed the cells.
    if (/[\s"';,|:]/.test(cell.charAt(at)) && at + 1 < cell.length) {
      places.push([cell.slice(0, at), cell.slice(at + 1)]);
    }
  }
  return places;
}

/** Keep the best few for each number of slips; equal outputs count once, with their best price. */
function prune(states: Map<number, Hypothesis[]>): Map<number, Hypothesis[]> {
  const pruned = new Map<number, Hypothesis[]>();
  for (const [used, list] of states) {
    list.sort((a, b) => b.bits - a.bits);
    pruned.set(used, distinct(list, BEAM));
  }
  return pruned;
}

function twoBest(list: Hypothesis[]): readonly Hypothesis[] {
  return distinct(
    [...list].sort((a, b) => b.bits - a.bits),
    2,
  );
}

function distinct(sorted: readonly Hypothesis[], count: number): Hypothesis[] {
  const kept: Hypothesis[] = [];
  for (const hypothesis of sorted) {
    if (kept.length === count) break;
    if (!kept.some((other) => hasSameCells(other.cells, hypothesis.cells))) kept.push(hypothesis);
  }
  return kept;
}

function hasSameCells(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((cell, index) => cell === b[index]);
}
