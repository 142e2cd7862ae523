import { visible } from '../visible.ts';
import type { Words } from './words.ts';

/**
 * What pipelines put into a report as an English sentence (reasons why something was not read, warnings), in the reader's
 * language. One that is not known here is shown as it is: a gap is never hidden for want of a word.
 */
export function spoken(words: Words, english: string): string {
  if (words.language === 'en') return visible(english);
  for (const [known, french] of FRENCH) {
    const match = known.exec(english);
    if (match !== null)
      return visible(french.replace(/\$(\d)/g, (_, at: string) => inFrench(match[Number(at)] ?? '')));
  }
  return visible(english);
}

/** A number gets French thousands; a name stays as it is. */
function inFrench(part: string): string {
  if (/^-?\d+\.\d+$/.test(part)) return part.replace('.', ',');
  return /^[\d,]+$/.test(part) ? part.replace(/,/g, '\u202f') : part;
}

const FRENCH: readonly (readonly [RegExp, string])[] = [
  [
    /^against all people of the print together the row stands at ([-\d.]+) bits$/,
    'face à toutes les personnes de la table prises ensemble, la ligne atteint $1 bits',
  ],
  [
    /^([-\d.]+) bits speak for this person rather than a relative of the same household$/,
    '$1 bits désignent cette personne plutôt qu’un proche du même foyer',
  ],
  [
    /^against a relative of the same household only ([-\d.]+) bits speak for this person: .+$/,
    'face à un proche du même foyer, seuls $1 bits désignent cette personne : ce qui concorde est ce que les foyers partagent',
  ],
  [
    /^no record of (.+) shares an identifying value with this row$/,
    'aucun enregistrement de $1 ne partage de valeur identifiante avec cette ligne',
  ],
  [/^encrypted$/, 'chiffré'],
  [/^not read$/, 'non lu'],
  [/^columns do not fit$/, 'les colonnes ne correspondent pas'],
  [/^too many tables in one file$/, 'trop de tables dans un seul fichier'],
  [/^more bytes than the limit allows$/, 'plus d’octets que la limite ne le permet'],
  [/^more than (\d+) columns are not compared$/, 'au-delà de $1 colonnes, la comparaison n’a pas lieu'],
  [/^longer than (\d+) characters$/, 'plus de $1 caractères'],
  [/^decompresses more than (\d+) times its size$/, 'se décompresse à plus de $1 fois sa taille'],
  [/^could not be listed$/, 'n’a pas pu être listé'],
  [/^not listed before the interruption$/, 'non listé avant l’interruption'],
  [/^the server did not confirm its end$/, 'le serveur n’en a pas confirmé la fin'],
  [
    /^its columns differ from those of the first table in the file$/,
    'ses colonnes diffèrent de celles de la première table du fichier',
  ],
  [/^estimated from ([\d,]+) random blocks? \((.+)\)$/, 'estimé d’après $1 blocs tirés au hasard ($2)'],
  [
    /^this is an estimate: /,
    'il s’agit d’une estimation : personnes, lignes des tables retrouvées dans le fichier et colonnes sont celles vues dans les blocs lus, un minimum ; seules les parts et le nombre de lignes sont estimés pour tout le fichier',
  ],
  [
    /^the blocks are of ([\d,]+) tables in one file; its columns are those of the first$/,
    'les blocs appartiennent à $1 tables d’un même fichier ; les colonnes sont celles de la première',
  ],
  [
    /^nothing in the file that was compared with '(.+)' tells a person from a relative .+ about ([\d,]+) of the ([\d,]+) rows/,
    'rien dans le fichier comparé à « $1 » ne distingue une personne d’un proche (prénom, date de naissance, NIR) : environ $2 des $3 lignes retrouvées peuvent concerner des proches qui partagent adresse ou téléphone ; le nombre de coïncidences ne les compte pas',
  ],
  [
    /^only table (\d+) of the (\d+) in (.+) is kept as '(.+)'$/,
    'seule la table $1 sur $2 de $3 est conservée sous le nom « $4 »',
  ],
];
