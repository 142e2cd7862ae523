import {
  formatBits,
  formatBytes,
  formatCount,
  formatExpected,
  formatShare,
  formatShareRange,
} from '../../core/units.ts';
import { visible } from '../visible.ts';
import { formatInstant } from '../wording.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

/** Languages that reports are written in. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The name of a text: English is the model, French has the same. */
export type WordKey = keyof typeof en;
/** What can be counted: 'row' stands for `row.one` and `row.other`. */
export type CountedWord =
  Extract<WordKey, `${string}.one`> extends infer Key
    ? Key extends `${infer Word}.one`
      ? `${Word}.other` extends WordKey
        ? Word
        : never
      : never
    : never;

/** A language's sentences and its way to write numbers. */
export interface Words {
  readonly language: Language;
  /** A sentence with its places filled in; signs that would be obeyed or hidden are written out (see `visible`). */
  text(key: WordKey, values?: Readonly<Record<string, string>>): string;
  /** '1 row', '18 914 lignes'. */
  counted(word: CountedWord, count: number): string;
  count(count: number): string;
  share(share01: number): string;
  shareRange(low01: number, high01: number): string;
  /** A limit as a share: '0.1 %', '0.001 %'; never rounded to a bound. */
  limit(share01: number): string;
  bytes(bytes: number): string;
  expected(expected: number): string;
  bits(bits: number): string;
  instant(iso: string): string;
}

const NARROW_NO_BREAK = '\u202f';

/** The words of a language. `thousands`: what stands between French thousands; not every font has the narrow space. */
export function wordsOf(language: Language, thousands = NARROW_NO_BREAK): Words {
  const sentences: Readonly<Record<WordKey, string>> = language === 'fr' ? fr : en;
  const number = language === 'fr' ? (text: string) => inFrench(text, thousands) : (text: string) => text;
  const text: Words['text'] = (key, values = {}) => fill(sentences[key], values);
  const count: Words['count'] = (amount) => number(formatCount(amount));
  return {
    language,
    text,
    counted: (word, amount) => {
      const whole = Math.abs(Math.round(amount));
      // French: zero is singular as well.
      const isOne = whole === 1 || (language === 'fr' && whole === 0);
      return text(`${word}.${isOne ? 'one' : 'other'}` as WordKey, { n: count(amount) });
    },
    count,
    share: (share01) => number(formatShare(share01)),
    shareRange: (low01, high01) => number(formatShareRange(low01, high01)),
    limit: (share01) => number(`${formatExpected(share01 * 100)} %`),
    bytes: (bytes) => number(formatBytes(bytes)),
    expected: (expected) => number(formatExpected(expected)),
    bits: (bits) => number(formatBits(bits)),
    instant: (iso) => (language === 'fr' ? frenchInstant(iso) : formatInstant(iso)),
  };
}

function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    values[name] === undefined ? hole : visible(values[name]),
  );
}

const UNITS: Readonly<Record<string, string>> = {
  B: 'o',
  kB: 'ko',
  MB: 'Mo',
  GB: 'Go',
  TB: 'To',
  PB: 'Po',
};

/** '1,234.5 MB' -> '1 234,5 Mo' with narrow spaces that do not break. Source: Lexique de l'Imprimerie nationale. */
function inFrench(english: string, space: string): string {
  if (english === 'unknown') return fr.unknown;
  return english
    .replace(/(\d),(?=\d{3})/g, `$1${space}`)
    .replace(/(\d)\.(?=\d)/g, '$1,')
    .replace(/ ([kMGTP]?B)$/, (_, unit: string) => `${space}${UNITS[unit]!}`)
    .replace(/ %/g, `${space}%`);
}

function frenchInstant(iso: string): string {
  const shown = formatInstant(iso);
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d:\d\d) UTC$/.exec(shown);
  return parts === null ? shown : `${parts[3]}/${parts[2]}/${parts[1]} ${parts[4]} UTC`;
}
