import type { Column } from './columns.ts';
import { type DayOrder, isoOfNumbers } from './day-order.ts';
import {
  type DayTime,
  dayTimeOf,
  isoTime,
  isoTimeInZone,
  isoTimeWithoutYear,
  type LatestDate,
  yearOf,
} from './listing-date.ts';
import { monthOf } from './month-word.ts';

/** A date that stands in neighbouring columns. */
export interface ColumnDate {
  readonly modifiedAt: string | null;
  /** How many columns it fills. */
  readonly width: number;
}

/** A date fills four columns at most; '' where the line has no more. */
type Texts = readonly [string, string, string, string];

/** Month, day and year of Chinese, Japanese and Korean dates, in UTF-8, Shift-JIS, EUC-JP, GBK, Big5 and EUC-KR. */
const MONTH_SIGN = '(?:\xe6\x9c\x88|\xec\x9b\x94|\x8c\x8e|\xb7\xee|\xd4\xc2|\xa4\xeb|\xbf\xf9)';
const DAY_SIGN = '(?:\xe6\x97\xa5|\xec\x9d\xbc|\x93\xfa|\xc6\xfc|\xc8\xd5|\xa4\xe9|\xc0\xcf)';
const YEAR_SIGN = '(?:\xe5\xb9\xb4|\xeb\x85\x84|\x94\x4e|\xc7\xaf|\xc4\xea|\xa6\x7e|\xb3\xe2)';
const SIGNED_MONTH = new RegExp(`^(\\d{1,2})${MONTH_SIGN}(?:(\\d{1,2})${DAY_SIGN}?)?$`);
const SIGNED_DAY = new RegExp(`^(\\d{1,2})${DAY_SIGN}?$`);
const YEAR = new RegExp(`^((?:19|20|21)\\d\\d)${YEAR_SIGN}?$`);
const DAY = /^(\d{1,2})\.?$/;
const NUMBERS = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})$/;
const MONTH_AND_DAY = /^(\d\d)-(\d\d)$/;
const DAY_MONTH_YEAR = /^(\d{1,2})-([^\d-]{3,12})-(\d{2}|\d{4})$/;
const ZONE = /^([+-])(\d\d)(\d\d)$/;

/**
 * The date that starts in this column, as `ls` writes it in any language that it speaks: 'May  1 10:00', '1. Mai 2024',
 * '5月 1 10:00', '2024-05-01 10:00', '01.05.2024', … Null where none starts there. A year stands instead of the time,
 * or a time instead of the year, which then is the latest that fits.
 */
export function unixDateAt(columns: readonly Column[], at: number, latest: LatestDate): ColumnDate | null {
  const texts = textsAt(columns, at);
  return (
    wordDate(texts, latest) ?? joinedDate(texts) ?? numberDate(texts, latest) ?? signedDate(texts, latest)
  );
}

/** The same for a month word that nobody here knows: where it ends is clear, when it was is not. */
export function foreignDateAt(columns: readonly Column[], at: number): ColumnDate | null {
  const [a, b, c] = textsAt(columns, at);
  const isDate =
    (isWord(a) && DAY.test(b) && isYearOrTime(c)) || (DAY.test(a) && isWord(b) && isYearOrTime(c));
  return isDate ? { modifiedAt: null, width: 3 } : null;
}

function wordDate([a, b, c, d]: Texts, latest: LatestDate): ColumnDate | null {
  const isDayFirst = DAY.test(a);
  const day = DAY.exec(isDayFirst ? a : b)?.[1];
  const month = day === undefined ? null : monthOf(isDayFirst ? b : a);
  if (month === null) return null;
  const time = dayTimeOf(c);
  // `ls -lT` of BSD writes time and year; only there are seconds shown.
  if (time !== null && c.length > 5 && YEAR.test(d))
    return { modifiedAt: isoTime(Number(d.slice(0, 4)), month, Number(day), time), width: 4 };
  return yearOrTime(c, month, Number(day), latest, 3);
}

