/**
 * What people and programs write where there is nothing, lower case, without accents. Words that are also family
 * names stand in AMBIGUOUS.
 */
const MARKERS: ReadonlySet<string> = new Set(
  `n/a n.a. n.a n/c n.c. nc n/r nr n/d n.d. nd s/o s.o. null <null> (null) [null] {null} <na> #n/a #null! #ref! #value!
   #name? #div/0! \\n undefined`.split(/\s+/),
);

const MARKER_PHRASES: ReadonlySet<string> = new Set([
  'inconnu',
  'inconnue',
  'non renseigne',
  'non renseignee',
  'non communique',
  'non communiquee',
  'non precise',
  'non precisee',
  'non connu',
  'non connue',
  'non fourni',
  'non disponible',
  'pas de valeur',
  'sans objet',
  'unknown',
  'not available',
  'not applicable',
  'not specified',
  'not provided',
  'no data',
  'vide',
  '(vide)',
  '(blank)',
  '<vide>',
  '0000-00-00',
  '00/00/0000',
  '00.00.0000',
  '00-00-0000',
  '0000-00-00 00:00:00',
]);

/** Missing-value words of R, pandas, Python and SQL that are also names of living people. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['na', 'nan', 'nil', 'none', 'neant', 'so']);

const LONGEST_MARKER = 20;
const ONLY_PUNCTUATION = /^[-–—_.,;:?!*#/\\'"`~\s\u00A0]+$/;
/** Every word that stands for nothing, small letters, without accents: plain ASCII, two characters at least. */
export const BLANK_WORDS: readonly string[] = [...MARKERS, ...MARKER_PHRASES, ...AMBIGUOUS];
/** Signs of ASCII that a cell of punctuation alone may begin with. */
export const BLANK_SIGNS = '-_.,;:?!*#/\\\'"`~';
/** First characters a marker can have. Most cells end here after one look. */
const MARKER_START: Uint8Array = startsOf(BLANK_WORDS);

/**
 * Whether a cell holds nothing: empty, white space, punctuation alone ('-', '--', '?'), or a word for nothing
 * ('NULL', '\N', 'N/A', 'NC', 'inconnu', 'non renseigné', '0000-00-00'). Case and accents do not matter.
 *
 * 'NA', 'None', 'Nil', 'Nan' and 'Néant' are blank here too; a column of names asks {@link isBlankName}, because
 * they are surnames.
 */
export function isBlank(cell: string): boolean {
  const word = markerWord(cell);
  return word !== null && (word === '' || isMarker(word) || AMBIGUOUS.has(word));
}

/**
 * As {@link isBlank}, for columns of names: a surname such as 'NA', 'Nil' or 'None' is not eaten ('NULL' is: it stands
 * for nothing a million times for each person of that name). Where the column uses such a word for nothing (see
 * `ColumnReading.missingWords`), `missingWords` makes it blank again.
 */
export function isBlankName(cell: string, missingWords: boolean): boolean {
  const word = markerWord(cell);
  if (word === null) return false;
  if (word === '') return true;
  if (AMBIGUOUS.has(word)) return missingWords;
  return isMarker(word);
}

/** Whether the cell is a missing-value word that is also a surname ('NA', 'None'); only then is a column's count needed. */
export function isAmbiguousMissingWord(cell: string): boolean {
  const word = markerWord(cell);
  return word !== null && AMBIGUOUS.has(word);
}

function isMarker(word: string): boolean {
  return MARKERS.has(word) || MARKER_PHRASES.has(word);
}

/** The cell as a marker is looked up; '' when it is white space or punctuation, null when it cannot be a marker. */
function markerWord(cell: string): string | null {
  const length = cell.length;
  if (length === 0) return '';
  const first = cell.charCodeAt(0);
  if (first > 32 && first < 128 && (length > LONGEST_MARKER || MARKER_START[first] === 0)) return null;
  if (length > LONGEST_MARKER && cell.trim().length > LONGEST_MARKER) return null;
  if (!isAsciiLetter(first) && ONLY_PUNCTUATION.test(cell)) return '';
  const word = cell.trim().toLowerCase();
  if (word.length > LONGEST_MARKER) return null;
  return word.includes('é') ? word.replaceAll('é', 'e') : word;
}

function isAsciiLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function startsOf(words: readonly string[]): Uint8Array {
  const starts = new Uint8Array(128);
  for (const word of words) {
    starts[word.charCodeAt(0)] = 1;
    starts[word.toUpperCase().charCodeAt(0)] = 1;
  }
  for (const sign of BLANK_SIGNS) starts[sign.charCodeAt(0)] = 1;
  return starts;
}
