import type { Sex } from '../names/given-names.ts';
import { twoDigits } from './calendar.ts';
import { spread } from './spread.ts';

/** Communes of birth within a department, and countries of birth, that are drawn from (codes are 3 digits). */
const COMMUNES = 949;
const COUNTRIES = 190;
const OVERSEAS_COMMUNES = 30;
const OVERSEAS_DEPARTMENTS = 6;
/** Order numbers come in fours, so that twins and invented relatives never meet a number that is taken. */
const ORDERS = 249;
const MONTHS = 12;
const FIRST_COUNTRY_CODE = 101;
/** Corsica was one department (20) until 1976; the numbers given before kept it (INSEE). */
const CORSICA_SPLIT_YEAR = 1976;

/** Which of the four order numbers: the person, a twin born after, a twin who was invented, another invented relative. */
export type OrderPlace = 0 | 1 | 2 | 3;

/** Where and when in the year someone was born, as far as the number tells it. */
export interface Birthplace {
  /** 1 to 12. */
  readonly month: number;
  /** The five signs for department and commune, or 99 and the country. */
  readonly code: string;
  /** First of four order numbers. */
  readonly order: number;
}

/**
 * The birthplace of the person with that serial. All serials below 2.8 million differ in month, place or order,
 * so their numbers differ whatever their sex and year; beyond that two may meet, about once in a million people.
 * One in 12 is born abroad, one in 24 overseas, the others in the department given ('01'-'95', '2A', '2B').
 */
export function birthplaceOf(
  seed: number,
  serial: number,
  birthYear: number,
  department: string,
): Birthplace {
  if (serial % 12 === 0) {
    return fromSlot(seed, serial / 12, COUNTRIES, (country) => `99${FIRST_COUNTRY_CODE + country}`);
  }
  if (serial % 24 === 1) {
    return fromSlot(seed, (serial - 1) / 24, OVERSEAS_COMMUNES * OVERSEAS_DEPARTMENTS, overseasCode);
  }
  const head =
    birthYear < CORSICA_SPLIT_YEAR && (department === '2A' || department === '2B') ? '20' : department;
  return fromSlot(seed, serial, COMMUNES, (commune) => head + String(commune + 1).padStart(3, '0'));
}

/**
 * The 15 signs of a social-security number: sex, year, month, place, order, key.
 * Key = 97 - (first 13 digits mod 97), with 2A read as 19 and 2B as 18 (INSEE).
 */
export function nirOf(sex: Sex, birthYear: number, birthplace: Birthplace, place: OrderPlace): string {
  const order = String(birthplace.order + place).padStart(3, '0');
  const year = twoDigits(birthYear % 100);
  const body = `${sex === 'male' ? 1 : 2}${year}${twoDigits(birthplace.month)}${birthplace.code}${order}`;
  return body + keyOf(body);
}

/** The birthplace that a number tells: what twins share. */
export function birthplaceIn(nir: string): Birthplace {
  const order = Number(nir.slice(10, 13));
  return { month: Number(nir.slice(3, 5)), code: nir.slice(5, 10), order: order - ((order - 1) % 4) };
}

function fromSlot(
  seed: number,
  serial: number,
  places: number,
  codeOf: (place: number) => string,
): Birthplace {
  const slot = spread(serial, MONTHS * ORDERS * places, seed, 0);
  const rest = Math.floor(slot / places);
  return {
    // The month is the highest digit: as the lowest it would go with the serial, and so with being born abroad.
    month: Math.floor(rest / ORDERS) + 1,
    code: codeOf(slot % places),
    order: (rest % ORDERS) * 4 + 1,
  };
}

function overseasCode(place: number): string {
  return `97${(place % OVERSEAS_DEPARTMENTS) + 1}${twoDigits(Math.floor(place / OVERSEAS_DEPARTMENTS) + 1)}`;
}

function keyOf(body: string): string {
  const department = body.slice(5, 7);
  const corsican = department === '2A' ? '19' : department === '2B' ? '18' : department;
  return twoDigits(97 - (Number(body.slice(0, 5) + corsican + body.slice(7)) % 97));
}
