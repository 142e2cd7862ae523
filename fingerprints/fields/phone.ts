import { isBlank } from './blank.ts';
import { NUMBERING_PLANS, type NumberingPlan, OVERSEAS_CALLING_CODES } from './calling-codes.ts';
import { FRENCH_HABITS } from './default-reading.ts';
import { isOneDigitRepeated } from './digits.ts';
import type { ColumnReading, Field } from './field.ts';
import { shareOf } from './share-of.ts';

const FRENCH_PLAIN = /^0[1-9]\d{8}$/;
const EXTENSION = /[\s,;.(]*(?:;?ext=|(?:extension|poste|ext|extn|post|#|x)[\s.:]*)(\d{1,7})\)?\s*$/i;
const LABEL =
  /^[\s"'(]*(?:tel|tél|telephone|téléphone|phone|mobile|mob|portable|port|fax|gsm|fixe)?[\s.:°]*(?=[+(\d])/i;
const FLOAT_TAIL = /^\d{8,13}\.0$/;
/** The trunk zero in brackets after a country code: '+33 (0)6 …'. */
const BRACKETED_TRUNK = /\(\s*0\s*\)/;
const SIGNS_BETWEEN = /[\s.\-_/\\()[\]'"\u2010-\u2015\u2212\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+/g;
const PLUS_DIGITS = /^\+?\d{6,17}$/;
const BETWEEN_NUMBERS = /\s*(?:[;|,]|\bou\b|\bet\b|\bor\b|\s\/\s|\/(?=\s*(?:\+|0\d)))\s*/i;
const LONGEST_CELL = 64;
/** E.164: at most 15 digits with the country code. */
const MAX_DIGITS = 15;

/** Telephone number. */
export const phone: Field = {
  id: 'phone',
  title: 'Telephone number in international form, with its extension',
  scope: 'household',
  // A line is one person's or a home's: some two bits less than a unique number.
  identifyingBits: 24,
  // A line is assigned anew after months: some per cent of 80 million lines (ARCEP) over the years.
  assignedOnceBits: 32,
  headerWords: [
    'tel',
    'tels',
    'telephone',
    'telephones',
    'numero telephone',
    'numero de telephone',
    'no telephone',
    'no tel',
    'num tel',
    'numtel',
    'telephone portable',
    'telephone fixe',
    'tel portable',
    'tel fixe',
    'tel mobile',
    'telport',
    'telfixe',
    'telmob',
    'telmobile',
    'portable',
    'mobile',
    'gsm',
    'fixe',
    'fax',
    'telecopie',
    'phone',
    'phones',
    'phone number',
    'cell',
    'cellphone',
    'cell phone',
    'mobile phone',
    'mobile number',
    'msisdn',
    'ligne',
  ],
  fit,
  canonical,
  pieces,
};

/**
 * E.164 ('+33612345678'), with ';ext=12' where an extension stands there (RFC 3966). Numbers without country code are
 * read by the column's country; a French number that lost its leading 0 gets it back. Null for short numbers, letters,
 * and one digit repeated throughout. The first number counts where several stand in the cell.
 */
function canonical(cell: string, reading: ColumnReading): string | null {
  if (reading.country === 'FR' && FRENCH_PLAIN.test(cell)) return frenchNumber(cell.slice(1), '');
  if (isBlank(cell) || cell.length > LONGEST_CELL) return null;
  const whole = oneNumber(cell, reading);
  if (whole !== null) return whole;
  return numbersOf(cell, reading)[0] ?? null;
}

function pieces(cell: string, reading: ColumnReading): readonly string[] {
  if (cell.length < 17 || cell.length > 4 * LONGEST_CELL) return [];
  const numbers = numbersOf(cell, reading);
  return numbers.length > 1 ? numbers.slice(0, 12) : [];
}

function numbersOf(cell: string, reading: ColumnReading): string[] {
  const parts = cell.split(BETWEEN_NUMBERS);
  return parts.map((part) => oneNumber(part, reading)).filter((number) => number !== null);
}

function oneNumber(cell: string, reading: ColumnReading): string | null {
  const extension = EXTENSION.exec(cell);
  const suffix = extension === null ? '' : `;ext=${extension[1]}`;
  const main = extension === null ? cell : cell.slice(0, extension.index);
  const unlabelled = FLOAT_TAIL.test(main) ? main.slice(0, -2) : main.replace(LABEL, '');
  const signs = unlabelled.replace(BRACKETED_TRUNK, '').replace(SIGNS_BETWEEN, '');
  if (!PLUS_DIGITS.test(signs)) return null;
  const digits = signs.startsWith('+') ? signs.slice(1) : signs;
  if (isOneDigitRepeated(digits)) return null;
  if (signs !== digits) return internationalNumber(digits, suffix);
  if (digits.startsWith('00')) return internationalNumber(digits.slice(2), suffix);
  const plan = NUMBERING_PLANS[reading.country];
  return nationalNumber(digits, plan, suffix) ?? numberWithoutPlus(digits, suffix);
}

function nationalNumber(digits: string, plan: NumberingPlan | undefined, suffix: string): string | null {
  if (plan === undefined) return null;
  const { trunkPrefix, callingCode, minDigits, maxDigits } = plan;
  const hasTrunk = trunkPrefix !== '' && digits.startsWith(trunkPrefix);
  const national = hasTrunk ? digits.slice(trunkPrefix.length) : digits;
  if (national.length < minDigits || national.length > maxDigits) return null;
  if (callingCode === '33') return frenchNumber(national, suffix);
  return isOneDigitRepeated(national) ? null : `+${callingCode}${national}${suffix}`;
}

/** A number whose '+' was lost: '33612345678', '32475123456'. Only codes of the plans known here are believed. */
function numberWithoutPlus(digits: string, suffix: string): string | null {
  if (digits.length < 10) return null;
  for (const { callingCode, trunkPrefix, minDigits, maxDigits } of Object.values(NUMBERING_PLANS)) {
    if (callingCode === '1' || !digits.startsWith(callingCode)) continue;
    const hasTrunk = trunkPrefix !== '' && digits.startsWith(trunkPrefix, callingCode.length);
    const length = digits.length - callingCode.length - (hasTrunk ? trunkPrefix.length : 0);
    if (length >= minDigits && length <= maxDigits) return internationalNumber(digits, suffix);
  }
  return null;
}

function internationalNumber(digits: string, suffix: string): string | null {
  if (digits.length < 8 || digits.length > MAX_DIGITS + 1 || digits.startsWith('0')) return null;
  if (digits.startsWith('33')) {
    const national = digits.slice(digits.charCodeAt(2) === 48 ? 3 : 2);
    return national.length === 9 ? frenchNumber(national, suffix) : null;
  }
  const withoutTrunk = dropTrunk(digits);
  if (withoutTrunk.length > MAX_DIGITS || isOneDigitRepeated(withoutTrunk.slice(3))) return null;
  return `+${withoutTrunk}${suffix}`;
}

/** '+32 (0) 475…' written without brackets: the zero is never part of a number in the plans that have a trunk 0. */
function dropTrunk(digits: string): string {
  for (const { callingCode, trunkPrefix } of Object.values(NUMBERING_PLANS)) {
    if (trunkPrefix === '0' && digits.startsWith(`${callingCode}0`)) {
      return callingCode + digits.slice(callingCode.length + 1);
    }
  }
  return digits;
}

function frenchNumber(national: string, suffix: string): string | null {
  if (national.charCodeAt(0) === 48 || isOneDigitRepeated(national)) return null;
  const callingCode = OVERSEAS_CALLING_CODES.get(national.slice(0, 3)) ?? '33';
  return `+${callingCode}${national}${suffix}`;
}

function fit(cells: readonly string[]): number {
  let bareCount = 0;
  let mobileCount = 0;
  const share = shareOf(cells, (cell) => {
    if (canonical(cell, FRENCH_HABITS) === null) return false;
    if (/^\s*[1-9]\d{8}(?:\.0)?\s*$/.test(cell)) {
      bareCount++;
      if (/^\s*[67]/.test(cell)) mobileCount++;
    }
    return true;
  });
  if (share === 0) return 0;
  // Nine bare digits may be anything; French mobile numbers show by their 6 and 7.
  if (bareCount > cells.length / 2) return share * (mobileCount > bareCount * 0.4 ? 0.75 : 0.35);
  return share * 0.97;
}
