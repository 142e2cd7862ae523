import type { Sex } from './names/given-names.ts';

/** Where a household lives. One object for all who live there. */
export interface Home {
  /** '12', '7 bis'. */
  readonly houseNumber: string;
  /** 'rue de la République'. */
  readonly street: string;
  /** 'Appt 12', 'Bât B', 'Résidence Les Lilas'; null for most. */
  readonly complement: string | null;
  /** Five digits. */
  readonly postcode: string;
  /** 'Saint-Étienne'. */
  readonly city: string;
  /** '01' to '95', '2A', '2B'. */
  readonly department: string;
}

/** A generated person. Nobody real: names are drawn by their frequency, numbers counted out. */
export interface Person {
  /** Place in its population, from 0. Negative for invented relatives, who are in no population. */
  readonly id: number;
  /** The same for all who live together. */
  readonly householdId: number;
  readonly sex: Sex;
  /** The given name used, at times compound: 'Jean-Pierre'. */
  readonly given: string;
  /** None to two further given names. */
  readonly otherGivens: readonly string[];
  /** The family name used, at times double or with a particle. */
  readonly family: string;
  /** The family name at birth where another one is used, else null. */
  readonly birthName: string | null;
  /** ISO, up to the end of REFERENCE_YEAR. */
  readonly birthDate: string;
  /** 15 signs with a valid key; agrees with sex, year and month of birth. */
  readonly nir: string;
  readonly email: string | null;
  /** Ten digits. */
  readonly mobile: string | null;
  /** Ten digits, one for the household. */
  readonly landline: string | null;
  readonly home: Home;
  /** The complementary health insurer, one for the household. */
  readonly insurer: string | null;
  /** Number of the household's contract with it: relatives share it. */
  readonly insurerNumber: string | null;
  /** 27 signs; a couple may share it, children have none. */
  readonly iban: string | null;
  /** 'O+'. */
  readonly bloodGroup: string;
}

/** The population is as it stood on 31 December of this year: ages are completed years on that day. */
export const REFERENCE_YEAR = 2025;

/** Completed years on 31 December of REFERENCE_YEAR. */
export function ageOf(person: Person): number {
  return REFERENCE_YEAR - Number(person.birthDate.slice(0, 4));
}

/** Serials from here on belong to invented relatives; the ids of a population stay below. */
export const FIRST_RELATIVE_SERIAL = 4_000_000;
/** Numbers are counted out of this many (telephones have seven free digits). */
const SERIALS = 10_000_000;

/** The number from which a person's own numbers are counted out: the id, or one beyond all ids for an invented relative. */
export function serialOf(id: number): number {
  return id >= 0 ? id : FIRST_RELATIVE_SERIAL + ((-id - 1) % (SERIALS - FIRST_RELATIVE_SERIAL));
}