/** '01-May-2024 10:00' */
function joinedDate([a, b]: Texts): ColumnDate | null {
  const joined = DAY_MONTH_YEAR.exec(a);
  const month = joined === null ? null : monthOf(joined[2]!);
  if (joined === null || month === null) return null;
  const time = dayTimeOf(b);
  const modifiedAt = isoTime(yearOf(joined[3]!), month, Number(joined[1]), time ?? undefined);
  return { modifiedAt, width: time === null ? 1 : 2 };
}

function numberDate([a, b, c]: Texts, latest: LatestDate): ColumnDate | null {
  const time = dayTimeOf(b);
  const isoStyle = time === null ? null : MONTH_AND_DAY.exec(a);
  if (isoStyle !== null && time !== null)
    return {
      modifiedAt: isoTimeWithoutYear(latest, Number(isoStyle[1]), Number(isoStyle[2]), time),
      width: 2,
    };
  if (!NUMBERS.test(a)) return null;
  const modifiedAt = clearDate(a, time ?? undefined);
  const zone = time !== null && b.length > 5 ? ZONE.exec(c) : null;
  if (zone === null) return { modifiedAt, width: time === null ? 1 : 2 };
  const minutes = Number(zone[2]) * 60 + Number(zone[3]);
  return { modifiedAt: isoTimeInZone(modifiedAt, zone[1] === '-' ? -minutes : minutes), width: 3 };
}

/** Years first and dots are clear; '/' and '-' are used for both orders, so that one of them must be no date. */
function clearDate(date: string, time?: DayTime): string | null {
  if (/^\d{4}/.test(date)) return isoOfNumbers(date, 'year-month-day', time);
  const orders: readonly DayOrder[] = date.includes('.')
    ? ['day-month-year']
    : ['day-month-year', 'month-day-year'];
  const readings = new Set(orders.map((order) => isoOfNumbers(date, order, time)));
  readings.delete(null);
  return readings.size === 1 ? [...readings][0]! : null;
}

/** '5月 1日 10:00', '5月1日 2024年', '2024年 5月 1日' */
function signedDate(texts: Texts, latest: LatestDate): ColumnDate | null {
  const yearFirst = YEAR.exec(texts[0]);
  const monthAt = yearFirst === null ? 0 : 1;
  const month = SIGNED_MONTH.exec(texts[monthAt] ?? '');
  if (month === null) return null;
  const dayAt = month[2] === undefined ? monthAt + 1 : monthAt;
  const day = month[2] ?? SIGNED_DAY.exec(texts[dayAt] ?? '')?.[1];
  if (day === undefined) return null;
  if (yearFirst !== null)
    return { modifiedAt: isoTime(Number(yearFirst[1]), Number(month[1]), Number(day)), width: dayAt + 1 };
  return yearOrTime(texts[dayAt + 1] ?? '', Number(month[1]), Number(day), latest, dayAt + 2);
}

function yearOrTime(
  text: string,
  month: number,
  day: number,
  latest: LatestDate,
  width: number,
): ColumnDate | null {
  const year = YEAR.exec(text)?.[1];
  if (year !== undefined) return { modifiedAt: isoTime(Number(year), month, day), width };
  const time = dayTimeOf(text);
  return time === null ? null : { modifiedAt: isoTimeWithoutYear(latest, month, day, time), width };
}

function textsAt(columns: readonly Column[], at: number): Texts {
  return [
    columns[at]?.text ?? '',
    columns[at + 1]?.text ?? '',
    columns[at + 2]?.text ?? '',
    columns[at + 3]?.text ?? '',
  ];
}

function isYearOrTime(text: string): boolean {
  return YEAR.test(text) || dayTimeOf(text) !== null;
}

/** Two letters at least, or bytes beyond ASCII, and no digits. */
function isWord(text: string): boolean {
  return /^[A-Za-z\x80-\xff]{2,16}\.?$/.test(text);
}
