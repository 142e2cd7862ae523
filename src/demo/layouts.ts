import { type Care, careOf, type Organisation } from './care.ts';
import type { Person } from './person.ts';
import {
  type Spelling,
  spellAmount,
  spellCity,
  spellDate,
  spellEmail,
  spellFamily,
  spellFullName,
  spellGiven,
  spellNir,
  spellPhone,
  spellSex,
  spellStreet,
  spellText,
} from './spelling.ts';

/** What a column says about a person. */
export type Fact = keyof typeof WRITERS;

/** One column of a table or of a leak. */
export interface Column {
  /** As it stands in the header. */
  readonly name: string;
  readonly fact: Fact;
}

/** How people are written down: columns in order, and the spelling of their values. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly spelling: Spelling;
}

type Writer = (person: Person, care: Care, spelling: Spelling) => string;

/** How each fact becomes a cell; '' where the person has none. */
const WRITERS = {
  patientNumber: (_, care) => care.patientNumber,
  fileNumber: (_, care) => care.fileNumber,
  nir: (person, _, spelling) => spellNir(person.nir, spelling),
  title: (person) => (person.sex === 'male' ? 'M' : 'MME'),
  sex: (person, _, spelling) => spellSex(person.sex, spelling),
  family: (person, _, spelling) => spellFamily(person.family, spelling),
  birthName: (person, _, spelling) => spellFamily(person.birthName ?? '', spelling),
  given: (person, _, spelling) => spellGiven(person.given, spelling),
  otherGivens: (person, _, spelling) => spellGiven(person.otherGivens.join(' '), spelling),
  fullName: (person, _, spelling) => spellFullName(person.family, person.given, spelling),
  birthDate: (person, _, spelling) => spellDate(person.birthDate, spelling),
  street: ({ home }, _, spelling) => spellStreet(home.houseNumber, home.street, spelling),
  complement: ({ home }, _, spelling) => spellText(home.complement ?? '', spelling),
  postcode: ({ home }) => home.postcode,
  city: ({ home }, _, spelling) => spellCity(home.city, spelling),
  landline: (person, _, spelling) => phoneCell(person.landline, spelling),
  mobile: (person, _, spelling) => phoneCell(person.mobile, spelling),
  /** The mobile, or the landline of those who have none. */
  phone: (person, _, spelling) => phoneCell(person.mobile ?? person.landline, spelling),
  email: (person, _, spelling) => spellEmail(person.email, spelling),
  insurer: (person, _, spelling) => spellText(person.insurer ?? '', spelling),
  insurerNumber: (person) => person.insurerNumber ?? '',
  iban: (person) => person.iban ?? '',
  bloodGroup: (person) => person.bloodGroup,
  doctor: (_, care, spelling) => spellText(care.doctor, spelling),
  prescriber: (_, care, spelling) => spellText(care.prescriber, spelling),
  lastVisit: (_, care, spelling) => spellDate(care.lastVisit, spelling),
  sampleDate: (_, care, spelling) => spellDate(care.sampleDate, spelling),
  comment: (_, care, spelling) => spellText(care.comment, spelling),
  remark: (_, care, spelling) => spellText(care.remark, spelling),
  price: (_, care, spelling) => spellAmount(care.priceCents, spelling),
} satisfies Record<string, Writer>;

/** A person as that organisation has them, written in that layout: the cells in column order. */
export function writeRow(layout: Layout, organisation: Organisation, person: Person): string[] {
  const care = careOf(organisation, person);
  return layout.columns.map(({ fact }) => WRITERS[fact](person, care, layout.spelling));
}

/** Whether a table in that layout tells the fact, so that a leak of it can have it. */
export function tells(layout: Layout, fact: Fact): boolean {
  const has = (wanted: Fact): boolean => layout.columns.some((column) => column.fact === wanted);
  if (fact === 'fullName') return has('fullName') || (has('family') && has('given'));
  if (fact === 'phone') return has('phone') || (has('mobile') && has('landline'));
  return has(fact);
}

function phoneCell(national: string | null, spelling: Spelling): string {
  return national === null ? '' : spellPhone(national, spelling);
}
