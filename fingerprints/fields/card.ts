import { digitsOf, hasLuhnDigit, isOneDigitRepeated } from './digits.ts';
import type { Field } from './field.ts';
import { shareBeyondChance, shareOf } from './share-of.ts';

/** Travel, bank and fuel cards begin with 2 to 6 (ISO/IEC 7812-1, major industry identifier). */
const SHAPE = /^[2-6]\d{12,18}$/;
/** Networks by prefix and length: Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay, Maestro. */
const KNOWN_NETWORK =
  /^(?:4\d{12}(?:\d{3})?(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11,16}|35\d{14}|6(?:011|4[4-9]\d|5\d{2})\d{12}|62\d{14,17}|(?:50|5[6-9]|6[0-9])\d{10,17})$/;

/** Payment card number. */
export const card: Field = {
  id: 'card',
  title: 'Payment card number, check digit verified',
  scope: 'person',
  // Each card has one holder; no more than a unique number of one person is claimed.
  identifyingBits: 26,
  // A card number is not assigned twice.
  assignedOnceBits: 40,
  headerWords: [
    'carte',
    'carte bancaire',
    'numero carte',
    'no carte',
    'cb',
    'pan',
    'credit card',
    'card',
    'card number',
    'cardnumber',
    'cc number',
    'ccnum',
    'creditcard',
  ],
  fit: (cells) =>
    shareBeyondChance(
      shareOf(cells, (cell) => KNOWN_NETWORK.test(canonical(cell) ?? '')),
      0.1,
    ),
  canonical,
};

/** Digits only; null unless 13 to 19 of them end with their Luhn digit. Masked numbers are null. */
function canonical(cell: string): string | null {
  if (cell.length < 13 || cell.length > 40) return null;
  const digits = digitsOf(cell.trim());
  return SHAPE.test(digits) && hasLuhnDigit(digits) && !isOneDigitRepeated(digits) ? digits : null;
}
