/**
 * Whether the text of a link shows the name that its href leads to. Servers cut long names ('name..>', 'name..', 'name...', or at
 * 32 signs without a mark), put '/', '@' or '*' behind, and write other encodings than they serve: only the ASCII of both
 * is compared. `name` is percent-decoded, one sign a byte, without the slash of folders.
 */
export function showsName(shown: string, name: string): boolean {
  const text = fold(shown.replace(/\u2026/g, '...').replace(/\u00a0/g, ' '));
  const full = fold(name);
  if (text === '') return shown !== '' && full === '';
  if (text === full || text.replace(/[/@*|=]$/, '') === full) return true;
  const cut = /^(.+?)(?:[.]{2}>|[.]{2,3}|[*])\/?$/.exec(text);
  if (cut !== null && full.startsWith(cut[1]!)) return true;
  return text.length >= LEAST_CUT_LENGTH && full.startsWith(text);
}

/** mini-httpd shows 32 signs, and no server that cuts without a mark is known to show less than half of that. */
const LEAST_CUT_LENGTH = 16;

/** Printable ASCII with single blanks; everything else, however long, as '*'. */
function fold(text: string): string {
  return text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[^\x20-\x7e]+/g, '*')
    .replace(/ {2,}/g, ' ')
    .trim();
}
