import { describe, expect, test } from 'vitest';
import { careOf } from '../../src/demo/care.ts';
import { LABORATORY_A, LABORATORY_B, LABORATORY_C, LEAK_SPELLING } from '../../src/demo/laboratories.ts';
import { type Fact, tells, writeRow } from '../../src/demo/layouts.ts';
import type { Person } from '../../src/demo/person.ts';
import { personAt, population } from '../../src/demo/population.ts';

const people = [...population(31, 4_000)];

function cellOf(laboratory: typeof LABORATORY_A, fact: Fact, person: Person): string {
  const place = laboratory.layout.columns.findIndex((column) => column.fact === fact);
  return writeRow(laboratory.layout, laboratory, person)[place] as string;
}

describe('the laboratories', () => {
  test('have 22, 18 and 11 columns with names of their own', () => {
    const columns = [LABORATORY_A, LABORATORY_B, LABORATORY_C].map(({ layout }) => layout.columns);

    expect(columns.map(({ length }) => length)).toEqual([22, 18, 11]);
    for (const one of columns) expect(new Set(one.map(({ name }) => name)).size).toBe(one.length);
    const shared = columns[0]?.filter(({ name }) => columns[1]?.some((other) => other.name === name));
    expect(shared).toEqual([]);
  });

  test('write the same person in different ways', () => {
    const person = people.find(({ mobile, given }) => mobile !== null && /é/.test(given)) as Person;
    const written = (fact: Fact): string[] =>
      [LABORATORY_A, LABORATORY_B, LABORATORY_C]
        .filter(({ layout }) => layout.columns.some((column) => column.fact === fact))
        .map((laboratory) => cellOf(laboratory, fact, person));

    for (const fact of ['birthDate', 'sex', 'street'] as const)
      expect(new Set(written(fact)).size).toBeGreaterThan(1);
    expect(cellOf(LABORATORY_C, 'fullName', person)).toMatch(/^[^a-zé]+$/);
  });

  test('write only signs that windows-1252 has', () => {
    const known = new Set([...new Uint8Array(256).keys()].map((byte) => String.fromCharCode(byte)));
    for (const sign of 'ŒœŸ') known.add(sign);
    const written = new Set(
      people.flatMap((person) => writeRow(LABORATORY_A.layout, LABORATORY_A, person).join('').split('')),
    );

    expect([...written].filter((sign) => !known.has(sign))).toEqual([]);
  });

  test('leave blank what a person does not have', () => {
    const person = people.find(({ email }) => email === null) as Person;

    expect(cellOf(LABORATORY_A, 'email', person)).toBe('');
  });
});

describe('tells', () => {
  test('knows that both names make a full one, and both telephones the one to call', () => {
    expect(tells(LABORATORY_A.layout, 'fullName')).toBe(true);
    expect(tells(LABORATORY_A.layout, 'phone')).toBe(true);
    expect(tells(LABORATORY_C.layout, 'given')).toBe(false);
    expect(tells(LABORATORY_C.layout, 'landline')).toBe(false);
    expect(tells({ columns: [{ name: 'x', fact: 'given' }], spelling: LEAK_SPELLING }, 'fullName')).toBe(
      false,
    );
  });
});

describe('careOf', () => {
  test('is the same at every call and another for another organisation', () => {
    const person = personAt(31, 77);

    expect(careOf(LABORATORY_A, person)).toEqual(careOf(LABORATORY_A, person));
    expect(careOf(LABORATORY_A, person)).not.toEqual(careOf(LABORATORY_B, person));
  });

  test('numbers patients uniquely within an organisation', () => {
    const numbers = people.map((person) => careOf(LABORATORY_A, person).patientNumber);

    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('dates nothing before the birth of the patient or after the year', () => {
    for (const person of people) {
      const { lastVisit, sampleDate } = careOf(LABORATORY_A, person);
      expect(sampleDate >= person.birthDate).toBe(true);
      expect(sampleDate <= lastVisit).toBe(true);
      expect(lastVisit <= '2025-12-31').toBe(true);
    }
  });
});
