import type { SectionPlan } from './section-matcher.ts';
import { type LoggedMatch, unpackVerdicts, wholeRecords } from './verdict-log.ts';

/** Where the matches of a run were put: in row order, chunks of any size. */
export interface VerdictReader {
  chunks(section: number, print: number): AsyncIterable<Uint8Array>;
}

/** The matches of a run, by section and print. */
export interface MatchedRows {
  /** One for each print; what they are does not matter here. */
  readonly compared: readonly unknown[];
  readonly plans: readonly SectionPlan[];
  readonly verdicts: VerdictReader;
}

/** A match and the place of its print. */
export interface PrintMatch {
  readonly print: number;
  readonly match: LoggedMatch;
}

/**
 * Merge the prints' matches of a section by the suspect's rows. Holds one chunk a print; waits only where one ends, as a
 * promise a row costs more than judging it.
 */
export async function eachMatchedRow(
  { compared, plans, verdicts }: MatchedRows,
  section: number,
  visit: (matches: readonly PrintMatch[]) => void,
): Promise<void> {
  const cursors = await Promise.all(
    compared.map(async (_, print) => {
      const comparisons = plans[section]!.correspondences[print]!.comparisons.length;
      const cursor = createCursor(wholeRecords(verdicts.chunks(section, print), comparisons), comparisons);
      await cursor.advance();
      return { print, cursor };
    }),
  );
  for (;;) {
    let row = Number.POSITIVE_INFINITY;
    for (const { cursor } of cursors) row = Math.min(row, cursor.current?.row ?? row);
    if (row === Number.POSITIVE_INFINITY) return;
    const matches: PrintMatch[] = [];
    for (const { print, cursor } of cursors)
      if (cursor.current?.row === row) matches.push({ print, match: cursor.current });
    visit(matches);
    for (const { cursor } of cursors)
      if (cursor.current?.row === row && !cursor.step()) await cursor.advance();
  }
}

interface Cursor {
  current: LoggedMatch | null;
  /** Go on within the chunk; false at its end. */
  step(): boolean;
  /** Go on with the next chunk; current is null at the end. */
  advance(): Promise<void>;
}

function createCursor(chunks: AsyncIterable<Uint8Array>, comparisons: number): Cursor {
  const source = chunks[Symbol.asyncIterator]();
  let records: Iterator<LoggedMatch> = [][Symbol.iterator]();
  const cursor: Cursor = {
    current: null,
    step() {
      const next = records.next();
      cursor.current = next.done ? null : next.value;
      return !next.done;
    },
    async advance() {
      while (!cursor.step()) {
        const chunk = await source.next();
        if (chunk.done) return;
        records = unpackVerdicts(chunk.value, comparisons);
      }
    },
  };
  return cursor;
}
