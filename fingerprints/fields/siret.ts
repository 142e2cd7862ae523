import { digitsOf, hasLuhnDigit, isOneDigitRepeated } from './digits.ts';
import type { Field } from './field.ts';
import { shareBeyondChance, shareOf } from './share-of.ts';

/** La Poste has more establishments than its number has Luhn digits for. */
const LA_POSTE = '356000000';

/** French establishment number. */
export const siret: Field = {
  id: 'siret',
  title: 'French establishment number (SIRET), check digit verified',
  scope: 'any',
  // An estimate: finer than the company, two employees at random share one about once in 10,000.
  identifyingBits: 13,
  headerWords: ['siret', 'numero siret', 'no siret', 'etablissement siret'],
  fit: (cells) =>
    shareBeyondChance(
      shareOf(cells, (cell) => canonical(cell) !== null),
      0.1,
    ),
  canonical,
};

/**
 * Fourteen digits; null unless the last is their Luhn digit, or, for La Poste (SIREN 356 000 000), the digits add up
 * to a multiple of 5. Source: INSEE.
 */
function canonical(cell: string): string | null {
  if (cell.length < 14 || cell.length > 32) return null;
  const digits = digitsOf(cell.trim());
  if (digits.length !== 14 || isOneDigitRepeated(digits)) return null;
  if (hasLuhnDigit(digits)) return digits;
  return digits.startsWith(LA_POSTE) && digitSum(digits) % 5 === 0 ? digits : null;
}

function digitSum(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) sum += digits.charCodeAt(at) - 48;
  return sum;
}
