import { isBlank } from './blank.ts';
import type { Field } from './field.ts';
import { fold } from './fold.ts';
import { shareOf } from './share-of.ts';
import { withoutPunctuation } from './words-of.ts';

const PLAIN = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;
/** Two letters at least, after a blank, a bracket, a quote or a hyphen. */
const WORD = /(?<![^\s'’("-])\p{L}\p{L}[^\s]*/gu;
const LONGEST_TEXT = 512;
const KEPT_OF_LONGER = 496;

/** Free text, and every column of no known field. */
export const text: Field = {
  id: 'text',
  title: 'Free text: accents, case, punctuation and blanks do not matter',
  scope: 'any',
  // From one status word to a unique comment; the table's own collisions decide.
  identifyingBits: 6,
  headerWords: [
    'commentaire',
    'commentaires',
    'comment',
    'comments',
    'note',
    'notes',
    'remarque',
    'remarques',
    'observation',
    'observations',
    'description',
    'libelle',
    'texte',
    'text',
    'message',
    'motif',
    'intitule',
    'profession',
    'metier',
    'job',
    'diagnostic',
    'antecedents',
    'traitement',
    'raison sociale',
    'societe',
    'entreprise',
    'company',
    'organisation',
    'mutuelle',
    'user agent',
    'url',
    'produit',
    'product',
  ],
  fit,
  canonical,
};

/**
 * Upper case without accents, punctuation and runs of blanks as one blank. Beyond 512 characters the first 496 and the
 * length are kept, so that two long texts with the same beginning still differ. Null when no letter or digit remains.
 */
function canonical(cell: string): string | null {
  if (isBlank(cell)) return null;
  const folded = fold(cell);
  const words = PLAIN.test(folded) ? folded : withoutPunctuation(folded);
  if (words === '' || isBlank(words)) return null;
  return words.length <= LONGEST_TEXT ? words : `${words.slice(0, KEPT_OF_LONGER).trim()} L${words.length}`;
}

/** Long cells of many words are text and hardly anything else; short ones may be everything. */
function fit(cells: readonly string[]): number {
  const longShare = shareOf(cells, (cell) => wordCount(cell) >= 6);
  const someShare = shareOf(cells, (cell) => wordCount(cell) >= 3);
  const readableShare = shareOf(cells, (cell) => canonical(cell) !== null);
  return readableShare * Math.min(0.9, 0.2 + 0.7 * longShare + 0.15 * someShare);
}

/** Words of letters: groups of digits ('06 12 34 56 78') are no text. */
function wordCount(cell: string): number {
  return cell.length > LONGEST_TEXT ? LONGEST_TEXT : (cell.match(WORD)?.length ?? 0);
}
