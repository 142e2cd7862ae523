const ZERO_WIDTH = /\p{M}/u;
/** Signs that take two columns: East Asian wide and full-width forms, and pictographs. Source: Unicode TR 11. */
const DOUBLE_WIDTH =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns that a text without control characters takes on a terminal. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width;
}

/** The text cut to at most `width` columns, with '…' where something was cut off. */
export function fitTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return `${startOf(text, Math.max(0, width - 1))}…`;
}

/** The longest start of the text that takes at most `width` columns. */
export function startOf(text: string, width: number): string {
  let taken = 0;
  let start = '';
  for (const sign of text) {
    taken += signWidth(sign);
    if (taken > width) break;
    start += sign;
  }
  return start;
}

/** The text filled with blanks to `width` columns. */
export function padTo(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

function signWidth(sign: string): number {
  if (ZERO_WIDTH.test(sign)) return 0;
  return DOUBLE_WIDTH.test(sign) ? 2 : 1;
}
