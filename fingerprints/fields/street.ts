import { isBlank } from './blank.ts';
import type { Field } from './field.ts';
import { fold } from './fold.ts';
import { shareOf } from './share-of.ts';
import { wordsOf } from './words-of.ts';

/** Kinds of ways and what people write for them. The first is canonical. Source: AFNOR XP Z 10-011, La Poste. */
const WAYS = `RUE R|AV AVE AVENUE AVN|BD BLD BLVD BVD BOUL BOULEVARD|CHE CHEM CHEMIN CH|PL PLACE PLCE|ALL ALLEE ALLEES AL|
  IMP IMPASSE|RTE ROUTE RT|SQ SQUARE|QU QUAI Q|CRS COURS CR|FG FBG FAUBOURG FAUB|LOT LOTISSEMENT|RES RESIDENCE RESID|
  HAM HAMEAU|PAS PASSAGE PASS|SEN SENTE SENTIER|VC VLA VILLA|ESP ESPLANADE|PROM PROMENADE|TRA TRAVERSE|
  DOM DOMAINE|CITE|CLOS|COUR|MAIL|MONTEE MTE|VOIE|VEN VENELLE|ZA|ZI|ZAC|LD LIEUDIT|PARC|VIA|
  STREET|ROAD RD|LANE LN|DRIVE DRV|COURT CT`;
/** Ranks and titles within names of streets. */
const TITLES = `GAL GENERAL GEN|DR DOCTEUR|MAL MARECHAL|PDT PRESIDENT PRES|CDT CMDT COMMANDANT|CNE CAPITAINE CPT|COL COLONEL|
  LT LIEUTENANT|PR PROFESSEUR PROF|SGT SERGENT|ST SAINT|STE SAINTE|STS SAINTS|FG FBG FAUBOURG FAUB`;
/** Repetition of a number. */
const REPEATS: ReadonlyMap<string, string> = new Map([
  ['BIS', 'B'],
  ['TER', 'T'],
  ['QUATER', 'Q'],
  ['QUINQUIES', 'C'],
]);
const WAY_OF: ReadonlyMap<string, string> = spellings(WAYS);
const TITLE_OF: ReadonlyMap<string, string> = spellings(TITLES);

const ONLY_DIGITS = /^\d+$/;
/** In front of a house number: '12' says as much. */
const NUMBER_WORDS: ReadonlySet<string> = new Set(['N', 'NO', 'NUM', 'NUMERO']);
const NUMBER_WITH_LETTER = /^(\d+)([A-Z]+)$/;
const NUMBER_SIGN = /(^|\W)N\s?°\s*/g;
const POSTCODE_WITHIN = /[\s,;-]+(?:F-?)?\d{5}\s+\D/i;
const LONGEST_CELL = 300;
const WAY_WORDS =
  /(?:^|[\s,\d])(?:RUE|R|AV|AVE|AVENUE|BD|BLD|BOULEVARD|CHE|CHEMIN|PLACE|PL|ALLEE|ALL|IMPASSE|IMP|ROUTE|RTE|SQUARE|SQ|QUAI|COURS|FAUBOURG|LOTISSEMENT|LOT|RESIDENCE|RES|HAMEAU|PASSAGE|SENTIER|VILLA|LIEU[ -]DIT|STREET|ROAD|LANE|DRIVE)\.?\s+\S/;

/** Street address line. */
export const street: Field = {
  id: 'street',
  title: 'Street line: abbreviations of the way (av, bd, r), bis and B, commas and accents do not matter',
  scope: 'household',
  // 26 million addresses (Base adresse nationale), several homes in one house: less than a unique number.
  identifyingBits: 20,
  headerWords: [
    'adresse',
    'adresses',
    'adr',
    'adresse 1',
    'adr1',
    'adresse postale',
    'adresse ligne 1',
    'rue',
    'nom rue',
    'nom de rue',
    'voie',
    'nom voie',
    'libelle voie',
    'numero voie',
    'address',
    'address 1',
    'address line 1',
    'street',
    'street address',
    'domicile',
    'complement adresse',
    'residence',
  ],
  fit,
  canonical,
  pieces,
};

