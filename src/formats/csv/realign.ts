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
  if (slips <= MAX_SLIPS && slips > 0) beam.push(...alignments(cells, profile, delimiter, slips));
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

/** The best ways to fit the cells with exactly `slips` slips, all of the kind that the number of cells asks for. */
function alignments(
  cells: readonly string[],
  profile: ColumnProfile,
  delimiter: string,
  slips: number,
): readonly Hypothesis[] {
  const hasTooMany = cells.length > profile.columnCount;
  // states[s] holds the best beginnings that used s slips and have consumed the cells up to the current one.
  let states: Map<number, Hypothesis[]> = new Map([[0, [{ bits: 0, cells: [] }]]]);
  const pending: Map<number, Hypothesis[]>[] = Array.from({ length: cells.length + 4 }, () => new Map());
  for (let i = 0; i <= cells.length; i++) {
    states = mergeStates(states, pending[i]);
    if (!hasTooMany) insertEmpty(states, profile, slips);
    if (i === cells.length) break;
    const next: Map<number, Hypothesis[]> = new Map();
    for (const [used, beginnings] of states) {
      for (const beginning of beginnings) {
        const column = beginning.cells.length;
        if (column < profile.columnCount) {
          add(next, used, extend(beginning, [cells[i]], profile, 0));
        }
        if (used === slips) continue;
        if (hasTooMany) surplus(beginning, cells, i, used, { profile, delimiter, slips, next, pending });
        else if (column + 1 < profile.columnCount) {
          for (const parts of splitPlaces(cells[i])) {
            add(next, used + 1, extend(beginning, parts, profile, SPLIT_BITS));
          }
        }
      }
    }
    states = prune(next);
  }
  return (states.get(slips) ?? []).filter((end) => end.cells.length === profile.columnCount);
}

interface SurplusContext {
  readonly profile: ColumnProfile;
  readonly delimiter: string;
  readonly slips: number;
  readonly next: Map<number, Hypothesis[]>;
  readonly pending: Map<number, Hypothesis[]>[];
}

/** One cell too many at `i`: drop it when it is empty, or take the following ones back into it. */
function surplus(
  beginning: Hypothesis,
  cells: readonly string[],
  i: number,
  used: number,
  context: SurplusContext,
): void {
  const { profile, delimiter, slips, next, pending } = context;
  if (cells[i].trim() === '') add(next, used + 1, { ...beginning, bits: beginning.bits - DROP_BITS });
  if (beginning.cells.length >= profile.columnCount) return;
  for (let more = 1; more <= slips - used && more <= 3 && i + more < cells.length; more++) {
    const parts = cells.slice(i, i + more + 1);
    // An empty part is a delimiter too many, not text that ends in one.
    if (parts[0].trim() === '' || parts[more].trim() === '') continue;
    const merged = parts.join(delimiter);
    const hypothesis = extend(beginning, [merged], profile, MERGE_BITS + (more - 1) * 2);
    add(pending[i + more + 1], used + more, hypothesis);
  }
}

/** A delimiter and its cell are gone: an empty cell in their place, wherever the number of slips allows. */
function insertEmpty(states: Map<number, Hypothesis[]>, profile: ColumnProfile, slips: number): void {
  for (let used = 0; used < slips; used++) {
    for (const beginning of states.get(used) ?? []) {
      if (beginning.cells.length < profile.columnCount) {
        add(states, used + 1, extend(beginning, [''], profile, INSERT_BITS));
      }
    }
  }
}

function extend(
  beginning: Hypothesis,
  cells: readonly string[],
  profile: ColumnProfile,
  costBits: number,
): Hypothesis {
  let bits = beginning.bits - costBits;
  let column = beginning.cells.length;
  for (const cell of cells) bits += profile.bits(cell, column++);
  return { bits, cells: [...beginning.cells, ...cells] };
}

/** The two parts of a cell at each place where a delimiter may have been lost. */
function* splitPlaces(cell: string): Generator<readonly [string, string]> {
  if (cell.length > MAX_SPLIT_CHARS) return;
  for (let at = 1; at < cell.length; at++) {
    yield [cell.slice(0, at), cell.slice(at)];
    // What stands there instead of the delimiter goes: a blank, another delimiter, the quotes that enclosed the cells.
    if (/[\s"';,|:]/.test(cell.charAt(at)) && at + 1 < cell.length) {
      yield [cell.slice(0, at), cell.slice(at + 1)];
    }
  }
}

function add(states: Map<number, Hypothesis[]>, used: number, hypothesis: Hypothesis): void {
  const list = states.get(used);
  if (list === undefined) states.set(used, [hypothesis]);
  else list.push(hypothesis);
}

function mergeStates(
  states: Map<number, Hypothesis[]>,
  more: Map<number, Hypothesis[]>,
): Map<number, Hypothesis[]> {
  for (const [used, list] of more) for (const hypothesis of list) add(states, used, hypothesis);
  return prune(states);
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
