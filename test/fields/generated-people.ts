import { modulo97 } from '../../fingerprints/fields/digits.ts';
import type { FieldId, ReadingDefaults, Role } from '../../fingerprints/fields/field.ts';

/** Recognition settings of all tests: France in 2026. */
export const DEFAULTS: ReadingDefaults = { country: 'FR', currentYear: 2026 };

const FAMILY =
  `MARTIN BERNARD DUBOIS DURAND LEROY MOREAU LEFEBVRE GARCIA ROUX FOURNIER GIRARD BONNET DUPONT FONTAINE
  ROUSSEAU MERCIER BLANC GUERIN FAURE CHEVALIER GAUTHIER MASSON MARCHAND DUVAL DUMONT LEMAIRE ROCHE NOEL MEYER LUCAS
  MEUNIER JOLY RIVIERE PICARD BRUN GIRAUD GAILLARD BARBIER ARNAUD LACROIX OLIVIER ROY VIDAL CARON LECLERC COLIN
  PELLETIER BERGER RENARD FABRE LEGRAND LEBLANC TESSIER HAMON JEGOU TANGUY QUEMENER ABGRALL KERVELLA`.split(
    /\s+/,
  );
const COMPOUND = [
  'LE GOFF',
  'DE LA TOUR',
  "D'ARTAGNAN",
  'SAINT-MARTIN',
  'BEN SALAH',
  'VAN DER BERG',
  'LE BIHAN',
];
const GIVEN =
  `Jean Marie Pierre Nathalie Michel Isabelle Philippe Sylvie Alain Catherine Nicolas Julie Thomas Camille Léa
  Hugo Emma Chloé Inès Louis Jules Zoé Mathilde Antoine Jean-Pierre Marie-Claude Anne-Sophie Kévin Stéphane Hélène
  Maël Aïcha Mohamed Fatima Gwenaëlle Tiphaine Ewen Solenn Anatole Octave`.split(/\s+/);
const STREETS = [
  'Église',
  'République',
  'Lilas',
  'Général de Gaulle',
  'Moulin',
  'Docteur Roux',
  '8 Mai 1945',
  'Port',
];
const WAYS = ['rue', 'av.', 'boulevard', 'place', 'allée', 'chemin', 'impasse', 'bd'];
const TOWNS = [
  ['Rennes', '35000'],
  ['Saint-Malo', '35400'],
  ['Brest', '29200'],
  ['Quimper', '29000'],
  ['Vannes', '56000'],
  ['Lorient', '56100'],
  ['Nantes', '44000'],
  ['Le Mans', '72000'],
  ['Fougères', '35300'],
  ['Bourg-en-Bresse', '01000'],
  ['Paris', '75011'],
  ['Vitry-sur-Seine', '94400'],
  ['Plougastel-Daoulas', '29470'],
  ['Guipavas', '29490'],
  ['Landerneau', '29800'],
  ['Cesson-Sévigné', '35510'],
] as const;

