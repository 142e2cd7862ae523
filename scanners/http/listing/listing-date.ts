import { withPlainBlanks } from './byte-text.ts';

/** A date that stands in a text, and the text without it. */
export interface FoundDate {
  /** ISO 8601 in UTC, no finer than the text: '2024-01-31', '2024-01-31T12:34Z', '2024-01-31T12:34:56Z'. */
  readonly iso: string | null;
  readonly rest: string;
}

/**
 * Find the date of a listing's row, in any of the forms that listings have. A date without a zone is read as UTC. What
 * could be two dates (03/04/2024), has no year or two digits of one, or is no date of the calendar, is taken out of the
 * text as null. Null where there is nothing like a date. Month names are English: servers format in the C locale.
 */
export function findDate(written: string): FoundDate | null {
  const text = withPlainBlanks(written);
  for (const { form, read } of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const rest = `${text.slice(0, match.index)}  ${text.slice(match.index + match[0].length)}`;
    return { iso: isoOf(read(match.groups ?? {})), rest };
  }
  return null;
}

/** Parts as they were written. */
type Parts = Readonly<Record<string, string | undefined>>;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const TIME =
  '(?:,?[ T]{1,8}(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.]\\d{1,9})?)?(?: ?(?<half>[ap]m))?)?';
const ZONE = '(?: ?(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})(?: UTC)?)?';
const DAY = '(?<day>\\d{1,2})';
const YEAR = '(?<year>\\d{4})';

const FORMS: readonly { readonly form: RegExp; readonly read: (parts: Parts) => Parts }[] = [
  // 2024-01-31 12:34, 2024-01-31T12:34:56Z, 2024/01/31; 2024-Jan-31 12:34:56
  {
    form: form(`(?<![\\d-])${YEAR}[-/](?<number>\\d{2})[-/](?<day>\\d{2})(?!\\d)${TIME}${ZONE}`),
    read: asTold,
  },
  { form: form(`(?<!\\d)${YEAR}-${MONTH}-${DAY}(?!\\d)${TIME}${ZONE}`), read: asTold },
  // 31-Jan-2024 12:34, 31Jan2024 12:34, Wed, 31 Jan 2024 12:34:56 GMT
  {
    form: form(`(?:\\b[a-z]{3,9}, )?(?<!\\d)${DAY}[- ]?${MONTH}[- ]?${YEAR}(?!\\d)${TIME}${ZONE}`),
    read: asTold,
  },
  // Jan 31, 2024, 12:34:56 PM; Wednesday, January 31, 2024 12:34 PM; Jan 31  2024
  {
    form: form(`(?:\\b[a-z]{3,9}, )?\\b${MONTH} {1,2}${DAY},? {1,2}${YEAR}(?!\\d)${TIME}${ZONE}`),
    read: asTold,
  },
  // 1/31/2024 12:34 PM: which is the month is known only where the other cannot be one
  {
    form: form(`(?<![\\d/])(?<one>\\d{1,2})[/.](?<two>\\d{1,2})[/.]${YEAR}(?!\\d)${TIME}${ZONE}`),
    read: ofTwoNumbers,
  },
  // Without a year, or with two digits of one: dates, but which?
  { form: form(`\\b${MONTH} {1,2}\\d{1,2} {1,2}\\d{1,2}:\\d{2}(?!\\d)`), read: () => ({}) },
  {
    form: form(
      '(?<![\\d/.-])\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2}(?![\\d/.-])(?: {1,2}\\d{1,2}:\\d{2}(?::\\d{2})? ?(?:[ap]m)?)?',
    ),
    read: () => ({}),
  },
];

function form(source: string): RegExp {
  return new RegExp(source, 'i');
}

function asTold(parts: Parts): Parts {
  return parts;
}

/** Day and month, where only one order gives a date. */
function ofTwoNumbers(parts: Parts): Parts {
  const [one, two] = [Number(parts.one), Number(parts.two)];
  if (one === two || (one > 12 && two <= 12)) return { ...parts, day: parts.one, number: parts.two };
  if (two > 12 && one <= 12) return { ...parts, day: parts.two, number: parts.one };
  return {};
}

function isoOf(parts: Parts): string | null {
  const [year, day] = [Number(parts.year), Number(parts.day)];
  const month = parts.month === undefined ? Number(parts.number) : monthOf(parts.month);
  const [hour, minute, second] = [hourOf(parts), Number(parts.minute ?? 0), Number(parts.second ?? 0)];
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!isDate || !(hour < 24 && minute < 60 && second < 60)) return null;
  const offset = offsetMs(parts.zone);
  // By hand where no zone moves it: a million rows have a million dates.
  const at =
    offset === 0
      ? `${parts.year}-${twoDigits(month)}-${twoDigits(day)}T${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
      : new Date(Date.UTC(year, month - 1, day, hour, minute, second) - offset).toISOString();
  if (parts.hour === undefined) return at.slice(0, 'YYYY-MM-DD'.length);
  return `${at.slice(0, (parts.second === undefined ? 'YYYY-MM-DDTHH:MM' : 'YYYY-MM-DDTHH:MM:SS').length)}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function hourOf(parts: Parts): number {
  const hour = Number(parts.hour ?? 0);
  if (parts.half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (parts.half.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetMs(zone: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}
