import { type DayOrder, dayOrderOf, isoOfNumbers } from '../day-order.ts';
import { exactBytes } from '../exact-bytes.ts';
import { type DayTime, dayTimeOf } from '../listing-date.ts';
import type { ListingDialect } from '../listing-dialect.ts';
import { type ListingEntry, listedEntry } from '../listing-entry.ts';

/**
 * What `dir` prints, and IIS in its default: '05-01-24  10:00AM       <DIR>          name', with two or four digits of
 * the year, AM and PM or 24 hours, <JUNCTION> and <SYMLINKD> with their target in brackets, sizes with or without
 * thousands set apart. One blank stands between size and name; names of folders begin 15 signs after '<'.
 */
export const dos: ListingDialect = {
  id: 'dos',
  open({ head }) {
    const dates = head.flatMap((line) => LINE.exec(line)?.[1] ?? []).filter((date) => !YEAR_FIRST.test(date));
    const order = dayOrderOf(dates, ['day-month-year', 'month-day-year']);
    return (line) => {
      const found = LINE.exec(line);
      if (found === null) return HEADING.test(line) ? 'heading' : null;
      const [, date = '', clock = '', half = '', tag, size = '', rest = ''] = found;
      const time = timeOf(clock, half);
      const dateOrder = orderOf(date, order, half !== '');
      const modifiedAt = time === null || dateOrder === null ? null : isoOfNumbers(date, dateOrder, time);
      if (tag === undefined) return listedEntry(rest.slice(1), 'file', { bytes: bytesOf(size), modifiedAt });
      return taggedEntry(tag, rest, modifiedAt);
    };
  },
};

/** Thousands are set apart by '.', ',', an apostrophe or a narrow blank (of Latin-1, code page 850 or UTF-8). */
const LINE =
  /^(\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}) +(\d{1,2}:\d\d(?::\d\d)?) ?([AaPp]?)[Mm]? +(?:<([A-Z]{3,8})>|(\d[\d.,'\xa0\xff\xc2\xe2\x80\xaf]*))( [\s\S]+)$/;
/** Lines that `dir` prints around the entries. */
const HEADING = /^ (?:Volume |Directory of | +\d+ (?:File|Dir)\(s\)| +Total Files Listed:)/;
const YEAR_FIRST = /^\d{4}/;
const TAG_COLUMN_CHARS = 15;

/** What the signs tell, where the dates of the listing leave it open: dots are European, '-' and AM/PM American. */
function orderOf(date: string, learnt: DayOrder | null, hasHalf: boolean): DayOrder | null {
  if (YEAR_FIRST.test(date)) return 'year-month-day';
  if (learnt !== null) return learnt;
  if (date.includes('.')) return 'day-month-year';
  return date.includes('-') || hasHalf ? 'month-day-year' : null;
}

function timeOf(clock: string, half: string): DayTime | null {
  const time = dayTimeOf(clock);
  if (time === null || half === '') return time;
  return { ...time, hour: (time.hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) };
}

function bytesOf(size: string): number | null {
  const isPlain = /^\d+$/.test(size);
  const isGrouped = /^\d{1,3}(?:[^\d]{1,3}\d{3})+$/.test(size);
  return isPlain || isGrouped ? exactBytes(size.replace(/\D/g, '')) : null;
}

function taggedEntry(tag: string, rest: string, modifiedAt: string | null): ListingEntry | null {
  const gap = TAG_COLUMN_CHARS - tag.length - '<>'.length;
  const shown = rest.slice(Math.min(gap, rest.search(/[^ ]|$/)));
  if (shown === '') return null;
  if (tag === 'DIR') return listedEntry(shown, 'folder', { bytes: null, modifiedAt });
  if (!/^(?:JUNCTION|SYMLINKD?)$/.test(tag))
    return listedEntry(shown, 'unknown', { bytes: null, modifiedAt });
  const bracket = shown.endsWith(']') ? bracketOf(shown) : -1;
  if (bracket < 0) return listedEntry(shown, 'link', { bytes: null, modifiedAt });
  const linkTarget = shown.slice(bracket + ' ['.length, -1);
  return listedEntry(shown.slice(0, bracket), 'link', { bytes: null, modifiedAt, linkTarget });
}

/** Targets mostly begin with a drive or a backslash; where none does, the last bracket holds it. */
function bracketOf(shown: string): number {
  const absolute = shown.search(/ \[(?:[A-Za-z]:|\\)/);
  return absolute > 0 ? absolute : shown.lastIndexOf(' [');
}
