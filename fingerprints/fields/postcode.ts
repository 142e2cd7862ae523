import { isBlank } from './blank.ts';
import type { ColumnReading, Field } from './field.ts';
import { fold } from './fold.ts';
import { shareOf } from './share-of.ts';

const FIVE_DIGITS = /^\d{5}$/;
/** 'F-75011', '75 011', '75011 PARIS', '75011.0', '1000': what is left of it in exports. */
const FRENCH = /^(?:F|FR|FRANCE)?[\s-]*(\d{2}\s?\d{3}|\d{4})(?:\.0)?(?:\s.*|\s*-.*)?$/i;
const NOT_ALPHANUMERIC = /[^A-Z0-9]+/g;
const WITH_TOWN = /^\s*(?:F-?)?\d{5}[\s-]+\p{L}[^\d,]{1,40}$/u;
const LONGEST_CELL = 64;
/** Departments and overseas: 01 to 95, 97, 98. 96, 99 and 00 do not exist as postcodes of places. */
const IN_FRANCE = /^(?:0[1-9]|[1-8]\d|9[0-578])\d{3}$/;
/** Offices of Paris, Lyon and Marseille have a running number; most of all others end with 0. Source: La Poste, Hexasmal. */
const LIKE_A_PLACE = /0$|^750(?:0[1-9]|1\d|20)$|^75116$|^6900[1-9]$|^130(?:0[1-9]|1[0-6])$/;

/** Postal code. */
export const postcode: Field = {
  id: 'postcode',
  title: 'Postal code; the leading 0 that spreadsheets drop is put back',
  scope: 'place',
  // An estimate: some 6,300 French postcodes, unevenly peopled; two residents agree about once in 1,000.
  identifyingBits: 10,
  headerWords: [
    'cp',
    'code postal',
    'codepostal',
    'codepost',
    'cpostal',
    'c p',
    'cdpostal',
    'postal',
    'postcode',
    'post code',
    'postal code',
    'postalcode',
    'zip',
    'zip code',
    'zipcode',
    'npa',
    'plz',
  ],
  fit,
  canonical,
};

/** Five digits in France ('1000' → '01000', 'F-75011' and '75011 PARIS' → '75011'); elsewhere letters and digits only. */
function canonical(cell: string, reading: ColumnReading): string | null {
  if (FIVE_DIGITS.test(cell) && reading.country === 'FR') return cell === '00000' ? null : cell;
  if (cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const compact = fold(cell).replace(NOT_ALPHANUMERIC, '');
  if (reading.country === 'FR') {
    const french = FRENCH.exec(cell.trim()) ?? FRENCH.exec(compact);
    if (french !== null) {
      const digits = french[1].replace(/\s/, '').padStart(5, '0');
      return digits === '00000' ? null : digits;
    }
  }
  return compact === '' || compact.length > 12 || !/\d/.test(compact) ? null : compact;
}

/** Places share postcodes and most end with 0; five-digit customer numbers do neither. */
function fit(cells: readonly string[]): number {
  const seen = new Set<string>();
  let likePlaceCount = 0;
  let filledCount = 0;
  const share = shareOf(cells, (cell) => {
    filledCount++;
    const digits = cell
      .trim()
      .replace(/^(\d{4,5})\.0$/, '$1')
      .padStart(5, '0');
    if (!/^\s*\d{4,5}(?:\.0)?\s*$/.test(cell) || !IN_FRANCE.test(digits)) return false;
    if (LIKE_A_PLACE.test(digits)) likePlaceCount++;
    seen.add(digits);
    return true;
  });
  // '35000 RENNES': code and town in one column; read as either.
  const withTownShare = shareOf(cells, (cell) => WITH_TOWN.test(cell));
  if (withTownShare > share) return withTownShare * 0.6;
  const shortShare = shareOf(cells, (cell) => /^\s*\d{4}(?:\.0)?\s*$/.test(cell));
  if (share === 0 || shortShare > 0.5) return share * 0.15;
  const likePlaceShare = likePlaceCount / filledCount;
  const isRepeated = seen.size < filledCount * 0.9;
  const certainty = likePlaceShare >= 0.7 ? 0.92 : likePlaceShare >= 0.4 ? 0.78 : isRepeated ? 0.45 : 0.3;
  return share < 0.9 ? share * certainty * 0.6 : share * certainty;
}
