import { isBlank } from './blank.ts';
import type { Field } from './field.ts';
import { fold } from './fold.ts';
import { LARGE_CITIES } from './large-cities.ts';
import { shareOf } from './share-of.ts';
import { withoutPunctuation } from './words-of.ts';

const PLAIN = /^[A-Z]+(?:[ -][A-Z]+)*$/;
const SPECIAL_WORD = /\b(?:SAINTE?|STE|LEZ|S|CEDEX|ARR|ARRDT|ARDT|ARRONDISSEMENT)\b/;
const TRAILING_ARTICLE = /^(.+?)[\s,]*\(\s*(LE|LA|LES|L['’`]?)\s*\)\s*$/;
const SUR = /\bS\s*\/\s*/g;
const LONE_S = / S(?= \p{L})/gu;
const CEDEX = /\bCEDEX\b.*$/;
/** '11', '11E', '11EME', '1ER', 'E' after a number of its own; postcodes in front of the town. */
const WITH_DIGITS = /(?:^| )\d+(?: (?:ERE?|EME|E))?(?= |$)|(?:^| )\S*\d\S*/g;
const ARRONDISSEMENT = /\b(?:ARRONDISSEMENT|ARRDT|ARDT|ARR)\b/g;
const SAINT = /\b(?:SAINTE?|STE)\b/g;
const LEZ = /\bLEZ\b/g;
const LONGEST_CELL = 120;
const SHAPE = /^(?:\d{5} +)?[\p{L}][\p{L}\p{M}\d'’ ./()-]{1,45}$/u;
/** Words that stand in names of towns and hardly in names of people. */
const TOWN_WORD =
  /(?:^|[ -])(?:SUR|SOUS|LES|LEZ|EN|AUX|CEDEX)(?=[ -])|^(?:SAINTE?|STE?)[ -]|^(?:LE|LA|LES) |^L'| CEDEX\b/;

/** Town. */
export const city: Field = {
  id: 'city',
  title: 'Town: SAINT and ST, CEDEX, arrondissement and the place of the article do not matter',
  scope: 'place',
  // An estimate: some 35,000 communes, unevenly peopled; two residents agree about once in 250.
  identifyingBits: 8,
  headerWords: [
    'ville',
    'villes',
    'commune',
    'localite',
    'city',
    'town',
    'nom ville',
    'nom commune',
    'nom de la commune',
    'lieu',
    'lieu naissance',
    'lieu de naissance',
    'ville naissance',
    'ville de naissance',
    'commune de naissance',
    'lieunaissance',
    'villenaissance',
    'birthplace',
    'place of birth',
    'birth place',
    'bureau distributeur',
    'libelle commune',
    'acheminement',
  ],
  fit,
  canonical,
};

/**
 * Folded words; SAINT and SAINTE are ST and STE, LEZ is LES, 'S/' is SUR, CEDEX and what follows, numbers of
 * arrondissements and postcodes are dropped, '(LE)' behind moves to the front. Null when nothing is left.
 */
function canonical(cell: string): string | null {
  if (cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const folded = fold(cell);
  if (PLAIN.test(folded) && !SPECIAL_WORD.test(folded)) return folded.replaceAll('-', ' ');
  const town = folded.replace(TRAILING_ARTICLE, '$2 $1').replace(SUR, 'SUR ');
  const words = shortened(withoutPunctuation(town));
  return words === '' || isBlank(words) ? null : words;
}

function shortened(town: string): string {
  return town
    .replace(WITH_DIGITS, ' ')
    .replace(CEDEX, ' ')
    .replace(ARRONDISSEMENT, ' ')
    .replace(SAINT, (word) => (word === 'SAINT' ? 'ST' : 'STE'))
    .replace(LEZ, 'LES')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(LONE_S, ' SUR');
}

function fit(cells: readonly string[]): number {
  const shaped = shareOf(cells, (cell) => SHAPE.test(cell.trim()));
  if (shaped < 0.7) return shaped * 0.2;
  const largeShare = shareOf(cells, (cell) => LARGE_CITIES.has(canonical(cell) ?? ''));
  const wordShare = shareOf(cells, (cell) => TOWN_WORD.test(fold(cell).trim()));
  // Hamlets and shops have the same words as towns ('Le Bourg'): without any large town it is not certain.
  const mostCertain = largeShare >= 0.02 ? 0.9 : 0.7;
  return shaped * Math.min(mostCertain, 0.25 + 0.65 * Math.min(1, (largeShare + wordShare) / 0.3));
}
