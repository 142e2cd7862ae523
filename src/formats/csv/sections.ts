import type { Row, Skipped } from '../../core/row.ts';
import type { ExtractLimits, Section } from '../file-format.ts';
import { isHeaderRow, readsAsLabels } from './header.ts';
import { labelStrength01 } from './header-words.ts';
import { hasValue, isNote, isTotal } from './notes.ts';
import { isPlausibleRow, realign } from './realign.ts';
import { RowRanges } from './row-ranges.ts';
import { isBlank, isSameHeader, planSection, type SectionPlan } from './section-plan.ts';
import type { CsvSettings } from './settings.ts';

/** A record that does not have the section's width, waiting to be understood. */
interface OddRecord {
  readonly cells: readonly string[];
  readonly blankBefore: boolean;
}

/** Odd records that may wait; the oldest are settled first. */
const MAX_ODD = 64;
/** Odd records of one width in a row that make a new section: fewer after a blank line, a note or a header. */
const NEW_SECTION_RUN = 12;
const NEW_SECTION_RUN_AFTER_BREAK = 3;

/**
 * Sorts records into sections and rows: the first records of a section teach its header and columns, the rest follow
 * them. Records that do not fit are realigned, taken for a new section, left out as notes, or counted as skipped.
 */
export class SectionReader {
  readonly #settings: CsvSettings;
  readonly #limits: ExtractLimits;
  readonly #delimiter: string;
  readonly #sections: Section[] = [];
  #queue: (readonly string[])[] = [];
  #plan: SectionPlan | null = null;
  #odd: OddRecord[] = [];
  #blankBefore = false;
  #lastRow = 0;
  #rows: Row[] = [];
  readonly #unfit = new RowRanges();
  readonly #cutCells = new RowRanges();
  readonly #cutColumns = new RowRanges();

  /** Records before the first header or data row. */
  skippedRecords = 0;
  /** Whether the first table has header rows. */
  hasHeader = false;

  constructor(delimiter: string, limits: ExtractLimits, settings: CsvSettings) {
    this.#delimiter = delimiter;
    this.#limits = limits;
    this.#settings = settings;
  }

  /** The sections found so far. */
  get sections(): readonly Section[] {
    return this.#sections;
  }

  /** Columns of the current section, 0 while it is not known. */
  get columnCount(): number {
    return this.#plan?.columnCount ?? 0;
  }

