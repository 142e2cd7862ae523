const BEYOND_ASCII = /[^\x00-\x7f]/;
const COMBINING_MARKS = /[\u0300-\u036f]/g;

/** Letters without their accents, œ and æ as two letters; case and signs stay. */
export function dropAccents(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  return text
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'AE')
    .normalize('NFD')
    .replace(COMBINING_MARKS, '');
}
