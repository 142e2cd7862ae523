import { modulo97 } from './digits.ts';
import type { Field } from './field.ts';
import { shareOf } from './share-of.ts';

const SHAPE = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
const GROUPING = /[\s.\-_/\u2010-\u2015]+/g;
const LABEL = /^\s*IBAN[\s:.]*/i;
const LONGEST_CELL = 64;
/** Lengths of the countries met most, so that a cut number is not taken for whole. Source: SWIFT IBAN registry. */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AT: 20,
  BE: 16,
  CH: 21,
  DE: 22,
  DK: 18,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  IE: 22,
  IT: 27,
  LU: 20,
  MA: 28,
  MC: 27,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  SE: 24,
  TN: 24,
};

/** International bank account number. */
export const iban: Field = {
  id: 'iban',
  title: 'International bank account number (IBAN), check digits verified',
  scope: 'household',
  // An account is one person's or a couple's: a bit less than a unique number.
  identifyingBits: 25,
  // An account number is not assigned twice.
  assignedOnceBits: 40,
  headerWords: ['iban', 'rib', 'compte bancaire', 'numero compte', 'bank account', 'account iban', 'bban'],
  fit: (cells) => shareOf(cells, (cell) => canonical(cell) !== null),
  canonical,
};

/** Upper case without blanks; null unless the check digits hold (ISO 13616: modulo 97 is 1) and the length fits. */
function canonical(cell: string): string | null {
  if (cell.length < 15 || cell.length > LONGEST_CELL) return null;
  const compact = (SHAPE.test(cell) ? cell : cell.replace(LABEL, '').replace(GROUPING, '')).toUpperCase();
  if (!SHAPE.test(compact)) return null;
  const length = LENGTHS[compact.slice(0, 2)];
  if (length !== undefined && length !== compact.length) return null;
  return modulo97(compact.slice(4) + compact.slice(0, 4)) === 1 ? compact : null;
}
