import type { Organisation } from './care.ts';
import type { Fact, Layout } from './layouts.ts';
import type { Spelling } from './spelling.ts';

/** A laboratory: who it is, and how its table is written. */
export interface Laboratory extends Organisation {
  readonly layout: Layout;
  /** How a processor wrote its extracts: another layout where it took columns that nobody had asked for. */
  readonly extract: Layout;
}

/** Comments: what no extract was to have. Tables may have them. */
export const UNWANTED_FACTS: ReadonlySet<Fact> = new Set<Fact>(['comment', 'remark']);

const SPELLING_A: Spelling = {
  dates: 'day/month/year',
  phones: 'pairs',
  nirs: '15',
  sexes: 'M/F',
  familyCase: 'upper',
  givenCase: 'as-is',
  textCase: 'as-is',
  emailCase: 'lower',
  accents: 'kept',
  hyphens: 'kept',
  addresses: 'full',
  fullNames: 'family given',
  decimalSign: ',',
};

const SPELLING_B: Spelling = {
  ...SPELLING_A,
  dates: 'iso',
  phones: 'international',
  sexes: 'male/female',
  familyCase: 'as-is',
  decimalSign: '.',
};

const SPELLING_C: Spelling = {
  ...SPELLING_A,
  dates: 'day.month.year',
  phones: 'dotted pairs',
  nirs: '13 in groups',
  sexes: 'H/F',
  givenCase: 'upper',
  textCase: 'upper',
  accents: 'dropped',
  addresses: 'abbreviated',
};

/** The columns of the processor's format, for laboratories that it names in French. */
const EXTRACT_FACTS: Readonly<Record<string, Fact>> = {
  NIR: 'nir',
  NOM: 'family',
  PRENOM: 'given',
  NE_LE: 'birthDate',
  SEXE: 'sex',
  RUE: 'street',
  CODE_POSTAL: 'postcode',
  COMMUNE: 'city',
  TEL1: 'landline',
  TEL2: 'mobile',
  MAIL: 'email',
  MUTUELLE: 'insurer',
  COMMENTAIRE: 'comment',
  COMMENTAIRE_INTERNE: 'remark',
};

/** 22 columns with French names; goes with ';' and windows-1252. */
export const LABORATORY_A: Laboratory = {
  name: 'Laboratory A',
  code: 1,
  layout: layoutOf(SPELLING_A, {
    NUM_DOSSIER: 'fileNumber',
    NIR: 'nir',
    CIVILITE: 'title',
    NOM: 'family',
    NOM_NAISSANCE: 'birthName',
    PRENOM: 'given',
    DATE_NAISSANCE: 'birthDate',
    SEXE: 'sex',
    ADRESSE: 'street',
    COMPLEMENT: 'complement',
    CP: 'postcode',
    VILLE: 'city',
    TEL_FIXE: 'landline',
    TEL_MOBILE: 'mobile',
    EMAIL: 'email',
    MUTUELLE: 'insurer',
    NUM_ADHERENT: 'insurerNumber',
    MEDECIN: 'doctor',
    DERNIERE_VISITE: 'lastVisit',
    DATE_PRELEVEMENT: 'sampleDate',
    GROUPE_SANGUIN: 'bloodGroup',
    COMMENTAIRE: 'comment',
  }),
  extract: layoutOf(SPELLING_A, EXTRACT_FACTS),
};

/** 18 columns with English names; goes with a database. */
export const LABORATORY_B: Laboratory = {
  name: 'Laboratory B',
  code: 2,
  layout: layoutOf(SPELLING_B, {
    patient_id: 'patientNumber',
    last_name: 'family',
    first_name: 'given',
    birth_date: 'birthDate',
    gender: 'sex',
    social_security_number: 'nir',
    mobile_phone: 'mobile',
    home_phone: 'landline',
    email: 'email',
    street: 'street',
    zip: 'postcode',
    city: 'city',
    insurer: 'insurer',
    policy_number: 'insurerNumber',
    last_visit: 'lastVisit',
    physician: 'prescriber',
    price: 'price',
    note: 'comment',
  }),
  extract: layoutOf(SPELLING_B, {
    gender: 'sex',
    full_name: 'fullName',
    birth_date: 'birthDate',
    ssn: 'nir',
    email: 'email',
    phone: 'mobile',
    home_phone: 'landline',
    address: 'street',
    zip: 'postcode',
    city: 'city',
    insurer: 'insurer',
    prescriber: 'prescriber',
    note: 'comment',
    internal_note: 'remark',
  }),
};

/** 11 columns, both names in one; goes with ',' and UTF-8. */
export const LABORATORY_C: Laboratory = {
  name: 'Laboratory C',
  code: 3,
  ...sameLayouts(SPELLING_C, {
    id: 'patientNumber',
    patient: 'fullName',
    né_le: 'birthDate',
    sexe: 'sex',
    n_sécu: 'nir',
    téléphone: 'phone',
    courriel: 'email',
    adresse: 'street',
    code_postal: 'postcode',
    ville: 'city',
    prescripteur: 'prescriber',
  }),
};

/** Another client of the processor, whose table nobody gave us. */
export const LABORATORY_D: Organisation & Pick<Laboratory, 'extract'> = {
  name: 'Laboratory D',
  code: 4,
  extract: layoutOf(SPELLING_A, EXTRACT_FACTS),
};

/** Where strangers in a leak are patients: nowhere that is monitored. */
export const ELSEWHERE: Organisation = { name: 'elsewhere', code: 9 };

/** How leaks are respelled: unlike any of the laboratories. No information is lost that a canonical form keeps. */
export const LEAK_SPELLING: Spelling = {
  dates: 'year-month-day compact',
  phones: '00 international',
  nirs: '15 in groups',
  sexes: '1/2',
  familyCase: 'upper',
  givenCase: 'upper',
  textCase: 'upper',
  emailCase: 'upper',
  accents: 'dropped',
  hyphens: 'blank',
  addresses: 'abbreviated',
  fullNames: 'given family',
  decimalSign: '.',
};

function layoutOf(spelling: Spelling, facts: Readonly<Record<string, Fact>>): Layout {
  return { spelling, columns: Object.entries(facts).map(([name, fact]) => ({ name, fact })) };
}

/** A laboratory whose extracts were what was agreed on. */
function sameLayouts(
  spelling: Spelling,
  facts: Readonly<Record<string, Fact>>,
): Pick<Laboratory, 'layout' | 'extract'> {
  const layout = layoutOf(spelling, facts);
  return { layout, extract: layout };
}
