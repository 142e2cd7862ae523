import { isBlankName } from './blank.ts';
import type { ColumnReading, Field } from './field.ts';
import { fold } from './fold.ts';
import { FREQUENT_GIVEN_NAMES } from './given-names.ts';
import { nameVariants } from './name-variants.ts';
import {
  glueWords,
  isMarkerWord,
  isParticle,
  isParticleName,
  isSpecialWord,
  nameWordsOf,
  nameWordsOfFolded,
} from './name-words.ts';
import { shareOf } from './share-of.ts';

const SINGLE_WORD = /^[A-Z]+$/;
const HAS_LETTER = /\p{L}/u;
/** More words than any name has; such a cell is a sentence. */
const MOST_WORDS = 12;
const MOST_PIECES = 12;
const LONGEST_CELL = 200;
const NAME_SHAPE = /^[\p{L}\p{M}][\p{L}\p{M}'’`´. ,()-]*$/u;

/** Name of a person: given, family, or both in one cell. */
export const name: Field = {
  id: 'name',
  title:
    'Name of a person: order, accents, case, titles, hyphens and the spelling of particles do not matter',
  scope: 'household',
  // A given name: the commonest have 0.5 to 1 % each (INSEE, prénoms); a family name says about 12 bits.
  identifyingBits: 7,
  headerWords: [
    'nom',
    'noms',
    'name',
    'prenom',
    'prenoms',
    'first name',
    'firstname',
    'forename',
    'given name',
    'givenname',
    'fname',
    'middle name',
    'last name',
    'lastname',
    'lname',
    'surname',
    'family name',
    'familyname',
    'maiden name',
    'nom famille',
    'nom de famille',
    'nom naissance',
    'nom de naissance',
    'nom usage',
    'nom d usage',
    'nomusage',
    'nomnaissance',
    'nom jeune fille',
    'nom de jeune fille',
    'nom marital',
    'nom epouse',
    'patronyme',
    'nom patronymique',
    'nom prenom',
    'nomprenom',
    'prenom nom',
    'nom complet',
    'full name',
    'fullname',
    'identite',
    'patient',
    'client',
    'assure',
    'titulaire',
    'beneficiaire',
    'adherent',
    'salarie',
    'employee',
    'customer',
    'medecin',
    'prescripteur',
    'praticien',
    'doctor',
    'contact',
    'conjoint',
    'interlocuteur',
  ],
  fit,
  canonical,
  pieces,
  variants: nameVariants,
};

/**
 * Folded words without titles ('Mme', 'Dr') and markers ('née', 'épouse'), particles glued to the next word
 * ('de la Tour' → DELATOUR, 'Saint Martin' → STMARTIN), sorted, one blank between them: swapped, merged and hyphenated
 * names are the same. Null when there is no letter, or more words than a name has.
 */
function canonical(cell: string, reading: ColumnReading): string | null {
  if (cell.length > LONGEST_CELL || isBlankName(cell, reading.missingWords === true)) return null;
  const upper = fold(cell);
  if (SINGLE_WORD.test(upper) && !isSpecialWord(upper)) return upper;
  return joinSorted(nameWordsOfFolded(upper), reading);
}

function joinSorted(words: readonly string[], reading: ColumnReading): string | null {
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const glued = glueWords(words);
  const joined = inOrder(glued);
  if (joined.charCodeAt(0) < 65 && !HAS_LETTER.test(joined)) return null;
  return isBlankName(joined, reading.missingWords === true) ? null : joined;
}

function inOrder(words: string[]): string {
  if (words.length === 1) return words[0];
  if (words.length === 2) return words[0] < words[1] ? `${words[0]} ${words[1]}` : `${words[1]} ${words[0]}`;
  return words.sort().join(' ');
}

/**
 * The names that may stand in a merged cell: what is before and after a comma, the cell without the name of birth,
 * and every proper beginning and end of its words. 'DUPONT Jean-Pierre' gives DUPONT, JEAN PIERRE, DUPONT JEAN, PIERRE.
 */
function pieces(cell: string, reading: ColumnReading): readonly string[] {
  if (cell.length > LONGEST_CELL || isBlankName(cell, reading.missingWords === true)) return [];
  const words = nameWordsOf(cell);
  if (words.length < 2 || words.length > MOST_WORDS) return [];
  const parts = [...commaParts(cell), ...withoutMarkedName(words), ...edgeParticles(words)];
  const glued = glueWords(words);
  for (let cut = 1; cut < glued.length; cut++) parts.push(glued.slice(0, cut), glued.slice(cut));
  const found = new Set<string>();
  for (const part of parts) {
    const piece = joinSorted(part, reading);
    if (piece !== null && found.size < MOST_PIECES) found.add(piece);
  }
  const whole = joinSorted(words, reading);
  if (whole !== null) found.delete(whole);
  return [...found];
}

function commaParts(cell: string): string[][] {
  return cell.includes(',') ? cell.split(',').slice(0, 3).map(nameWordsOf) : [];
}

/** 'DUPONT née MARTIN Jeanne': also what remains when the marker and the word after it, or before it, are taken out. */
function withoutMarkedName(words: readonly string[]): string[][] {
  const marker = words.findIndex(isMarkerWord);
  if (marker < 0) return [];
  let end = marker + 1;
  while (end < words.length - 1 && isParticle(words[end])) end++;
  const marked = words.slice(marker + 1, end + 1);
  const rest = [...words.slice(0, marker), ...words.slice(end + 1)];
  return [rest, marked, words.slice(marker + 1), words.slice(0, marker)];
}

/** Particles at either end may be a name by themselves: 'LE Zoe', 'Ben MARTIN', 'Yann LE DU'. */
function edgeParticles(words: readonly string[]): string[][] {
  const parts: string[][] = [];
  const firstOther = words.findIndex((word) => !isParticle(word));
  const lastOther = words.findLastIndex((word) => !isParticle(word));
  const cuts = [1, firstOther].filter((cut) => cut > 0 && isParticleName(words[cut - 1]));
  const cutsFromEnd = [words.length - 1, lastOther + 1].filter(
    (cut) => cut > 0 && cut < words.length && isParticleName(words[words.length - 1]),
  );
  for (const cut of new Set([...cuts, ...cutsFromEnd])) parts.push(words.slice(0, cut), words.slice(cut));
  return parts;
}

/**
 * Share of cells (0 to 1) that hold a frequent French given name: about a half where given names stand, under a tenth
 * in columns of family names, near nothing elsewhere.
 */
export function givenNameShare(cells: readonly string[]): number {
  return shareOf(cells, (cell) => {
    if (cell.length > LONGEST_CELL) return false;
    const words = nameWordsOf(cell);
    return (
      words.length <= MOST_WORDS && words[0] !== 'ST' && words.some((word) => FREQUENT_GIVEN_NAMES.has(word))
    );
  });
}

function fit(cells: readonly string[]): number {
  const shaped = shareOf(cells, (cell) => {
    const trimmed = cell.trim();
    if (trimmed.length < 2 || trimmed.length > 60 || !NAME_SHAPE.test(trimmed)) return false;
    return glueWords(nameWordsOf(trimmed)).length <= 5;
  });
  if (shaped < 0.7) return shaped * 0.2;
  return shaped * (0.45 + 0.45 * Math.min(1, givenNameShare(cells) / 0.3));
}
