import { names } from './dialects/names.ts';
import type { LineReader, LineReading, ListingDialect } from './listing-dialect.ts';
import { LISTING_DIALECTS } from './listing-dialects.ts';

/** The dialect that lines are in. */
export interface SettledDialect {
  readonly dialect: ListingDialect;
  /** Reads the lines from the first one on. */
  readonly read: LineReader;
  /** How many of the lines it reads. */
  readonly readLines: number;
}

/** The dialect that reads most of the lines (the first listed among equals); null where none reads any. */
export function settleDialect(lines: readonly string[], listedAtMs: number): SettledDialect | null {
  let best: SettledDialect | null = null;
  for (const dialect of LISTING_DIALECTS) {
    const readLines = countRead(dialect, lines, listedAtMs);
    if (readLines > (best?.readLines ?? 0))
      best = { dialect, readLines, read: dialect.open({ listedAtMs, head: lines }) };
  }
  return best;
}

/** Bare names: what anything fits that no dialect reads. */
export function bareNames(lines: readonly string[], listedAtMs: number): SettledDialect | null {
  const readLines = countRead(names, lines, listedAtMs);
  return readLines === 0
    ? null
    : { dialect: names, readLines, read: names.open({ listedAtMs, head: lines }) };
}

function countRead(dialect: ListingDialect, lines: readonly string[], listedAtMs: number): number {
  const read = dialect.open({ listedAtMs, head: lines });
  return lines.reduce((sum, line) => (isRead(read(line)) ? sum + 1 : sum), 0);
}

/** A name that waits for its next line is no proof: bare names look like that. */
function isRead(reading: LineReading): boolean {
  return reading !== null && reading !== 'begun';
}
