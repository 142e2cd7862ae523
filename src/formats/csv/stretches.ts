import { throwIfCancelled } from '../../core/errors.ts';
import type {
  BlockPlace,
  PlaceLender,
  RecordBlock,
  RecordScanner,
  Scan,
  ScanPlan,
} from '../../core/record-scanner.ts';
import type { RowBatch } from '../../core/row.ts';
import type { Stretch } from '../file-format.ts';
import { BLOCK_BYTES } from './byte-blocks.ts';
import type { ByteWindow } from './byte-window.ts';
import { MAX_CARRIED_BYTES, type TextDecoding } from './decode-text.ts';
import { FirstCells } from './first-cells.ts';
import type { RecordSplitter } from './record-splitter.ts';
import type { SectionPlan } from './section-plan.ts';
import type { SectionReader } from './sections.ts';

const LF = 0x0a;

/** The stages of a file that is read by stretches. */
export interface StretchStages {
  readonly window: ByteWindow;
  readonly decoding: TextDecoding;
  readonly splitter: RecordSplitter;
  readonly sections: SectionReader;
  /** Cells that the dialect was found to have, where no section says better. */
  readonly columnCount: number;
  readonly batchRows: number;
  /** What is plain in a section; null where nothing is. */
  planOf(section: SectionPlan): ScanPlan | null;
}

/** Lines that are read at first: what a section is learned from. */
const FIRST_LINES = 512;
/** Records that are read before scanning is tried again; doubles as long as scanning does not pay. */
const MOST_OWED = 1_024;
/** A block of so many rows pays. */
const WORTHWHILE_ROWS = 16;
/** Least bytes given to the scanner: it gets few where records are often irregular, and all that it takes elsewhere. */
const LEAST_BYTES = 8 * 1024;

/**
 * Reads plain rows by a scanner, and everything else as `batches` of the format does. The scanner is asked wherever
 * nothing waits: no text in the splitter, no odd record in the section. It stops before the first record that is not
 * plain; the splitter then gets that line, and more of them, until nothing waits again.
 */
export class StretchReader {
  readonly #stages: StretchStages;
  readonly #scanner: RecordScanner;
  readonly #lender: PlaceLender;
  readonly #firstCells: FirstCells;
  #place: BlockPlace | null = null;
  #prepared: { readonly section: SectionPlan; readonly plan: ScanPlan | null } | null = null;
  #aimBytes = 64 * 1024;
  /** Records that the splitter shall read before the scanner is asked. */
  #owed = 0;
  #lastOwed = 1;
  /** Bytes behind the cursor that the splitter has got and not read to their end. */
  #fed = 0;
  /** It is known which bytes the splitter's text is made of. */
  #isTracked = true;
  #lines = FIRST_LINES;
  /** What was fed last did not end in LF. */
  #isInLine = false;

  constructor(stages: StretchStages, scanner: RecordScanner, lender: PlaceLender) {
    this.#stages = stages;
    this.#scanner = scanner;
    this.#lender = lender;
    this.#firstCells = new FirstCells(scanner);
  }

  /** All rows in file order. */
  async *read(signal: AbortSignal | undefined): AsyncGenerator<Stretch> {
    const { sections, window, batchRows } = this.#stages;
    try {
      for (let isMore = true; isMore; ) {
        throwIfCancelled(signal);
        const block = this.#plan() === null ? null : await this.#scan();
        if (block !== null) {
          if (sections.readyRows > 0) yield rowsOf(sections.takeRows());
          yield { kind: 'block', block };
          continue;
        }
        isMore = await this.#feed();
        while (sections.readyRows >= batchRows) yield rowsOf(sections.takeRows());
      }
      sections.end();
      if (sections.readyRows > 0) yield rowsOf(sections.takeRows());
      throwIfCancelled(signal);
    } finally {
      if (this.#place !== null) this.#lender.takeBack(this.#place);
      await window.close();
    }
  }

  /** What is plain here; null while something waits or is owed. */
  #plan(): ScanPlan | null {
    return this.#fed > 0 || !this.#isTracked ? null : this.#planBehindRecord();
  }

  /** As `#plan`, whatever text the splitter has left. */
  #planBehindRecord(): ScanPlan | null {
    const section = this.#stages.sections.settledPlan;
    if (section === null || this.#owed > 0) return null;
    if (this.#prepared?.section !== section) {
      const plan = this.#stages.planOf(section);
      this.#prepared = { section, plan };
      if (plan !== null) this.#scanner.prepare(plan);
    }
    return this.#prepared.plan;
  }

