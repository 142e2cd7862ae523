import type { Language } from './words/languages.ts';

const UNITS = {
  en: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'],
  fr: ['o', 'ko', 'Mo', 'Go', 'To', 'Po'],
} as const;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MOST_ZONES = 100;
/** Before a unit: it never stands alone at the start of a line. */
const GAP = { en: '\u00a0', fr: '\u202f' } as const;

/** Numbers, sizes and times as a language writes them. In pages and in their islands. */
export interface Formats {
  /** 18914 -> '18,914', '18 914' with a narrow space. */
  count(count: number): string;
  /** 0 to 1 in percent, one decimal; neither a part is rounded to all nor something to nothing. */
  share(share01: number): string;
  /** Bytes in decimal units. */
  bytes(bytes: number): string;
  /** To the minute, in UTC unless another zone is given. A text that is no time stays as it is. */
  instant(iso: string, timeZone?: string): string;
  /** How long, in its two largest units: '3 h 12 min'. */
  duration(ms: number): string;
}

const made = new Map<Language, Formats>();

/** The ways of a language. Made once: what Intl knows of a language takes long to look up. */
export function formatsOf(language: Language): Formats {
  const known = made.get(language);
  if (known !== undefined) return known;
  const formats = makeFormats(language);
  made.set(language, formats);
  return formats;
}

function makeFormats(language: Language): Formats {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const gap = GAP[language];
  return {
    count: (count) => whole.format(count),
    share: (share01) => shareText(share01, (percent) => `${tenth.format(percent)}${gap}%`),
    bytes: (bytes) => bytesText(bytes, UNITS[language], gap, whole, tenth),
    instant: (iso, timeZone = 'UTC') => instantText(iso, language, timeZone),
    duration: (ms) => durationText(ms, language, gap),
  };
}

function shareText(share01: number, percent: (value: number) => string): string {
  if (share01 > 0 && share01 < 0.0005) return `< ${percent(0.1)}`;
  if (share01 < 1 && share01 >= 0.9995) return `> ${percent(99.9)}`;
  return percent(share01 * 100);
}

function bytesText(
  bytes: number,
  units: readonly string[],
  gap: string,
  whole: Intl.NumberFormat,
  tenth: Intl.NumberFormat,
): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.95 && unit < units.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${(unit === 0 ? whole : tenth).format(amount)}${gap}${units[unit]}`;
}

function instantText(iso: string, language: Language, timeZone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return instants(language, timeZone)
    .format(at)
    .concat(timeZone === 'UTC' ? ' UTC' : '');
}

/** By language and zone; somebody's own zone is one more in a browser. */
const instantFormats = new Map<string, Intl.DateTimeFormat>();

function instants(language: Language, timeZone: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone}`;
  const known = instantFormats.get(key);
  if (known !== undefined) return known;
  const locale = language === 'en' ? 'en-GB' : language;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  // Zones are few; names of them that somebody sends are not kept without end.
  if (instantFormats.size < MOST_ZONES) instantFormats.set(key, format);
  return format;
}

function durationText(ms: number, language: Language, gap: string): string {
  const day = language === 'fr' ? 'j' : 'd';
  const at = Math.max(0, Math.round(ms / SECOND) * SECOND);
  if (at < MINUTE) return `${Math.floor(at / SECOND)}${gap}s`;
  if (at < HOUR) return two(at, MINUTE, 'min', SECOND, 's', gap);
  if (at < 4 * DAY) return two(at, HOUR, 'h', MINUTE, 'min', gap);
  return two(at, DAY, day, HOUR, 'h', gap);
}

function two(ms: number, large: number, largeUnit: string, small: number, smallUnit: string, gap: string) {
  const rest = Math.floor((ms % large) / small);
  const first = `${Math.floor(ms / large)}${gap}${largeUnit}`;
  return rest === 0 ? first : `${first} ${rest}${gap}${smallUnit}`;
}
