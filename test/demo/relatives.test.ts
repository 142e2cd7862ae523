import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { ageOf, type Person } from '../../src/demo/person.ts';
import { population } from '../../src/demo/population.ts';
import { Random } from '../../src/demo/random.ts';
import { relativesOf } from '../../src/demo/relatives.ts';

const SEED = 21;
const people = [...population(SEED, 6_000)];
const random = new Random(99);
const pairs = people.flatMap((person) =>
  relativesOf(SEED, person, random, 2).map(({ relation, person: relative }) => ({
    person,
    relation,
    relative,
  })),
);

function share01(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length;
}

test('gives the same relatives for the same generator state', () => {
  const person = people[3] as Person;

  expect(relativesOf(SEED, person, new Random(1), 4)).toEqual(relativesOf(SEED, person, new Random(1), 4));
});

test('gives as many as asked for, eight at most', () => {
  expect(relativesOf(SEED, people[0] as Person, new Random(1), 0)).toHaveLength(0);
  expect(relativesOf(SEED, people[0] as Person, new Random(1), 5)).toHaveLength(5);
  expect(relativesOf(SEED, people[0] as Person, new Random(1), 20)).toHaveLength(8);
});

test('invents people who are not in the population', () => {
  const known = new Set(people.map(({ nir }) => nir));
  const ids = pairs.map(({ relative }) => relative.id);

  expect(pairs.some(({ relative }) => known.has(relative.nir))).toBe(false);
  expect(ids.every((id) => id < 0)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test('shares home, landline and insurance with the person', () => {
  for (const { person, relative } of pairs) {
    expect(relative.householdId).toBe(person.householdId);
    expect(relative.home).toBe(person.home);
    expect(relative.landline).toBe(person.landline);
    expect(relative.insurerNumber).toBe(person.insurerNumber);
  }
});

test('shares the family name, but for a quarter of the partners', () => {
  for (const { person, relation, relative } of pairs) {
    if (relation !== 'partner') expect(relative.family).toBe(person.family);
  }
  const partners = pairs.filter(({ relation }) => relation === 'partner');
  const sharing = share01(partners.map(({ person, relative }) => relative.family.startsWith(person.family)));
  expect(sharing).toBeGreaterThan(0.7);
  expect(sharing).toBeLessThan(0.8);
});

test('at times shares the e-mail address and the mobile', () => {
  const mails = share01(
    pairs
      .filter(({ person }) => person.email !== null)
      .map(({ person, relative }) => person.email === relative.email),
  );
  const mobiles = share01(
    pairs
      .filter(({ person }) => person.mobile !== null)
      .map(({ person, relative }) => person.mobile === relative.mobile),
  );

  expect(mails).toBeCloseTo(0.25, 1);
  expect(mobiles).toBeCloseTo(0.12, 1);
});

test('never has the given name of the person or of another relative', () => {
  for (const person of people.slice(0, 500)) {
    const givens = [person, ...relativesOf(SEED, person, random, 4).map((relative) => relative.person)].map(
      ({ given }) => given,
    );

    expect(new Set(givens).size).toBe(givens.length);
  }
});

test('has a valid number that agrees with sex and birth date', () => {
  for (const { relative } of pairs.slice(0, 3_000)) {
    expect(stdnum.FR?.nir?.validate(relative.nir).isValid).toBe(true);
    expect(relative.nir.slice(0, 5)).toBe(
      (relative.sex === 'male' ? '1' : '2') + relative.birthDate.slice(2, 4) + relative.birthDate.slice(5, 7),
    );
  }
});

describe('each relation', () => {
  test('occurs', () => {
    expect(new Set(pairs.map(({ relation }) => relation)).size).toBe(5);
  });

  test('a twin has the birth date and place of the person', () => {
    for (const { person, relation, relative } of pairs) {
      if (relation !== 'twin') continue;
      expect(relative.birthDate).toBe(person.birthDate);
      expect(relative.nir.slice(1, 10)).toBe(person.nir.slice(1, 10));
    }
  });

  test('parents and children are a generation apart, siblings less, and nobody is over 100', () => {
    for (const { person, relation, relative } of pairs) {
      const older = ageOf(relative) - ageOf(person);
      if (relation === 'parent') expect(older).toBeGreaterThanOrEqual(20);
      if (relation === 'child') expect(older).toBeLessThanOrEqual(-20);
      if (relation === 'sibling') expect(Math.abs(older)).toBeLessThanOrEqual(9);
      expect(ageOf(relative)).toBeGreaterThanOrEqual(0);
      expect(ageOf(relative)).toBeLessThanOrEqual(100);
    }
  });
});
