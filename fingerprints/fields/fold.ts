/** Letters that have no decomposition in Unicode and are written with these in French and English lists. */
const SPECIAL: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  ẞ: 'SS',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'TH',
  Ħ: 'H',
  Ŧ: 'T',
  Ŋ: 'N',
  Ə: 'E',
  '’': "'",
  '‘': "'",
  '‛': "'",
  '′': "'",
  ʼ: "'",
  ʹ: "'",
  ʻ: "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '⁄': '/',
};

/** Signs whose decomposition would say something else: an acute accent standing alone is meant as an apostrophe. */
const BEFORE_DECOMPOSITION: Readonly<Record<string, string>> = {
  '´': "'",
  º: '°',
  ª: 'A',
  '¨': ' ',
  '…': '...',
};

const SPECIAL_SIGN = new RegExp(`[${Object.keys(SPECIAL).join('')}]`, 'gu');
const BEFORE_SIGN = new RegExp(`[${Object.keys(BEFORE_DECOMPOSITION).join('')}]`, 'gu');
/** Marks, and signs that are not seen: soft hyphen, zero-width signs, byte order mark. */
const UNSEEN = /[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]/gu;
const NON_ASCII = /[^\0-\x7F]/;

/** Folded text of every code unit below U+0180 (Latin-1 and Latin Extended-A): what French files are made of. */
const FOLDED_LATIN: readonly string[] = Array.from({ length: 0x180 }, (_, code) =>
  foldBySteps(String.fromCharCode(code)),
);

/**
 * Upper-case text without accents: NFKD, marks removed, œ → OE, æ → AE, ß → SS, ø → O, ł → L, đ → D; typographic
 * apostrophes, dashes and quotes become their ASCII ones, every Unicode blank a space. Idempotent.
 * Other scripts keep their letters. ASCII, and Latin text up to U+017F, never pay for a normalisation.
 */
export function fold(text: string): string {
  const upper = text.toUpperCase();
  if (!NON_ASCII.test(upper)) return upper;
  let folded = '';
  let start = 0;
  for (let at = 0; at < upper.length; at++) {
    const code = upper.charCodeAt(at);
    if (code < 0x80) continue;
    if (code >= 0x180 && code !== 0x2019) return foldBySteps(text);
    folded += upper.slice(start, at) + (code === 0x2019 ? "'" : FOLDED_LATIN[code]);
    start = at + 1;
  }
  return folded + upper.slice(start);
}

function foldBySteps(text: string): string {
  return text
    .replace(BEFORE_SIGN, (sign) => BEFORE_DECOMPOSITION[sign])
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .replace(SPECIAL_SIGN, (sign) => SPECIAL[sign]);
}
