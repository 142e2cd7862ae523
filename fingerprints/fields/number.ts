import { isBlank } from './blank.ts';
import { FRENCH_HABITS } from './default-reading.ts';
import type { ColumnReading, Field } from './field.ts';
import { shareOf } from './share-of.ts';

const WHOLE = /^[1-9]\d{0,17}$/;
const AROUND = /^[\s+€$£]+|[\s€$£%]+$|\s*(?:EUR|EUROS?|USD|GBP|CHF)\s*$/gi;
const BLANKS_AND_APOSTROPHES = /[\s'’_]/g;
const NUMBER = /^(-?)(\d[\d.,]*|[.,]\d+)(?:E([+-]?\d{1,3}))?$/i;
const THREE_DIGIT_GROUPS = /^\d{1,3}(?:[.,]\d{3})+$/;
const LEADING_ZERO = /^\s*[+-]?0\d/;
const LONGEST_CELL = 60;
const MAX_EXPONENT = 30;

/** A quantity: amounts, measures, ages. */
export const number: Field = {
  id: 'number',
  title: 'Number: a quantity, whose leading zeros and trailing decimal zeros say nothing',
  scope: 'any',
  // Nothing is known of a quantity beforehand: a decimal digit or so.
  identifyingBits: 4,
  headerWords: [
    'montant',
    'prix',
    'total',
    'solde',
    'quantite',
    'qte',
    'nombre',
    'nb',
    'taux',
    'age',
    'poids',
    'taille',
    'valeur',
    'resultat',
    'salaire',
    'amount',
    'price',
    'balance',
    'quantity',
    'qty',
    'count',
    'weight',
    'height',
    'salary',
    'value',
    'rate',
    'score',
    'latitude',
    'longitude',
  ],
  fit,
  canonical,
};

/**
 * Plain digits with '-' and '.', no thousands separators, no zeros before or after that say nothing. Currency and
 * percent signs are dropped. A fraction of exactly three digits gets a fourth ('1.2340'), so that the point can never
 * be read as a thousands separator, whatever the column's decimal sign. Null when it is no number.
 */
function canonical(cell: string, reading: ColumnReading): string | null {
  if (WHOLE.test(cell)) return cell;
  if (isBlank(cell) || cell.length > LONGEST_CELL) return null;
  const signed = minusInFront(
    cell
      .replace(AROUND, '')
      .replace(/\u2212/g, '-')
      .replace(AROUND, ''),
  );
  const parts = NUMBER.exec(signed.replace(BLANKS_AND_APOSTROPHES, ''));
  if (parts === null) return null;
  const decimalAt = decimalPosition(parts[2], reading.decimalSign);
  if (decimalAt < 0) return null;
  const exponent = parts[3] === undefined ? 0 : Number(parts[3]);
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const whole = parts[2].slice(0, decimalAt).replace(/[.,]/g, '');
  const fraction = parts[2].slice(decimalAt + 1);
  if (/[.,]/.test(fraction)) return null;
  return compose(parts[1], whole, fraction, exponent);
}

/** Accountants write a loss as (5,00) or 5,00-. */
function minusInFront(text: string): string {
  if (text.startsWith('(') && text.endsWith(')')) return `-${text.slice(1, -1).replace(AROUND, '')}`;
  return text.endsWith('-') && !text.startsWith('-') ? `-${text.slice(0, -1)}` : text;
}

/**
 * Index of the decimal sign, the length where there is none, -1 for no number ('192.168.1.1'). The column's sign
 * decides only what the digits leave open.
 */
function decimalPosition(digits: string, decimalSign: ',' | '.'): number {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  const last = Math.max(comma, point);
  if (last < 0) return digits.length;
  if (comma >= 0 && point >= 0) return last;
  const isRepeated = digits.indexOf(digits[last]) !== last;
  if (isRepeated) return THREE_DIGIT_GROUPS.test(digits) ? digits.length : -1;
  if (!THREE_DIGIT_GROUPS.test(digits)) return last;
  return digits[last] === decimalSign || digits.startsWith('0') ? last : digits.length;
}

function compose(minus: string, whole: string, fraction: string, exponent: number): string {
  const digits = (whole + fraction).padEnd(whole.length + Math.max(exponent, 0), '0');
  const shifted = exponent < 0 ? digits.padStart(digits.length - exponent, '0') : digits;
  const wholeLength = exponent < 0 ? whole.length : whole.length + exponent;
  const before = shifted.slice(0, wholeLength).replace(/^0+/, '');
  const after = shifted.slice(wholeLength).replace(/0+$/, '');
  if (before === '' && after === '') return '0';
  if (after === '') return minus + before;
  return `${minus}${before === '' ? '0' : before}.${after.length === 3 ? `${after}0` : after}`;
}

function fit(cells: readonly string[]): number {
  let decimalCount = 0;
  let leadingZeroCount = 0;
  const share = shareOf(cells, (cell) => {
    if (canonical(cell, FRENCH_HABITS) === null) return false;
    if (/[.,]\d{1,2}\D*$|[.,]\d{4,}\D*$|^\s*-/.test(cell)) decimalCount++;
    if (LEADING_ZERO.test(cell)) leadingZeroCount++;
    return true;
  });
  if (share === 0) return 0;
  // Leading zeros are kept only where digits are a code, not a quantity.
  if (leadingZeroCount > cells.length * 0.02) return share * 0.15;
  return share * (decimalCount > cells.length * 0.1 ? 0.9 : 0.6);
}
