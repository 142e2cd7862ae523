import { digitsOf, hasLuhnDigit, isOneDigitRepeated } from './digits.ts';
import type { Field } from './field.ts';
import { shareBeyondChance, shareOf } from './share-of.ts';

/** French company number. */
export const siren: Field = {
  id: 'siren',
  title: 'French company number (SIREN), check digit verified',
  scope: 'any',
  // An estimate: two employees at random work for the same company about once in 2,000, large employers dominating.
  identifyingBits: 11,
  headerWords: ['siren', 'numero siren', 'no siren', 'rcs', 'numero entreprise', 'company number'],
  fit: (cells) =>
    shareBeyondChance(
      shareOf(cells, (cell) => canonical(cell) !== null),
      0.1,
    ),
  canonical,
};

/** Nine digits; null unless the last is their Luhn digit. Source: INSEE. */
function canonical(cell: string): string | null {
  if (cell.length < 9 || cell.length > 24) return null;
  const digits = digitsOf(cell.trim());
  return digits.length === 9 && hasLuhnDigit(digits) && !isOneDigitRepeated(digits) ? digits : null;
}
