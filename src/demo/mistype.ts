import type { Random } from './random.ts';

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITALS = SMALL.toUpperCase();
const DIGITS = '0123456789';
const LETTER_OR_DIGIT = /[\p{L}\d]/gu;

/**
 * One slip of the typing hand. At a letter: another letter, none, twice, or swapped with the next. At a digit: another
 * digit, or swapped with the next (digits are rarely lost: forms count them). The result always differs from the text,
 * unless that has neither letter nor digit: then it is given back.
 */
export function mistype(text: string, random: Random): string {
  const places = Array.from(text.matchAll(LETTER_OR_DIGIT), ({ index }) => index);
  if (places.length === 0) return text;
  const place = random.pick(places);
  const sign = text[place] as string;
  const isDigit = DIGITS.includes(sign);
  const slip = random.below(isDigit ? 2 : 4);
  if (slip === 1) return swapWithNext(text, place, random);
  if (slip === 2) return text.slice(0, place) + text.slice(place + 1);
  if (slip === 3) return text.slice(0, place) + sign + text.slice(place);
  return replaceAt(text, place, random);
}

/** Signs that are not swapped with their like: swapping equal ones, or past a blank, is no slip. */
function swapWithNext(text: string, place: number, random: Random): string {
  const sign = text[place] as string;
  const next = text[place + 1];
  if (next === undefined || next === sign || !/[\p{L}\d]/u.test(next)) return replaceAt(text, place, random);
  return text.slice(0, place) + next + sign + text.slice(place + 2);
}

function replaceAt(text: string, place: number, random: Random): string {
  const sign = text[place] as string;
  const alphabet = DIGITS.includes(sign) ? DIGITS : sign === sign.toLowerCase() ? SMALL : CAPITALS;
  const others = alphabet.replace(sign, '');
  return text.slice(0, place) + others[random.below(others.length)] + text.slice(place + 1);
}
