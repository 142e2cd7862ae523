import { fold } from './fold.ts';
import { wordsOf } from './words-of.ts';

/** Titles, dropped wherever they stand as whole words. */
const TITLES =
  'M MM MME MMES MLE MLLE MLLES MR MRS MS MISS DR PR ME MGR SIR MONSIEUR MADAME MADEMOISELLE DOCTEUR';
/** What joins the name of birth and the name of use. The names on both sides are kept. */
const MARKERS = 'NE NEE NEES BORN EP EPOUSE EPSE EPX EPOUX VVE VEUVE VEUF DIVORCEE DIV';
/** Glued to the word after them: the same name is written 'LE GOFF', 'Legoff' and 'LE-GOFF'. */
const PARTICLES = `D DE DU DES L LA LE LES N O DI DA DO DOS DAS DEL DELLA DELLE DELLI LO LOS LAS VAN VON VANDEN VANDER VANDE DER DEN
  TER TEN ZU ZUM EL AL BEN BIN BENT IBN BOU ABOU ABU AIT OULD ABD ABDEL ABDUL ABDOUL SIDI SAN SANTA MAC MC FITZ ST STE SAINT SAINTE`;

const DROPPED: ReadonlySet<string> = new Set(`${TITLES} ${MARKERS}`.split(/\s+/));
const MARKER_WORDS: ReadonlySet<string> = new Set(MARKERS.split(/\s+/));
const PARTICLE_WORDS: ReadonlySet<string> = new Set(PARTICLES.split(/\s+/));
/** Particles that people also bear as a name of its own: Zoe LE, Ben MARTIN, VAN Anh. */
const PARTICLE_NAMES: ReadonlySet<string> = new Set(
  'LE BEN AL EL VAN DO DU SAN SIDI ABDEL ABDUL ABDOUL ABOU BIN'.split(' '),
);
const SAINTS: ReadonlySet<string> = new Set(['SAINT', 'SAINTE', 'STE']);

/** 'J.P.' is 'JP' for most who write it; 'J. P.' is not. */
const DOTTED_INITIALS = /(?<![A-Z])([A-Z])\.(?=[A-Z](?![A-Z]))/g;
const APOSTROPHES = /['`]/g;

/** Whether the folded word is a title, a marker ('NEE') or a particle: a single word that is none needs no gluing. */
export function isSpecialWord(word: string): boolean {
  return DROPPED.has(word) || PARTICLE_WORDS.has(word);
}

/** Whether the folded word is a particle: 'DE', 'LE', 'SAINT'. */
export function isParticle(word: string): boolean {
  return PARTICLE_WORDS.has(word);
}

/** Whether the folded word is a particle that may be a name by itself: 'LE', 'BEN'. */
export function isParticleName(word: string): boolean {
  return PARTICLE_NAMES.has(word);
}

/** Whether the folded word announces another name of the same person: 'NEE', 'EPOUSE'. */
export function isMarkerWord(word: string): boolean {
  return MARKER_WORDS.has(word);
}

/** The folded words of a cell in their order. Hyphens, dots and commas part words, apostrophes vanish. */
export function nameWordsOf(cell: string): string[] {
  return nameWordsOfFolded(fold(cell));
}

/** The same for text that is folded already. */
export function nameWordsOfFolded(text: string): string[] {
  let folded = text;
  if (folded.indexOf('.') >= 0) folded = folded.replace(DOTTED_INITIALS, '$1');
  if (folded.indexOf("'") >= 0 || folded.indexOf('`') >= 0) folded = folded.replace(APOSTROPHES, '');
  return wordsOf(folded);
}

/**
 * Drop titles and markers and glue particles to the next word; a particle at the end goes before the first word, so
 * that 'LE Zoe' and 'Zoe LE' are the same. What is left has no special word unless it is the only one: gluing twice
 * changes nothing. When there is nothing but titles they are names after all.
 */
export function glueWords(words: readonly string[]): string[] {
  if (words.length === 1) return [SAINTS.has(words[0]) ? 'ST' : words[0]];
  const glued: string[] = [];
  let pending = '';
  for (const word of words) {
    if (DROPPED.has(word)) continue;
    if (PARTICLE_WORDS.has(word)) {
      pending += SAINTS.has(word) ? 'ST' : word;
    } else {
      glued.push(pending + word);
      pending = '';
    }
  }
  if (pending !== '') glued[0] = pending + (glued[0] ?? '');
  if (glued.length === 0) return [...words];
  return glued.length === 1 || glued.some(isSpecialWord) ? glueWords(glued) : glued;
}
