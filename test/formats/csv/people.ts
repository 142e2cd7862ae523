/** Generated people as rows of text, the same for the same seed. Nobody real. */
export const PEOPLE_HEADER = [
  'id',
  'nom',
  'prenom',
  'date_naissance',
  'email',
  'telephone',
  'adresse',
  'code_postal',
  'ville',
];

const GIVEN = ['Jeanne', 'Hélène', 'Paul', 'Zoé', 'François', 'Marc', 'Anaïs', 'Luc', 'Chloé', 'Benoît'];
const FAMILY = [
  'DUPONT',
  'LEFÈVRE',
  'MARTIN',
  'BENOÎT',
  'MOREAU',
  'GARÇON',
  'PETIT',
  'ROUX',
  'LE GOFF',
  'NOËL',
];
const STREETS = [
  'rue des Lilas',
  'avenue de la Gare',
  'place du Marché',
  'impasse des Chênes',
  'quai Voltaire',
];
const CITIES = ['Paris', 'Orléans', 'Lyon', 'Saint-Étienne', 'Nîmes', 'Brest', 'Besançon'];

export function people(count: number, seed = 1): string[][] {
  const random = randomOf(seed);
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)];
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('');
  return Array.from({ length: count }, (_, index) => {
    const given = pick(GIVEN);
    const plain = given
      .normalize('NFD')
      .replace(/[^a-z]/gi, '')
      .toLowerCase();
    return [
      `P${100000 + index}`,
      pick(FAMILY),
      given,
      `${two(1 + Math.floor(random() * 28))}/${two(1 + Math.floor(random() * 12))}/19${two(30 + Math.floor(random() * 70))}`,
      random() < 0.1 ? '' : `${plain}.${digits(3)}@exemple.fr`,
      `06${digits(8)}`,
      `${1 + Math.floor(random() * 120)} ${pick(STREETS)}`,
      `${10 + Math.floor(random() * 85)}${digits(3)}`,
      pick(CITIES),
    ];
  });
}

/** Rows as text, quoted only where the delimiter stands in a cell. */
export function toText(rows: readonly (readonly string[])[], delimiter = ';', end = '\n'): string {
  return rows.map((row) => row.map((cell) => quoteIfNeeded(cell, delimiter)).join(delimiter) + end).join('');
}

function quoteIfNeeded(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || cell.includes('"') || /[\r\n]/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** A repeatable generator of numbers from 0 to 1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
