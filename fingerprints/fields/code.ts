import { isBlank } from './blank.ts';
import type { Field } from './field.ts';
import { fold } from './fold.ts';
import { shareOf } from './share-of.ts';

const PLAIN = /^[A-Z0-9]+$/;
const INNER_SEPARATORS = /[\s\-/._]+/g;
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const TOKEN = /^[\p{L}\p{N}](?:[\p{L}\p{N}\-/._#:]*[\p{L}\p{N}])?$/u;
const LONGEST_CELL = 128;

/** An identifier without known structure: file numbers, customer numbers, short status letters. */
export const code: Field = {
  id: 'code',
  title: 'Code or identifier: separators and case do not matter, leading zeros do',
  scope: 'any',
  // Anything from a status letter to a customer number; the table's own collisions decide.
  identifyingBits: 6,
  headerWords: [
    'code',
    'id',
    'ident',
    'identifiant',
    'identifier',
    'ref',
    'reference',
    'numero',
    'num',
    'no',
    'number',
    'matricule',
    'dossier',
    'numero dossier',
    'no dossier',
    'ipp',
    'patient id',
    'id patient',
    'client id',
    'customer id',
    'user id',
    'code client',
    'numero client',
    'numero patient',
    'contrat',
    'numero contrat',
    'policy number',
    'account number',
    'key',
    'cle',
    'sexe',
    'sex',
    'genre',
    'gender',
    'civilite',
    'civ',
    'title',
    'statut',
    'status',
    'type',
    'finess',
    'rpps',
    'adeli',
    'plaque',
    'code insee',
    'code commune',
    'sku',
    'login',
    'username',
    'user name',
    'pseudo',
    'ip',
    'barcode',
  ],
  fit,
  canonical,
};

/**
 * Upper case without accents; blanks, dashes, slashes, dots and underscores inside, and all punctuation at the ends,
 * are dropped. Leading zeros are kept. Null when no letter or digit remains or the cell is longer than a code.
 */
function canonical(cell: string): string | null {
  if (cell.length > LONGEST_CELL || isBlank(cell)) return null;
  const folded = fold(cell);
  if (PLAIN.test(folded)) return folded;
  const compact = folded.replace(AROUND, '').replace(INNER_SEPARATORS, '');
  return compact === '' || isBlank(compact) ? null : compact;
}

function fit(cells: readonly string[]): number {
  let withDigitCount = 0;
  let leadingZeroCount = 0;
  const lengths = new Set<number>();
  const share = shareOf(cells, (cell) => {
    const text = cell.trim();
    if (text.length > 40 || !TOKEN.test(text)) return false;
    lengths.add(text.length);
    if (/\d/.test(text)) withDigitCount++;
    if (/^0\d/.test(text)) leadingZeroCount++;
    return true;
  });
  if (share === 0) return 0;
  if (withDigitCount < cells.length / 2) return share * 0.15;
  const hasLetters = shareOf(cells, (cell) => /\p{L}/u.test(cell)) > 0.3;
  const isUniform = lengths.size <= 2;
  return share * (0.5 + (leadingZeroCount > 0 ? 0.15 : 0) + (hasLetters ? 0.15 : 0) + (isUniform ? 0.05 : 0));
}
