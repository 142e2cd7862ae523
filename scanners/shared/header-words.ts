/** Signs of a header that are told; a longer one is cut. */
const MOST_HEADER_CHARS = 60;
const ASCII = /^[\0-\x7f]*$/;
/** What names of columns do not have and values do: an '@', four digits in a row. */
const VALUE_LIKE = /@|\d{4}/;

/**
 * The words of a header: folded to plain lower-case letters, parted at capitals, digits and signs.
 * 'RésultatAnalyse_2' -> resultat, analyse.
 */
export function headerWordsOf(header: string): readonly string[] {
  const start = header.slice(0, MOST_HEADER_CHARS * 2);
  // Most headers are plain ASCII, for which all that Unicode asks for is lost time.
  const folded = ASCII.test(start) ? start : start.normalize('NFD').replace(/\p{M}/gu, '');
  return folded
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/**
 * A column as evidence names it: its header, else 'column 7', counted from 1. The first row of a file without a header
 * may be taken for one: what looks like a value is not told, for evidence holds no cell.
 */
export function columnName(header: string | null, at: number): string {
  const start = header?.slice(0, MOST_HEADER_CHARS) ?? '';
  if (start.trim() === '' || VALUE_LIKE.test(start)) return `column ${at + 1}`;
  return start === header ? start : `${start}…`;
}
