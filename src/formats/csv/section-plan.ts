import { isWordShape, shapeOf } from './cell-shape.ts';
import { type ColumnProfile, learnProfile } from './column-profile.ts';
import { headerTexts, isHeaderRow, readsAsLabels } from './header.ts';
import { hasValue, isNote } from './notes.ts';
import { realign } from './realign.ts';

/** A section as planned from its first records. */
export interface SectionPlan {
  readonly columnCount: number;
  readonly headers: readonly (string | null)[];
  /** The header rows as they stand, to know them again when they are repeated. */
  readonly headerRows: readonly (readonly string[])[];
  readonly profile: ColumnProfile;
  /** A column that is never empty and never without a digit or an at sign; -1 where there is none. */
  readonly valueColumn: number;
  /** Index of the first record that may be data; what stands before it is preamble and header, but for `rescued`. */
  readonly dataStart: number;
  /** Indexes of records before `dataStart` that look like damaged data and are read as such. */
  readonly rescued: readonly number[];
}

/** Header rows over one table at most; beyond it they are no header. */
const MAX_HEADER_ROWS = 3;
/** Runs of one width that make a table when nothing else does. */
const SOLID_RUN = 3;

/** Whether a record holds nothing: a blank line, or delimiters only. */
export function isBlank(record: readonly string[]): boolean {
  for (const cell of record) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}

/**
 * Find out from the first records of a section where its table begins, how many columns it has, what its header rows
 * are and how its columns look. Works on what is there: a table of one row is a table.
 */
export function planSection(records: readonly (readonly string[])[], delimiter: string): SectionPlan {
  const columnCount = tableWidth(records);
  const first = firstOfTable(records, columnCount);
  const sound = records.slice(first).filter((record) => record.length === columnCount && !isBlank(record));
  const headerCount = countHeaderRows(sound, columnCount);
  const rows = sound.slice(headerCount);
  const profile = learnProfile(rows.length > 0 ? rows : sound, columnCount);
  const sameWidthHeaders = sound.slice(0, headerCount);
  const dataStart = headerCount === 0 ? first : records.indexOf(sameWidthHeaders[headerCount - 1]) + 1;
  const oddHeader = headerCount === 0 ? findOddHeader(records.slice(0, first), rows, columnCount) : null;
  const headerRows = oddHeader === null ? sameWidthHeaders : [oddHeader];
  return {
    columnCount,
    headers: headerTexts(headerRows, columnCount, rows.length > 0 ? profile : null),
    headerRows,
    profile,
    valueColumn: rows.length > 0 ? findValueColumn(profile) : -1,
    dataStart,
    rescued: findRescued(records.slice(0, dataStart), headerRows, profile, delimiter),
  };
}

/** Width of the first table in the records. */
function tableWidth(records: readonly (readonly string[])[]): number {
  const widths = records.filter((record) => !isBlank(record)).map((record) => record.length);
  if (widths.length === 0) return records[0]?.length ?? 0;
  const runs = widthRuns(records);
  const mode = modeOf(widths.filter((width) => width > 1)) ?? 1;
  const modeShare = widths.filter((width) => width === mode).length / widths.length;
  if (modeShare < 0.6 && isRagged(runs)) return raggedWidth(records, widths);
  const first =
    runs.find((run) => run.width > 1 && run.records >= SOLID_RUN) ?? runs.find((run) => isTable(run));
  if (first === undefined) {
    const wide = widths.filter((width) => width > 1).length;
    return wide > 0 ? mode : 1;
  }
  if (first.width === mode) return mode;
  // The mode interleaved with the first run's width: one ragged table. Strictly after it: stacked tables.
  const firstOfMode = runs.findIndex((run) => run.width === mode);
  const lastOfFirst = runs.findLastIndex((run) => run.width === first.width);
  if (firstOfMode < lastOfFirst) return mode;
  return isKeyValuePreamble(first, runs, records) ? mode : first.width;
}

/** Whether the width changes all the time: lines that end where their last filled cell does. */
function isRagged(runs: readonly WidthRun[]): boolean {
  const wide = runs.filter((run) => run.width > 1);
  const records = wide.reduce((sum, run) => sum + run.records, 0);
  return wide.length >= 4 && records < SOLID_RUN * wide.length;
}

/** Columns of a ragged table: those of its header, else the widest width that is no exception. */
function raggedWidth(records: readonly (readonly string[])[], widths: readonly number[]): number {
  const header = records
    .slice(0, 20)
    .find((record) => readsAsLabels(record) && isHeaderRow(record, null, []));
  if (header !== undefined) return header.length;
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return Math.max(
    ...[...counts].filter(([, count]) => count >= widths.length * 0.1).map(([width]) => width),
    1,
  );
}

function findValueColumn(profile: ColumnProfile): number {
  for (let column = 0; column < profile.columnCount; column++) {
    if (profile.empty01(column) === 0 && profile.share01(column, hasDigitShape) === 1) return column;
  }
  return -1;
}

/** Shapes that only cells with a digit or an at sign have. */
function hasDigitShape(shape: string): boolean {
  return /^_?[dFDTPNECA]/.test(shape) && !isWordShape(shape);
}

interface WidthRun {
  readonly width: number;
  readonly records: number;
  readonly start: number;
  /** A blank line stands before and behind it (or the edge of the records). */
  readonly isIsolated: boolean;
}

function isTable(run: WidthRun): boolean {
  return run.width > 1 && run.records >= 2 && run.isIsolated;
}