/** Numbers that look random and are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Digits that end with their Luhn digit. */
export function withLuhnDigit(body: string): string {
  let sum = 0;
  body
    .split('')
    .reverse()
    .forEach((sign, index) => {
      const digit = Number(sign) * (index % 2 === 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    });
  return body + ((10 - (sum % 10)) % 10);
}

/** A French IBAN of 23 digits of account. */
export function frenchIban(account: string): string {
  return `FR${String(98 - modulo97(`${account}FR00`)).padStart(2, '0')}${account}`;
}

/** A column of a generated table, and what it truly is. */
export interface GeneratedColumn {
  readonly header: string;
  readonly field: FieldId;
  readonly role: Role | null;
  readonly cells: readonly string[];
}

/** The columns of a made-up patient table in the spellings one laboratory might use. */
export function generatedColumns(seed: number, rowCount: number): readonly GeneratedColumn[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('');
  const pad = (value: number) => String(value).padStart(2, '0');
  const family = () => (random() < 0.1 ? pick(COMPOUND) : pick(FAMILY));
  const ymd = (from: number, to: number): [number, string, string] => [
    from + below(to - from),
    pad(1 + below(12)),
    pad(1 + below(28)),
  ];
  const column = (
    header: string,
    field: FieldId,
    role: Role | null,
    cell: () => string,
  ): GeneratedColumn => ({
    header,
    field,
    role,
    cells: Array.from({ length: rowCount }, cell),
  });
  const day = (from: number, to: number) => ymd(from, to).reverse().join('/');
  return [
    column('NIR', 'nir', null, () => {
      const body = `${1 + below(2)}${pad(below(100))}${pad(1 + below(12))}${pad(1 + below(95))}${digits(6)}`;
      return body + pad(97 - (Number(body) % 97));
    }),
    column(
      'num_secu',
      'nir',
      null,
      () => `${1 + below(2)} ${pad(below(100))} ${pad(1 + below(12))} 35 ${digits(3)} ${digits(3)}`,
    ),
    column('NOM_USAGE', 'name', 'family', family),
    column('Prénom', 'name', 'given', () => pick(GIVEN)),
    column('Nom complet', 'name', 'full', () => `${family()} ${pick(GIVEN)}`),
    column('medecin_prescripteur', 'name', 'someone-else', () => `Dr ${family()} ${pick(GIVEN)}`),
    column('Date de naissance', 'date', 'birth', () => day(1930, 2012)),
    column('DATNAIS', 'date', 'birth', () => ymd(1930, 2012).join('')),
    column(
      'date_prelevement',
      'date',
      null,
      () => `${ymd(2019, 2026).join('-')} ${pad(below(24))}:${pad(below(60))}:00`,
    ),
    column('tel_portable', 'phone', null, () => `0${6 + below(2)}${digits(8)}`),
    column(
      'Téléphone',
      'phone',
      null,
      () => `+33 ${1 + below(5)} ${digits(2)} ${digits(2)} ${digits(2)} ${digits(2)}`,
    ),
    column(
      'e-mail',
      'email',
      null,
      () => `${pick(GIVEN).normalize('NFD').replace(/\p{M}/gu, '')}.${below(9999)}@example.org`,
    ),
    column(
      'Adresse 1',
      'street',
      null,
      () => `${1 + below(200)} ${pick(WAYS)} ${pick(['de la', 'du', 'des'])} ${pick(STREETS)}`,
    ),
    column('CP', 'postcode', null, () => pick(TOWNS)[1]),
    column('VILLE', 'city', null, () => pick(TOWNS)[0]),
    column('IBAN', 'iban', null, () => frenchIban(digits(23))),
    column('carte_bancaire', 'card', null, () => withLuhnDigit(`4${digits(14)}`)),
    column(
      'uuid',
      'uuid',
      null,
      () => `${hex(digits, 8)}-${hex(digits, 4)}-4${digits(3)}-8${digits(3)}-${hex(digits, 12)}`,
    ),
    column('siren', 'siren', null, () => withLuhnDigit(`${4 + below(5)}${digits(7)}`)),
    column('siret', 'siret', null, () => withLuhnDigit(`${4 + below(5)}${digits(12)}`)),
    column('sexe', 'code', null, () => pick(['M', 'F'])),
    column('Civilité', 'code', null, () => pick(['M.', 'Mme', 'Mlle'])),
    column('numero_dossier', 'code', null, () => `D${below(10)}-${digits(7)}`),
    column('montant', 'number', null, () => `${below(900)},${digits(2)}`),
    column('mdp_hash', 'secret', null, () => `$2b$10$${hex(digits, 53)}`),
    column('commentaire', 'text', null, () =>
      Array.from({ length: 8 }, () =>
        pick(['patient', 'à revoir', 'sous traitement', 'résultat normal', 'contrôle', 'dans un mois']),
      ).join(' '),
    ),
  ];
}

function hex(digits: (count: number) => string, count: number): string {
  return digits(count).replace(/[0-5]/g, (digit) => 'abcdef'[Number(digit)]);
}
