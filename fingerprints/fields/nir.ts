import { isBlank } from './blank.ts';
import { modulo97 } from './digits.ts';
import type { Field } from './field.ts';
import { shareOf } from './share-of.ts';

const GROUPING = /[\s.\-_/\u2010-\u2015]+/g;
/** Sex or kind of number, year, month (20 and above: month not known), department, commune and order, key. */
const SHAPE = /^[1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/;
/** A month that exists: what recognition asks of numbers without a key. */
const STRICT_BODY = /^[12]\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1-9]\d|2[AB])\d{6}$/;
const FLOAT_TAIL = /^\d{13}(?:\d{2})?\.0$/;

const LONGEST_CELL = 48;

/** French social-security number. */
export const nir: Field = {
  id: 'nir',
  title: 'French social-security number (NIR), 13 digits with or without its two-digit key',
  scope: 'person',
  // One number per person among 68 million residents (INSEE, 2024).
  identifyingBits: 26,
  // About 2^36 numbers are possible, one a person.
  assignedOnceBits: 36,
  headerWords: [
    'nir',
    'nss',
    'nia',
    'secu',
    'securite sociale',
    'numero securite sociale',
    'no securite sociale',
    'num secu',
    'numero secu',
    'no secu',
    'numsecu',
    'nosecu',
    'numss',
    'num ss',
    'no ss',
    'immatriculation',
    'assure social',
    'insee',
    'social security',
    'social security number',
    'ssn',
  ],
  fit,
  canonical,
};

/**
 * Bring a French social-security number to its 15 canonical signs (2A and 2B stay letters; a key that is not there
 * is computed). Returns null when the two-digit key disagrees: a typo would only pollute the index.
 * Source: INSEE; key = 97 - (first 13 digits mod 97), with 2A read as 19 and 2B as 18.
 */
function canonical(cell: string): string | null {
  if (cell.length < 13 || cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const compact = FLOAT_TAIL.test(cell) ? cell.slice(0, -2) : cell.replace(GROUPING, '').toUpperCase();
  if (!SHAPE.test(compact)) return null;
  const key = keyOf(compact.slice(0, 13));
  if (compact.length === 13) return compact + key;
  return compact.endsWith(key) ? compact : null;
}

function keyOf(body: string): string {
  const department = body.charCodeAt(6);
  const digits =
    department < 65 ? body : `${body.slice(0, 5)}${department === 65 ? '19' : '18'}${body.slice(7)}`;
  return String(97 - modulo97(digits)).padStart(2, '0');
}

function fit(cells: readonly string[]): number {
  const keyedShare = shareOf(cells, (cell) => cell.length >= 15 && canonical(cell) !== null);
  const years = new Set<string>();
  const bodyShare = shareOf(cells, (cell) => {
    const compact = cell.replace(GROUPING, '').toUpperCase();
    if (!STRICT_BODY.test(compact)) return false;
    years.add(compact.slice(1, 3));
    return true;
  });
  // Without keys the shape alone must speak; clock times in milliseconds have it too, but hardly ever two years.
  const bodyCertainty = years.size >= Math.min(5, cells.length / 4) ? 0.9 : 0.2;
  return Math.min(1, keyedShare + bodyShare * bodyCertainty);
}