/** Stretches of records with one width; blank lines do not interrupt them but isolate. */
function widthRuns(records: readonly (readonly string[])[]): readonly WidthRun[] {
  const runs: WidthRun[] = [];
  let blankBefore = true;
  let current: { width: number; records: number; start: number; blankBefore: boolean } | null = null;
  const close = (blankBehind: boolean) => {
    if (current === null) return;
    runs.push({ ...current, isIsolated: current.blankBefore && blankBehind });
    current = null;
  };
  for (const [index, record] of records.entries()) {
    if (isBlank(record)) {
      blankBefore = true;
      continue;
    }
    if (current === null || current.width !== record.length) {
      close(blankBefore);
      current = { width: record.length, records: 0, start: index, blankBefore };
    }
    current.records++;
    blankBefore = false;
  }
  close(true);
  return runs;
}

function modeOf(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let mode: number | null = null;
  for (const [number, count] of counts) if (mode === null || count > (counts.get(mode) ?? 0)) mode = number;
  return mode;
}

/** A few lines of two cells before a much wider table ("Exported;2024-01-01"): its preamble, not a table. */
function isKeyValuePreamble(
  run: WidthRun,
  runs: readonly WidthRun[],
  records: readonly (readonly string[])[],
): boolean {
  if (run.width > 3 || run.records > 8) return false;
  const next = runs[runs.indexOf(run) + 1];
  const lines = records.slice(run.start, run.start + run.records).filter((record) => !isBlank(record));
  const isLabelled = lines.every((line) => /\p{L}/u.test(line[0]));
  const hasMails = lines.some((line) => line.some((cell) => shapeOf(cell.trim()) === 'E'));
  return next !== undefined && next.width >= 2 * run.width && isLabelled && !hasMails;
}

/** Index of the first record of the table: the first of its width that is not a padded title. */
function firstOfTable(records: readonly (readonly string[])[], columnCount: number): number {
  const isTitle = (record: readonly string[]) => {
    const filled = record.filter((cell) => cell.trim() !== '').length;
    return columnCount >= 4 && filled <= columnCount / 4 && !hasValue(record) && !readsAsLabels(record);
  };
  const typical = records.filter((record) => record.length === columnCount && !isBlank(record));
  const titles = typical.filter((record) => isTitle(record)).length;
  const mayHaveTitles = titles <= typical.length / 3;
  const first = records.findIndex(
    (record) =>
      record.length === columnCount &&
      !isBlank(record) &&
      !(mayHaveTitles && isTitle(record)) &&
      !(columnCount === 1 && isNote(record, 1)) &&
      !/^"?sep=/i.test(record[0]),
  );
  return Math.max(first, 0);
}

/**
 * How many of the first rows are headers. Rows above the last of them must be headers themselves or group labels; a row
 * that may be data ends the search, and a header below it begins a table of its own.
 */
function countHeaderRows(rows: readonly (readonly string[])[], columnCount: number): number {
  let count = 0;
  for (let candidate = 0; candidate < Math.min(MAX_HEADER_ROWS, rows.length); candidate++) {
    const below = rows.slice(candidate + 1, candidate + 201);
    const profile = below.length > 0 ? learnProfile(below, columnCount) : null;
    if (isHeaderRow(rows[candidate], profile, below)) count = candidate + 1;
    else if (!isGroupRow(rows[candidate])) break;
  }
  return count;
}

/** Whether a row may hold labels over groups of columns: words with gaps between them, and no value. */
function isGroupRow(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  return row.length >= 3 && filled.length * 3 <= row.length * 2 && !hasValue(filled);
}

/** A header of another width than its table: a trailing delimiter too many, or no label over the row numbers. */
function findOddHeader(
  before: readonly (readonly string[])[],
  rows: readonly (readonly string[])[],
  columnCount: number,
): readonly string[] | null {
  const candidate = before.findLast((record) => !isBlank(record));
  if (candidate === undefined || candidate.length < 2 || !readsAsLabels(candidate)) return null;
  if (Math.abs(candidate.length - columnCount) > 2 || !isHeaderRow(candidate, null, [])) return null;
  const isNumbered = rows.length > 1 && rows.slice(0, 20).every((row) => /^\d+$/.test(row[0].trim()));
  const lacksNumberLabel = candidate.length === columnCount - 1 && isNumbered;
  return lacksNumberLabel ? ['', ...candidate] : candidate;
}

/** Records before the table that are no title and no header: rows that were damaged at the very start. */
function findRescued(
  before: readonly (readonly string[])[],
  headerRows: readonly (readonly string[])[],
  profile: ColumnProfile,
  delimiter: string,
): readonly number[] {
  const rescued: number[] = [];
  for (const [index, record] of before.entries()) {
    if (isBlank(record) || headerRows.some((header) => isSameHeader(header, record))) continue;
    if (readsAsLabels(record) || isNote(record, profile.columnCount)) continue;
    const isNearWidth = record.length > 1 && record.length * 2 >= profile.columnCount;
    if (isNearWidth && (hasValue(record) || realign(record, profile, delimiter) !== null))
      rescued.push(index);
  }
  return rescued;
}

/** Whether a record repeats a header row (a row-number label may be missing at its start). */
export function isSameHeader(header: readonly string[], record: readonly string[]): boolean {
  const offset = header[0] === '' && header.length === record.length + 1 ? 1 : 0;
  if (header.length !== record.length + offset) return false;
  for (let i = 0; i < record.length; i++) if (header[i + offset] !== record[i]) return false;
  return true;
}