/**
 * Folded words: number without leading zeros, its repetition as one letter ('12 bis', '12B' → '12 B'), the kind of way
 * abbreviated as La Poste does, ranks and SAINT within the name abbreviated. Particles are kept. Null without a letter
 * or digit.
 */
function canonical(cell: string): string | null {
  if (cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const folded = fold(cell);
  const line = withWay(
    numbersApart(wordsOf(folded.includes('°') ? folded.replace(NUMBER_SIGN, '$1') : folded)),
  );
  return line === '' || isBlank(line) ? null : line;
}

/** '012B' → '12', 'B'; 'N 12', 'NO 12' → '12'; 'LIEU DIT' → 'LD'. A repetition after a number becomes its letter in {@link withWay}. */
function numbersApart(words: readonly string[]): string[] {
  const apart: string[] = [];
  for (const word of words) {
    if (word.charCodeAt(0) > 57) {
      if (word === 'DIT' && apart.at(-1) === 'LIEU') apart[apart.length - 1] = 'LD';
      else apart.push(word);
      continue;
    }
    if (apart.length === 1 && NUMBER_WORDS.has(apart[0])) apart.length = 0;
    const split = ONLY_DIGITS.test(word) ? null : NUMBER_WITH_LETTER.exec(word);
    const digits = withoutLeadingZeros(split === null ? word : split[1]);
    if (split === null) apart.push(digits);
    else if (split[2].length === 1 || REPEATS.has(split[2])) apart.push(digits, split[2]);
    else apart.push(digits + split[2]);
  }
  return apart;
}

function withoutLeadingZeros(digits: string): string {
  return digits.charCodeAt(0) === 48 ? digits.replace(/^0+(?=\d)/, '') : digits;
}

/** The way's kind is looked for in front and after a number only, so that 'R' within a name stays. */
function withWay(words: readonly string[]): string {
  let line = '';
  let isBeforeWay = true;
  let wasNumber = false;
  for (const word of words) {
    let spelling: string | undefined;
    if (word.charCodeAt(0) <= 57) {
      spelling = word;
      wasNumber = true;
      isBeforeWay = true;
    } else {
      if (wasNumber) spelling = REPEATS.get(word) ?? (word.length === 1 && word !== 'R' ? word : undefined);
      wasNumber = false;
      if (spelling === undefined) {
        spelling = (isBeforeWay ? WAY_OF.get(word) : undefined) ?? TITLE_OF.get(word) ?? word;
        isBeforeWay = false;
      }
    }
    line += line === '' ? spelling : ` ${spelling}`;
  }
  return line;
}

/** A whole address in one cell ('12 rue X 75011 PARIS') also stands for its street line. */
function pieces(cell: string): readonly string[] {
  const cut = cell.length > LONGEST_CELL ? -1 : cell.search(POSTCODE_WITHIN);
  if (cut <= 0) return [];
  const line = canonical(cell.slice(0, cut));
  return line === null ? [] : [line];
}

function fit(cells: readonly string[]): number {
  const wayShare = shareOf(cells, (cell) => cell.length <= LONGEST_CELL && WAY_WORDS.test(fold(cell)));
  const numberedShare = shareOf(cells, (cell) =>
    /^\s*(?:n\s?°\s*)?\d{1,4}\s*(?:bis|ter|[a-z])?[\s,]+\D/i.test(cell),
  );
  return Math.min(
    0.97,
    Math.max(wayShare, numberedShare * 0.6) * 0.8 + Math.min(wayShare, numberedShare) * 0.2,
  );
}

function spellings(table: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of table.split('|')) {
    const [first, ...others] = line.trim().split(/\s+/);
    found.set(first, first);
    for (const other of others) found.set(other, first);
  }
  return found;
}
