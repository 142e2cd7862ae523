/**
 * The coarse shape of a cell as a short key. The first sign is its kind:
 *
 * - `` empty; `o` signs only
 * - `d13` digits with their count; `F` decimal or signed number; `D/8` date; `T6` time or date with time;
 *   `P` telephone-like; `N15` other groups of digits with the count of digits
 * - `E` e-mail address; `H` web address
 * - `U1` capital words, `L1` small words, `T1` titled words, `M1` mixed, with the count of words (at most 3)
 * - `C` letters and digits in one word (codes), with a length class; `A` words that begin with a digit (addresses);
 *   `W` words with digits elsewhere; `X` long or much punctuated text
 *
 * A leading `_` says that the cell starts with a blank. Nothing of the cell's text is kept.
 */
export function shapeOf(cell: string): string {
  const length = cell.length;
  if (length === 0) return '';
  if (length > 80) return 'X';
  const counts = countSigns(cell);
  if (counts.blanks === length) return '';
  const blankFirst = cell.charCodeAt(0) === 32 ? '_' : '';
  return blankFirst + kindOf(counts, length);
}

/** Shapes that hardly anything but a value of a person or a record has: never a label, never a note. */
export function isValueShape(shape: string): boolean {
  const key = shape.startsWith('_') ? shape.slice(1) : shape;
  const kind = key.charAt(0);
  if (kind === 'd' || kind === 'N') return Number(key.slice(1)) >= 5;
  return 'EDTPF'.includes(kind) && kind !== '' && !isWordShape(key);
}

/** Shapes of words without digits: what labels, names and places are made of. */
export function isWordShape(shape: string): boolean {
  return /^_?[ULTM][1-3]$/.test(shape);
}

/** The kind alone, without counts: shapes of one kind are alike. */
export function kindOfShape(shape: string): string {
  if (isWordShape(shape)) return `w${shape.replace(/\d/, '')}`;
  // Long numbers are identifiers of a fixed length: another length is another kind.
  if (/^_?d\d+$/.test(shape) && Number(shape.replace(/^_?d/, '')) >= 5) return shape;
  return shape.replace(/\d+$/, '').replace('W', 'A');
}

interface SignCounts {
  digits: number;
  upper: number;
  lower: number;
  /** Capitals inside words, and words that begin with one. */
  upperInside: number;
  upperFirst: number;
  words: number;
  blanks: number;
  at: number;
  dots: number;
  commas: number;
  slashes: number;
  dashes: number;
  plus: number;
  colons: number;
  underscores: number;
  others: number;
  startsWithDigit: boolean;
}

function countSigns(cell: string): SignCounts {
  const counts: SignCounts = {
    digits: 0,
    upper: 0,
    lower: 0,
    upperInside: 0,
    upperFirst: 0,
    words: 0,
    blanks: 0,
    at: 0,
    dots: 0,
    commas: 0,
    slashes: 0,
    dashes: 0,
    plus: 0,
    colons: 0,
    underscores: 0,
    others: 0,
    startsWithDigit: false,
  };
  let inWord = false;
  let isFirst = true;
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    const letterCase = caseOf(code);
    if (letterCase !== 0) {
      if (!inWord) counts.words++;
      if (letterCase > 0) {
        counts.upper++;
        if (inWord) counts.upperInside++;
        else counts.upperFirst++;
      } else counts.lower++;
      inWord = true;
    } else {
      inWord = false;
      if (code >= 48 && code <= 57) {
        counts.digits++;
        if (isFirst) counts.startsWithDigit = true;
      } else countPunctuation(counts, code);
    }
    if (code !== 32) isFirst = false;
  }
  return counts;
}

function countPunctuation(counts: SignCounts, code: number): void {
  if (code === 32 || code === 9 || code === 160 || code === 10 || code === 13) counts.blanks++;
  else if (code === 64) counts.at++;
  else if (code === 46) counts.dots++;
  else if (code === 44) counts.commas++;
  else if (code === 47) counts.slashes++;
  else if (code === 45) counts.dashes++;
  else if (code === 43) counts.plus++;
  else if (code === 58) counts.colons++;
  else if (code === 95) counts.underscores++;
  else if (code !== 39 && code !== 0x2019) counts.others++;
}

/** 1 for capitals, -1 for small letters and letters of scripts without case, 0 for everything else. */
function caseOf(code: number): number {
  if (code < 128) {
    if (code >= 97 && code <= 122) return -1;
    return code >= 65 && code <= 90 ? 1 : 0;
  }
  if (code < 0xc0) return 0;
  if (code <= 0xff) return code === 0xd7 || code === 0xf7 ? 0 : code <= 0xde ? 1 : -1;
  if (code === 0x152 || code === 0x160 || code === 0x178 || code === 0x17d) return 1;
  return code < 0x2000 || code > 0x2bff ? -1 : 0;
}

function kindOf(counts: SignCounts, length: number): string {
  const letters = counts.upper + counts.lower;
  if (letters === 0) return counts.digits === 0 ? 'o' : digitKind(counts);
  if (counts.at === 1 && counts.dots > 0 && isMailLike(counts)) return 'E';
  if (counts.colons === 1 && counts.slashes >= 2 && counts.blanks === 0) return 'H';
  if (length > 60 || counts.others > 3 || counts.at > 1) return 'X';
  if (counts.digits > 0) {
    if (counts.blanks === 0) return `C${counts.lower > 0 ? 'l' : 'u'}${Math.min(Math.ceil(length / 4), 9)}`;
    return counts.startsWithDigit ? 'A' : 'W';
  }
  if (counts.others > 0 || counts.slashes > 1 || counts.colons > 0) return 'X';
  const words = Math.min(counts.words, 3);
  if (words === 3 && counts.words > 6) return 'X';
  if (counts.lower === 0) return `U${words}`;
  if (counts.upper === 0) return `L${words}`;
  return counts.upperInside === 0 && counts.upperFirst > 0 ? `T${words}` : `M${words}`;
}

function isMailLike(counts: SignCounts): boolean {
  return counts.blanks === 0 && counts.commas + counts.colons + counts.slashes + counts.others === 0;
}

function digitKind(counts: SignCounts): string {
  const { digits, blanks, dots, commas, slashes, dashes, plus, colons, others } = counts;
  const marks = blanks + dots + commas + slashes + dashes + plus + colons + others;
  if (marks === 0) return `d${Math.min(digits, 40)}`;
  if (others > 0) return `N${Math.min(digits, 40)}`;
  if (colons > 0) return commas === 0 ? `T${digits}` : `N${digits}`;
  if (marks === 2 && digits >= 4 && digits <= 8) {
    if (slashes === 2) return `D/${digits}`;
    if (dashes === 2) return `D-${digits}`;
    if (dots === 2) return `D.${digits}`;
  }
  if (plus === 1 && digits >= 8) return 'P';
  if (digits === 10 && (blanks === 4 || dots === 4 || dashes === 4)) return 'P';
  if (dots + commas === 1 && blanks + slashes + plus === 0 && dashes <= 1) return 'F';
  if (dashes === 1 && marks === 1 && digits < 5) return 'F';
  return `N${Math.min(digits, 40)}`;
}