  /** Rows that are ready; they are handed over once. */
  takeRows(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  get readyRows(): number {
    return this.#rows.length;
  }

  /** The current section's plan when nothing waits: a plain row would be delivered as it stands. Else null. */
  get settledPlan(): SectionPlan | null {
    return this.#odd.length > 0 || this.#blankBefore ? null : this.#plan;
  }

  /** Count plain rows that somebody else delivers, following `settledPlan`. Gives the number of the first one. */
  passRows(rows: number): number {
    const first = this.#lastRow + 1;
    this.#lastRow += rows;
    return first;
  }

  push(record: readonly string[]): void {
    if (this.#plan === null) {
      this.#queue.push(record);
      const learn = this.#sections.length === 0 ? this.#settings.learnRecords : 64;
      if (this.#queue.length >= learn) this.#startSection();
    } else {
      this.#read(this.#plan, record);
    }
  }

  /** No more records: settle whatever waits. */
  end(): void {
    while (this.#queue.length > 0 || this.#odd.length > 0) {
      if (this.#queue.length > 0) this.#startSection();
      if (this.#odd.length > 0 && !this.#openSectionFromOdd(true)) this.#settleOdd(true);
    }
  }

  /** What was left out, for the coverage. */
  skipped(fileName: string): readonly Skipped[] {
    return [
      this.#unfit.toSkipped('columns do not fit', fileName),
      this.#cutCells.toSkipped(
        `cells longer than ${this.#limits.maxCellChars} characters were cut`,
        fileName,
        'parts of ',
      ),
      this.#cutColumns.toSkipped(`more than ${this.#limits.maxColumns} columns`, fileName, 'parts of '),
    ].filter((entry) => entry !== null);
  }

  #startSection(): void {
    const records = this.#queue;
    this.#queue = [];
    if (records.every((record) => isBlank(record))) {
      if (this.#sections.length === 0) this.skippedRecords += records.length;
      return;
    }
    const plan = planSection(records, this.#delimiter);
    const isFirst = this.#sections.length === 0;
    this.#plan = plan;
    this.#blankBefore = false;
    const columnCount = Math.min(plan.columnCount, this.#limits.maxColumns);
    this.#sections.push({
      headers: plan.headers.slice(0, columnCount),
      columnCount,
      firstRow: this.#lastRow + 1,
    });
    if (isFirst) {
      this.hasHeader = plan.headerRows.length > 0;
      this.skippedRecords += plan.dataStart - plan.headerRows.length - plan.rescued.length;
    }
    for (const index of plan.rescued) this.#settleDamaged(plan, records[index]);
    for (let i = plan.dataStart; i < records.length; i++) this.push(records[i]);
  }

  #read(plan: SectionPlan, record: readonly string[]): void {
    if (record.length !== plan.columnCount) {
      if (isBlank(record)) this.#blankBefore = true;
      else this.#readOdd(record);
      return;
    }
    if (record[0] === '' && isBlank(record)) {
      this.#blankBefore = true;
      return;
    }
    if (this.#odd.length > 0) this.#settleOdd(false);
    if (this.#mayBeLabels(plan, record) && this.#readLabels(plan, record)) return;
    this.#blankBefore = false;
    this.#deliver(record);
  }

  /** A quick look, because it is taken at each row: labels have no digits where all other rows have some. */
  #mayBeLabels(plan: SectionPlan, record: readonly string[]): boolean {
    if (this.#blankBefore) return true;
    if (plan.headerRows.length > 0 && plan.headerRows[0][0] === record[0]) return true;
    if (plan.valueColumn >= 0) return hasNoDigit(record[plan.valueColumn]);
    return labelStrength01(record[0]) > 0;
  }

  /** Take a row of the section's width that is a repeated header, the header of a next table or a total. */
  #readLabels(plan: SectionPlan, record: readonly string[]): boolean {
    if (plan.headerRows.some((header) => isSameHeader(header, record))) return true;
    if (isTotal(record)) return true;
    if (!readsAsLabels(record) || !isHeaderRow(record, null, [])) return false;
    if (!this.#mayOpenSection(plan)) return false;
    this.#plan = null;
    this.#queue.push(record);
    return true;
  }

  #readOdd(record: readonly string[]): void {
    this.#odd.push({ cells: record, blankBefore: this.#blankBefore });
    this.#blankBefore = false;
    if (this.#openSectionFromOdd(false)) return;
    if (this.#odd.length >= MAX_ODD) this.#settleOdd(false);
  }

  /** Start a new section when the waiting records end in a run that is a table of its own. */
  #openSectionFromOdd(atEnd: boolean): boolean {
    const plan = this.#plan;
    const start = this.#runStart();
    const run = this.#odd.slice(start);
    if (plan === null || run.length === 0 || !this.#mayOpenSection(plan)) return false;
    const isLabelled = readsAsLabels(run[0].cells) && isHeaderRow(run[0].cells, null, []);
    const before = this.#odd[start - 1];
    const isAfterBreak =
      isLabelled || run[0].blankBefore || (before !== undefined && isNote(before.cells, plan.columnCount));
    const needed = isAfterBreak ? (isLabelled || atEnd ? 2 : NEW_SECTION_RUN_AFTER_BREAK) : NEW_SECTION_RUN;
    if (run.length < (isLabelled && atEnd ? 1 : needed)) return false;
    if (!isLabelled && !this.#isOtherTable(plan, run)) {
      // They are damaged rows, then: settled now, so that a long run of them is not looked at again and again.
      this.#settleOdd(atEnd);
      return false;
    }
    const earlier = this.#odd.slice(0, start);
    this.#odd = earlier;
    if (earlier.length > 0) this.#settleOdd(true);
    this.#plan = null;
    for (const odd of run) this.#queue.push(odd.cells);
    return true;
  }

  /** A section must have taken some record before the next one may begin, or the same ones would be planned for ever. */
  #mayOpenSection(plan: SectionPlan): boolean {
    const current = this.#sections[this.#sections.length - 1];
    const hasTaken = plan.dataStart > 0 || this.#lastRow >= current.firstRow;
    return hasTaken && this.#sections.length < this.#settings.maxSections;
  }

  /** Index of the first waiting record of the trailing run of one width. */
  #runStart(): number {
    let start = this.#odd.length;
    const width = this.#odd.at(-1)?.cells.length;
    while (start > 0 && this.#odd[start - 1].cells.length === width) start--;
    return start;
  }

  /** Whether a run of odd records is no damaged part of the current table. */
  #isOtherTable(plan: SectionPlan, run: readonly OddRecord[]): boolean {
    const rows = run.map((odd) => odd.cells);
    if (rows[0].length === 1 && !rows.every((row) => hasValue(row) && !/\s/.test(row[0].trim())))
      return false;
    if (rows.every((row) => isNote(row, plan.columnCount))) return false;
    const sample = rows.slice(0, 12);
    const realigned = sample.filter((row) => realign(row, plan.profile, this.#delimiter) !== null).length;
    return realigned * 3 < sample.length;
  }

  /** Decide about each waiting record by itself. `atBreak`: a section or the file ends behind them. */
  #settleOdd(atBreak: boolean): void {
    const plan = this.#plan;
    const odd = this.#odd;
    this.#odd = [];
    if (plan === null) return;
    for (let i = 0; i < odd.length; i++) {
      const { cells, blankBefore } = odd[i];
      if (plan.headerRows.some((header) => isSameHeader(header, cells))) continue;
      const glued = this.#glue(plan, cells, odd[i + 1]);
      if (glued !== null) {
        this.#deliver(glued);
        i++;
        continue;
      }
      const isSetApart = atBreak || blankBefore || this.#blankBefore;
      if (isSetApart && isNote(cells, plan.columnCount)) continue;
      this.#settleDamaged(plan, cells);
    }
  }

  /** A row that an unquoted line end cut in two: the two parts together have the right cells. */
  #glue(plan: SectionPlan, cells: readonly string[], next: OddRecord | undefined): readonly string[] | null {
    if (next === undefined || next.blankBefore) return null;
    if (cells.length + next.cells.length - 1 !== plan.columnCount) return null;
    const joint = `${cells[cells.length - 1]}\n${next.cells[0]}`;
    const glued = [...cells.slice(0, -1), joint, ...next.cells.slice(1)];
    return isPlausibleRow(glued, plan.profile) ? glued : null;
  }

  #settleDamaged(plan: SectionPlan, cells: readonly string[]): void {
    const aligned = realign(cells, plan.profile, this.#delimiter);
    if (aligned !== null) {
      this.#deliver(aligned);
      return;
    }
    this.#lastRow++;
    this.#unfit.add(this.#lastRow);
  }

  #deliver(cells: readonly string[]): void {
    const number = ++this.#lastRow;
    const { maxCellChars, maxColumns } = this.#limits;
    let kept = cells;
    if (kept.length > maxColumns) {
      kept = kept.slice(0, maxColumns);
      this.#cutColumns.add(number);
    }
    for (const cell of kept) {
      if (cell.length > maxCellChars) {
        kept = kept.map((long) => (long.length > maxCellChars ? long.slice(0, maxCellChars) : long));
        this.#cutCells.add(number);
        break;
      }
    }
    this.#rows.push({ number, cells: kept, section: this.#sections.length - 1 });
  }
}

function hasNoDigit(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if ((code >= 48 && code <= 57) || code === 64) return false;
  }
  return true;
}
