import { type Column, columnsOf } from '../columns.ts';
import { exactBytes } from '../exact-bytes.ts';
import { dayTimeOf, isoTime, isoTimeWithoutYear, type LatestDate, latestDate } from '../listing-date.ts';
import type { LineReading, ListingDialect } from '../listing-dialect.ts';
import { type ListingEntry, listedEntry } from '../listing-entry.ts';
import { monthOf } from '../month-word.ts';
import { foreignDateAt, unixDateAt } from '../unix-date.ts';

/**
 * What `ls -l` prints, in every language, and every server that imitates it: with or without group, inode and blocks,
 * owners of several words, device numbers, rounded sizes (`-h`). Exactly one blank stands before the name, so further
 * ones belong to it. A name with a newline fills two lines: the second fits nothing and stays unread.
 */
export const unix: ListingDialect = {
  id: 'unix',
  open({ listedAtMs }) {
    const latest = latestDate(listedAtMs);
    let isFirst = true;
    return (line) => {
      const reading = readUsual(line, latest) ?? readAny(line, latest);
      const isTotal = reading === null && isFirst && TOTAL.test(line);
      isFirst = false;
      return isTotal ? 'heading' : reading;
    };
  },
};

/** 'total 12', 'insgesamt 12K', '总用量 12': the sum of blocks before the first entry. */
const TOTAL =
  /^(?:total[e]?|totaal|insgesamt|gesamt|[\x80-\xff]+(?: [\x80-\xff]+)?):? {0,4}\d{1,20}(?:[.,]\d)?[KMGTP]?$/i;
/** The lines of nearly all servers, in one expression, because there may be hundreds of thousands. */
const USUAL =
  /^([-dl])[-rwxsStT]{9}[+.@]? +\d+ +\S+ +\S+ +(\d+) +([A-Za-z]{3}) +(\d{1,2}) +(\d{4}|\d{1,2}:\d{2}) ([\s\S]+)$/;
const MODE = /^([-A-Za-z?])[-rwxsStTlL]{9}[-+.@]?$/;
const KINDS: Readonly<Record<string, ListingEntry['kind']>> = {
  '-': 'file',
  // Contiguous, and moved to tape: files all the same.
  C: 'file',
  M: 'file',
  m: 'file',
  d: 'folder',
  l: 'link',
  '?': 'unknown',
};
/** `ls` could name it and learn nothing else of it: a broken mount, a folder without the right to search. */
const NOTHING_KNOWN = /^([-dlbcps?])\?{9} +\? +\? +\? +\? +\? ([\s\S]+)$/;
/** Inode, blocks, mode, links, a few words of owner and group, size, date. */
const MOST_COLUMNS = 24;
const SIZE = /^(?:\d+|\d{1,4}(?:[.,]\d{1,2})?[BKMGTPkmgtp]i?B?|\?)$/;
/** Sizes with thousands set apart, as some locales have them. */
const GROUPED_SIZE = /^\d{1,3}(?:[.,']\d{3})+$/;
/** Major and minor number stand where others have their size; mostly a blank is between them. */
const DEVICE = /^\d+,\d+$/;
const ARROW = ' -> ';

function readUsual(line: string, latest: LatestDate): LineReading {
  const found = USUAL.exec(line);
  const month = found === null ? null : monthOf(found[3]!);
  if (found === null || month === null) return null;
  const when = found[5]!;
  const modifiedAt =
    when.length === 4 && !when.includes(':')
      ? isoTime(Number(when), month, Number(found[4]))
      : isoTimeWithoutYear(latest, month, Number(found[4]), dayTimeOf(when)!);
  return entryOf(found[1]!, found[2]!, modifiedAt, found[6]!);
}

function readAny(line: string, latest: LatestDate): LineReading {
  const columns = columnsOf(line, MOST_COLUMNS);
  const mode = columns.findIndex(({ text }) => !/^\d+$/.test(text));
  if (mode < 0 || mode > 2) return null;
  const type = MODE.exec(columns[mode]!.text)?.[1];
  if (type === undefined) return readNothingKnown(line);
  return (
    readFrom(line, columns, mode, type, (at) => unixDateAt(columns, at, latest)) ??
    readFrom(line, columns, mode, type, (at) => foreignDateAt(columns, at))
  );
}

/** The first size that a date follows ends the columns: owners and groups, which may be of several words, are before it. */
function readFrom(
  line: string,
  columns: readonly Column[],
  mode: number,
  type: string,
  dateAt: (at: number) => ReturnType<typeof unixDateAt>,
): LineReading {
  for (let at = mode + 2; at < columns.length; at++) {
    const size = columns[at - 1]!.text;
    if (!SIZE.test(size) && !GROUPED_SIZE.test(size) && !DEVICE.test(size)) continue;
    const date = dateAt(at);
    if (date === null) continue;
    const name = line.slice(nameStart(line, columns[at + date.width - 1]!, date.width));
    return name === '' ? null : entryOf(type, size, date.modifiedAt, name);
  }
  return null;
}

/** `ls --time-style=iso` fills up '2024-05-01' with a blank to the width of '05-01 10:00'; only there two stand before names. */
function nameStart(line: string, lastOfDate: Column, dateWidth: number): number {
  const isFilledUp =
    dateWidth === 1 && /^\d{4}-\d\d-\d\d$/.test(lastOfDate.text) && line.startsWith('  ', lastOfDate.end);
  return lastOfDate.end + (isFilledUp ? 2 : 1);
}

function readNothingKnown(line: string): LineReading {
  const found = NOTHING_KNOWN.exec(line);
  return found === null ? null : entryOf(found[1]!, '', null, found[2]!);
}

function entryOf(type: string, size: string, modifiedAt: string | null, shown: string): ListingEntry {
  const kind = KINDS[type] ?? 'other';
  const bytes = kind === 'other' ? null : exactBytes(size.replace(/[.,'](?=\d{3})/g, ''));
  if (kind === 'link') return linkOf(shown, bytes, modifiedAt);
  // `ls -F` and `-p` mark folders; no name holds a '/'.
  const isMarked = kind === 'folder' && shown.length > 1 && shown.endsWith('/');
  return listedEntry(isMarked ? shown.slice(0, -1) : shown, kind, { bytes, modifiedAt });
}

/** The size of a link is the length of its target, which tells the arrow from arrows in names; else the first is taken. */
function linkOf(shown: string, bytes: number | null, modifiedAt: string | null): ListingEntry {
  const sized = bytes === null ? -1 : shown.length - bytes - ARROW.length;
  const arrow = sized > 0 && shown.startsWith(ARROW, sized) ? sized : shown.indexOf(ARROW, 1);
  if (arrow < 0) return listedEntry(shown, 'link', { bytes, modifiedAt });
  const linkTarget = shown.slice(arrow + ARROW.length);
  return listedEntry(shown.slice(0, arrow), 'link', { bytes, modifiedAt, linkTarget });
}
