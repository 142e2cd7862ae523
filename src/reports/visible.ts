/**
 * Signs that a terminal, a browser or a spreadsheet would obey or hide instead of showing: control characters (C0,
 * DEL, C1), soft hyphens, marks and overrides of the writing direction, zero-width signs, line separators, variation
 * and tag signs, half surrogates. Source: Unicode general categories Cc, Cf, Zl, Zp, Cs.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f]/gu;

/**
 * A name that somebody else chose (a file, a header, a table) made safe to show on one line: every sign that would
 * be obeyed or hidden is written out, ESC as '\x1b', a right-to-left override as '\u202e'.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeSign);
}

function escapeSign(sign: string): string {
  const code = sign.codePointAt(0)!;
  if (code === 0x09) return '\\t';
  if (code === 0x0a) return '\\n';
  if (code === 0x0d) return '\\r';
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\u{${code.toString(16)}}`;
}
