import { UsageError } from '../../core/errors.ts';
import type { Figure, FigureBasis } from '../../store/case-records.ts';
import type { CaseWords } from './words/case-words.ts';

/** How numbers and times are written for one reader. */
export interface Phrases {
  count(value: number): string;
  /** '46 173 personnes (exact)', 'between 9,800 and 12,000 people (…)'. */
  persons(figure: Figure): string;
  rows(figure: Figure): string;
  /** In the reader's zone and in UTC: both are named. */
  instant(iso: string): string;
  /** The same for a column of dates: two short lines. */
  stamp(iso: string): string;
  /** A day or an instant, as it was given. */
  moment(text: string): string;
  basis(basis: FigureBasis): string;
  decimal(value: number): string;
}

/** @param zone of the reader, as 'Europe/Paris' @throws {UsageError} no such zone */
export function createPhrases(words: CaseWords, zone: string): Phrases {
  const { locale } = words;
  const dates = datesIn(locale, zone);
  // fr-FR groups digits with U+202F, as French typography asks.
  const count = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const decimal = (value: number): string =>
    new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value);
  const percent = (share: number): string =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 }).format(share);
  const instant = (iso: string): string => {
    const utc = utcOf(iso);
    return zone === 'UTC' ? utc : `${firstOf(locale, dates.format(new Date(iso)))} (${zone}), ${utc}`;
  };
  return {
    count,
    decimal,
    persons: (figure) => figureText(figure, words, count, words.persons),
    rows: (figure) => figureText(figure, words, count, words.rows),
    instant,
    stamp: (iso) => (zone === 'UTC' ? utcOf(iso) : `${shortIn(locale, zone, iso)}\n${utcOf(iso)}`),
    moment: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? dayIn(locale, text) : instant(text)),
    basis: (basis) =>
      words.basis({
        suspect: basis.suspect,
        chance: decimal(basis.expectedByChance),
        share: percent(basis.maxFalseShare),
        blocks: basis.blocks === null ? null : count(basis.blocks),
        isComplete: basis.complete,
      }),
  };
}

/** The CNIL's bands of people concerned. */
export function bandOf(persons: number): string {
  const bands = [
    [5, '0-5'],
    [50, '6-50'],
    [300, '51-300'],
    [5000, '301-5000'],
  ] as const;
  return bands.find(([most]) => persons <= most)?.[1] ?? '> 5000';
}

function figureText(
  { value, interval: [low, high], method, isLeast }: Figure,
  words: CaseWords,
  count: (value: number) => string,
  unit: (count: string) => string,
): string {
  if (method === 'stated') return `${unit(count(value))} (${words.stated})`;
  const range = words.between(count(low), unit(count(high)));
  if (method === 'sampled') return `${range} (${words.sampled('95 %')})`;
  if (!isLeast) return words.exact(unit(count(value)));
  return high > low ? range : words.atLeast(unit(count(value)));
}

function datesIn(locale: string, zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' });
  } catch (cause) {
    throw new UsageError("there is no such time zone: name one as 'Europe/Paris' or 'UTC'", { cause });
  }
}

function dayIn(locale: string, day: string): string {
  const text = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(day));
  return firstOf(locale, text);
}

function shortIn(locale: string, zone: string, iso: string): string {
  const style = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(locale, style).format(new Date(iso));
}

function utcOf(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The first of a month has an ordinal in French, and no other day has. */
function firstOf(locale: string, date: string): string {
  return locale.startsWith('fr') ? date.replace(/^1 /, '1er ') : date;
}