  /** The plain rows that come next; null when there are none, and the splitter has to read on. */
  async #scan(): Promise<RecordBlock | null> {
    const { window } = this.#stages;
    this.#place ??= await this.#lender.nextPlace();
    for (;;) {
      const { start, end } = await this.#fill(this.#place);
      const scan = start === end ? null : this.#scanPlain(this.#place, start, end);
      if (scan !== null && scan.rows > 0) return this.#take(this.#place, scan);
      const isAll = end === this.#place.text.bytes || (window.isEnded && end - start === window.available);
      if (scan === null || scan.stop !== 'incomplete' || isAll) {
        this.#owe(0);
        return null;
      }
      this.#aimBytes *= 4;
    }
  }

  /** Copy what comes next into the place. Gives where in the text it stands. */
  async #fill({ text }: BlockPlace): Promise<{ readonly start: number; readonly end: number }> {
    const { window } = this.#stages;
    this.#aimBytes = Math.min(this.#aimBytes, text.bytes);
    await window.reach(this.#aimBytes);
    const start = (8 + window.alignment - (text.address % 8)) % 8;
    const bytes = Math.min(window.available, this.#aimBytes, text.bytes - start);
    window.copyTo(this.#scanner.memory(), text.address + start, bytes);
    return { start, end: start + bytes };
  }

  #scanPlain(place: BlockPlace, start: number, end: number): Scan {
    const scan = this.#scanner.scan(place, start, end);
    const { valueColumn, width } = this.#prepared!.plan!;
    if (valueColumn >= 0) return scan;
    const plain = this.#firstCells.rowsBeforeLabels(place, scan, width);
    if (plain === scan.rows) return scan;
    return { ...this.#scanner.scan(place, start, end, plain), stop: 'irregular' };
  }

  #take(place: BlockPlace, scan: Scan): RecordBlock {
    const { window, decoding, splitter, sections } = this.#stages;
    window.pass(scan.bytes);
    decoding.met(scan.sawUtf8, scan.sawCodePage);
    splitter.skip(scan.characters);
    this.#place = null;
    if (scan.stop === 'incomplete') this.#aimBytes *= 4;
    else this.#aimBytes = Math.max(LEAST_BYTES, 2 * scan.bytes);
    if (scan.stop === 'irregular') this.#owe(scan.rows);
    return {
      place,
      section: sections.sections.length - 1,
      firstRow: sections.passRows(scan.rows),
      rowCount: scan.rows,
      width: this.#prepared!.plan!.width,
    };
  }

  /** The record at the cursor is for the splitter, and more of them where scanning does not pay. */
  #owe(scannedRows: number): void {
    this.#lastOwed = scannedRows >= WORTHWHILE_ROWS ? 1 : Math.min(2 * this.#lastOwed, MOST_OWED);
    this.#owed = this.#lastOwed;
    this.#lines = this.#lastOwed;
  }

  /** Give the splitter the next lines; false when there are none, and all records are read. */
  async #feed(): Promise<boolean> {
    const { window, decoding, splitter } = this.#stages;
    const end = await this.#endOfLines();
    const bytes = window.slice(this.#fed, end);
    this.#fed = end;
    this.#lines *= 2;
    splitter.push(decoding.decode(bytes));
    const isWhole = bytes.at(-1) === LF;
    this.#isInLine = !isWhole;
    const isLast = !isWhole && window.isEnded && end === window.available;
    if (isLast) {
      splitter.push(decoding.end());
      splitter.end();
    }
    const mayScan = this.#readRecords((isWhole || isLast) && this.#isTracked);
    if (isLast && !mayScan) return false;
    this.#settle(isWhole || isLast, mayScan);
    return true;
  }

  /**
   * Place behind the lines that are fed next. Where one is longer than the decoding carries, at the end of a block of
   * `batches`: it is cut there, and must be cut at the same places.
   */
  async #endOfLines(): Promise<number> {
    const { window } = this.#stages;
    const atBlockEnd = this.#fed + BLOCK_BYTES - ((window.position + this.#fed) % BLOCK_BYTES);
    const limits = this.#isInLine ? [atBlockEnd] : [this.#fed + BLOCK_BYTES, this.#fed + MAX_CARRIED_BYTES];
    for (const limit of limits) {
      let found = window.endOfLines(this.#lines, this.#fed, limit);
      if (found.lines < this.#lines) {
        await window.reach(limit);
        found = window.endOfLines(this.#lines, this.#fed, limit);
      }
      if (found.lines > 0) return found.end;
    }
    return Math.min(atBlockEnd, window.available);
  }

  /** Read what the splitter has; where it may stop, only until the scanner can go on. Gives whether it can. */
  #readRecords(mayStop: boolean): boolean {
    const { splitter, sections, columnCount } = this.#stages;
    for (let record = splitter.next(); record !== null; record = splitter.next()) {
      this.#owed--;
      sections.push(record);
      splitter.expectedColumns = sections.columnCount || columnCount;
      if (mayStop && splitter.isAtLine && this.#planBehindRecord() !== null) return true;
    }
    return false;
  }

  /** Pass what the splitter has read. What it has left goes back to the scanner if that can go on. */
  #settle(isWhole: boolean, mayScan: boolean): void {
    const { window, splitter } = this.#stages;
    const linesLeft = this.#isTracked && isWhole ? splitter.linesLeft : null;
    if (linesLeft === null) {
      // Behind a lone CR, or in the middle of a long line: the splitter reads on until it has nothing left.
      this.#isTracked = isWhole && splitter.isEmpty && splitter.isAtLine;
      this.#passFed(this.#fed);
      return;
    }
    if (splitter.isEmpty) this.#passFed(this.#fed);
    else this.#passFed(startOfLast(linesLeft, window.slice(0, this.#fed)));
    if (!mayScan) return;
    splitter.drop();
    this.#fed = 0;
  }

  #passFed(bytes: number): void {
    this.#stages.window.pass(bytes);
    this.#fed -= bytes;
  }
}

/** Where the last lines begin that LFs end; what stands behind the last LF belongs to them. */
function startOfLast(lines: number, bytes: Buffer): number {
  let start = bytes.lastIndexOf(LF) + 1;
  for (let i = 0; i < lines && start > 0; i++) start = start < 2 ? 0 : bytes.lastIndexOf(LF, start - 2) + 1;
  return start;
}

function rowsOf(rows: RowBatch): Stretch {
  return { kind: 'rows', rows };
}
