import { names } from './dialects/names.ts';
import type { LineReader } from './listing-dialect.ts';
import type { ListingEntry } from './listing-entry.ts';
import { createListingLines } from './listing-lines.ts';
import { bareNames, type SettledDialect, settleDialect } from './settle-dialect.ts';

export type { ListingEntry } from './listing-entry.ts';

/** Reads one listing as it comes. Never throws, whatever the server sends. */
export interface ListingParser {
  /** The entries that are certain now: none before the dialect is known. Chunks may be cut anywhere. */
  push(chunk: Uint8Array): readonly ListingEntry[];
  /** The entries that are left, once the listing has ended. */
  end(): readonly ListingEntry[];
  /** 'unix', 'dos', 'vms', …; null before it is known, and where nothing could be read. */
  readonly dialect: string | null;
  /** Lines that could not be read: messages, second halves of names with a newline, lines over 64 KiB. */
  readonly unreadLines: number;
}

/** Lines that are looked at before a dialect is settled: headings and messages before the entries are fewer. */
const HEAD_LINES = 64;
/** Where lines are long, fewer of them are held. */
const MOST_HELD_CHARS = 512 * 1024;

/**
 * Make the parser of one listing, pure and of bounded memory: it holds at most 64 lines or 512 KiB and the line it is in.
 * The dialect is the one that reads most of the first lines; it is corrected where another reads more of the lines that
 * it left unread than it has read in all. Bare names are taken for 'list' only, while no dialect fits.
 * @param kind the command that was sent; a listing in another form is read all the same
 * @param listedAtMs when it was sent: a date without year is the latest such date not more than one day after it
 */
export function createListingParser(kind: 'mlsd' | 'list', listedAtMs: number): ListingParser {
  const lines = createListingLines();
  const sheet = createSheet(kind === 'list', listedAtMs);
  return {
    push(chunk) {
      const entries: ListingEntry[] = [];
      for (const line of lines.push(chunk)) sheet.read(line, entries);
      return entries;
    },
    end() {
      const entries: ListingEntry[] = [];
      for (const line of lines.end()) sheet.read(line, entries);
      sheet.settle(entries);
      return entries;
    },
    get dialect() {
      return sheet.dialect;
    },
    get unreadLines() {
      return sheet.unreadLines + lines.overlong;
    },
  };
}

interface Sheet {
  read(line: string, entries: ListingEntry[]): void;
  /** Decide on the lines that are held. */
  settle(entries: ListingEntry[]): void;
  readonly dialect: string | null;
  readonly unreadLines: number;
}

/** The lines of a listing: those that wait for a dialect, or were left by it, are held until it is decided on them. */
function createSheet(mayBeNames: boolean, listedAtMs: number): Sheet {
  let current: SettledDialect | null = null;
  let readLines = 0;
  let unreadLines = 0;
  let held: string[] = [];
  let heldChars = 0;

  const readWith = (read: LineReader, line: string, entries: ListingEntry[]): boolean => {
    const reading = read(line);
    if (reading === null) return false;
    readLines++;
    if (reading === 'begun') unreadLines++;
    else if (reading !== 'heading' && 'completed' in reading) {
      unreadLines--;
      entries.push(reading.completed);
    } else if (reading !== 'heading') entries.push(reading);
    return true;
  };
  const choose = (): SettledDialect | null => {
    const found = settleDialect(held, listedAtMs);
    if (current?.dialect === names)
      return found !== null && found.readLines * 2 > held.length ? found : current;
    if (current !== null) return found !== null && found.readLines > readLines ? found : null;
    return found ?? (mayBeNames ? bareNames(held, listedAtMs) : null);
  };
  const settle = (entries: ListingEntry[]): void => {
    const chosen = held.length === 0 ? null : choose();
    const decided = held;
    held = [];
    heldChars = 0;
    if (chosen === null) {
      unreadLines += decided.length;
      return;
    }
    current = chosen;
    for (const line of decided) if (!readWith(chosen.read, line, entries)) unreadLines++;
  };
  const read = (line: string, entries: ListingEntry[]): void => {
    if (current !== null && current.dialect !== names && readWith(current.read, line, entries)) {
      unreadLines += held.length;
      held = [];
      heldChars = 0;
      return;
    }
    held.push(line);
    heldChars += line.length;
    if (held.length >= HEAD_LINES || heldChars > MOST_HELD_CHARS) settle(entries);
  };
  return {
    read,
    settle,
    get dialect() {
      return current?.dialect.id ?? null;
    },
    get unreadLines() {
      return unreadLines;
    },
  };
}
