import { dropAccents } from './fold-letters.ts';
import { twoDigits } from './numbers/calendar.ts';

/** How an organisation, or whoever leaked its rows, writes values down. */
export interface Spelling {
  readonly dates:
    | 'iso'
    | 'day/month/year'
    | 'day.month.year'
    | 'year-month-day compact'
    | 'day month-name year';
  readonly phones:
    | 'pairs'
    | 'dotted pairs'
    | 'plain'
    | 'international'
    | 'international pairs'
    | '00 international';
  /** With or without the two-digit key, in one piece or in groups. */
  readonly nirs: '15' | '13' | '15 in groups' | '13 in groups';
  readonly sexes: 'M/F' | 'H/F' | '1/2' | 'male/female';
  readonly familyCase: LetterCase;
  readonly givenCase: LetterCase;
  /** Case of street, city, insurer, doctor and comment. */
  readonly textCase: LetterCase;
  readonly emailCase: 'lower' | 'upper';
  readonly accents: 'kept' | 'dropped';
  /** What becomes of the hyphen within names and cities. */
  readonly hyphens: 'kept' | 'blank';
  /** 'avenue' or 'AV', 'Saint-' or 'ST '. */
  readonly addresses: 'full' | 'abbreviated';
  readonly fullNames: 'family given' | 'given family' | 'family, given';
  readonly decimalSign: ',' | '.';
}

/** 'as-is' keeps the capitals of the bearer. */
export type LetterCase = 'as-is' | 'upper' | 'lower';

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
/** Abbreviations of La Poste and of habit (NF Z10-011), by the word that begins a street's name. */
const STREET_ABBREVIATIONS: Readonly<Record<string, string>> = {
  avenue: 'av',
  boulevard: 'bd',
  chemin: 'che',
  allée: 'all',
  impasse: 'imp',
  route: 'rte',
  place: 'pl',
  square: 'sq',
  passage: 'pas',
};

/** @param iso ISO date. Two-digit years are never written: they would lose who is a hundred years old. */
export function spellDate(iso: string, { dates, accents }: Spelling): string {
  const year = iso.slice(0, 4);
  const month = iso.slice(5, 7);
  const day = iso.slice(8);
  if (dates === 'iso') return iso;
  if (dates === 'day/month/year') return `${day}/${month}/${year}`;
  if (dates === 'day.month.year') return `${day}.${month}.${year}`;
  if (dates === 'year-month-day compact') return year + month + day;
  const name = MONTHS[Number(month) - 1] as string;
  return `${Number(day)} ${accents === 'dropped' ? dropAccents(name) : name} ${year}`;
}

/** @param national ten digits. */
export function spellPhone(national: string, { phones }: Spelling): string {
  if (phones === 'plain') return national;
  if (phones === 'international') return `+33${national.slice(1)}`;
  if (phones === '00 international') return `0033${national.slice(1)}`;
  const rest = [2, 4, 6, 8].map((start) => national.slice(start, start + 2));
  if (phones === 'international pairs') return `+33 ${[national.slice(1, 2), ...rest].join(' ')}`;
  return [national.slice(0, 2), ...rest].join(phones === 'pairs' ? ' ' : '.');
}

/** @param nir 15 signs. Groups as on the card: 1 85 05 78 006 084 36. */
export function spellNir(nir: string, { nirs }: Spelling): string {
  if (nirs === '15') return nir;
  if (nirs === '13') return nir.slice(0, 13);
  const ends = nirs === '15 in groups' ? [1, 3, 5, 7, 10, 13, 15] : [1, 3, 5, 7, 10, 13];
  return ends.map((end, index) => nir.slice(ends[index - 1] ?? 0, end)).join(' ');
}

/** The sex in the words of that spelling. */
export function spellSex(sex: 'female' | 'male', { sexes }: Spelling): string {
  if (sexes === 'male/female') return sex;
  const [male, female] = sexes.split('/') as [string, string];
  return sex === 'male' ? male : female;
}

/** A family name. */
export function spellFamily(name: string, spelling: Spelling): string {
  return spellName(name, spelling, spelling.familyCase);
}

/** One or several given names. */
export function spellGiven(name: string, spelling: Spelling): string {
  return spellName(name, spelling, spelling.givenCase);
}

/** Both names in one cell. */
export function spellFullName(family: string, given: string, spelling: Spelling): string {
  const first = spellFamily(family, spelling);
  const second = spellGiven(given, spelling);
  if (spelling.fullNames === 'given family') return `${second} ${first}`;
  return spelling.fullNames === 'family given' ? `${first} ${second}` : `${first}, ${second}`;
}

/** House number and street. */
export function spellStreet(houseNumber: string, street: string, spelling: Spelling): string {
  if (spelling.addresses === 'full') return spellText(`${houseNumber} ${street}`, spelling);
  const [kind = '', ...rest] = street.split(' ');
  const short = [STREET_ABBREVIATIONS[kind] ?? kind, ...rest].join(' ');
  return spellText(`${houseNumber} ${short}`.replace(/\bSaint(e?)-/, 'St$1 '), spelling);
}

/** A city, with its Saint shortened where addresses are. */
export function spellCity(city: string, spelling: Spelling): string {
  const short = spelling.addresses === 'abbreviated' ? city.replace(/^Saint(e?)-/, 'St$1 ') : city;
  return spellName(short, spelling, spelling.textCase);
}

/** Any other words. */
export function spellText(text: string, spelling: Spelling): string {
  return inCase(spelling.accents === 'dropped' ? dropAccents(text) : text, spelling.textCase);
}

/** An e-mail address; null gives ''. */
export function spellEmail(email: string | null, { emailCase }: Spelling): string {
  if (email === null) return '';
  return emailCase === 'upper' ? email.toUpperCase() : email;
}

/** An amount with two decimals. */
export function spellAmount(cents: number, { decimalSign }: Spelling): string {
  return `${Math.floor(cents / 100)}${decimalSign}${twoDigits(cents % 100)}`;
}

function spellName(name: string, spelling: Spelling, letterCase: LetterCase): string {
  const letters = spelling.accents === 'dropped' ? dropAccents(name) : name;
  const joined = spelling.hyphens === 'blank' ? letters.replaceAll('-', ' ') : letters;
  return inCase(joined, letterCase);
}

function inCase(text: string, letterCase: LetterCase): string {
  if (letterCase === 'upper') return text.toUpperCase();
  return letterCase === 'lower' ? text.toLowerCase() : text;
}
