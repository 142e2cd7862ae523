import { stdnum } from 'stdnum';
import { describe, expect, test } from 'vitest';
import { ageOf, type Person } from '../../src/demo/person.ts';
import { PEOPLE_PER_BLOCK, personAt, population } from '../../src/demo/population.ts';

const COUNT = 60_000;
const people = [...population(11, COUNT)];
const adults = people.filter((person) => ageOf(person) >= 18);
const households = byHousehold(people);

function byHousehold(all: readonly Person[]): Map<number, Person[]> {
  const grouped = new Map<number, Person[]>();
  for (const person of all)
    grouped.set(person.householdId, [...(grouped.get(person.householdId) ?? []), person]);
  return grouped;
}

function share01(list: readonly Person[], test: (person: Person) => boolean): number {
  return list.filter(test).length / list.length;
}

function repeated(values: readonly (string | null)[]): number {
  const filled = values.filter((value) => value !== null);
  return filled.length - new Set(filled).size;
}

describe('the same seed', () => {
  test('gives the same people', () => {
    expect([...population(11, 2_000)]).toEqual(people.slice(0, 2_000));
  });

  test('gives a person by id without those before', () => {
    for (const id of [0, 1, 511, 512, 20_000, 59_999]) expect(personAt(11, id)).toEqual(people[id]);
  });

  test('gives a range as the whole has it', () => {
    expect([...population(11, 700, { from: 1_000 })]).toEqual(people.slice(1_000, 1_700));
  });
});

test('another seed gives other people', () => {
  const others = [...population(12, 2_000)];

  expect(others.filter((other, place) => other.nir === (people[place] as Person).nir).length).toBe(0);
  expect(
    others.filter((other, place) => other.family === (people[place] as Person).family).length,
  ).toBeLessThan(50);
});

test('ids count from 0 without gaps', () => {
  expect(people.every((person, place) => person.id === place)).toBe(true);
});

describe('numbers', () => {
  test('every NIR is valid and agrees with sex, year and month of birth', () => {
    for (const { nir, sex, birthDate } of people.slice(0, 5_000)) {
      expect(stdnum.FR?.nir?.validate(nir).isValid).toBe(true);
      expect(nir.slice(0, 5)).toBe(
        (sex === 'male' ? '1' : '2') + birthDate.slice(2, 4) + birthDate.slice(5, 7),
      );
    }
  });

  test('no NIR is given twice', () => {
    expect(repeated(people.map(({ nir }) => nir))).toBe(0);
  });

  test('telephones and accounts are never shared beyond a household', () => {
    for (const field of ['mobile', 'landline', 'iban', 'insurerNumber'] as const) {
      const values = [...households.values()].flatMap((members) => [
        ...new Set(members.map((member) => member[field])),
      ]);
      expect(repeated(values)).toBe(0);
    }
  });

  test('e-mail addresses are hardly ever shared beyond a household, and nobody can own one', () => {
    const values = [...households.values()].flatMap((members) => [
      ...new Set(members.map(({ email }) => email)),
    ]);

    expect(repeated(values)).toBeLessThan(COUNT / 10_000);
    expect(values.every((email) => email === null || /^[a-z0-9._]+@[a-z]+\.example$/.test(email))).toBe(true);
  });
});

describe('distributions', () => {
  test('ages are like those of France', () => {
    expect(share01(people, (person) => ageOf(person) < 18)).toBeGreaterThan(0.18);
    expect(share01(people, (person) => ageOf(person) < 18)).toBeLessThan(0.26);
    expect(share01(people, (person) => ageOf(person) >= 65)).toBeGreaterThan(0.14);
    expect(share01(people, (person) => ageOf(person) >= 65)).toBeLessThan(0.24);
    expect(people.every((person) => ageOf(person) >= 0 && ageOf(person) <= 100)).toBe(true);
  });

  test('family names have a long tail under a frequent head', () => {
    const counts = new Map<string, number>();
    for (const { family } of people) counts.set(family, (counts.get(family) ?? 0) + 1);

    expect(Math.max(...counts.values()) / COUNT).toBeGreaterThan(0.002);
    expect(Math.max(...counts.values()) / COUNT).toBeLessThan(0.006);
    expect(counts.size).toBeGreaterThan(10_000);
    expect([...counts.values()].filter((count) => count === 1).length).toBeGreaterThan(2_000);
  });

  test('given names follow the fashion of the year of birth', () => {
    const old = people.filter((person) => ageOf(person) > 75 && person.sex === 'male');
    const young = people.filter((person) => ageOf(person) < 15 && person.sex === 'male');

    expect(share01(old, ({ given }) => given === 'Jean')).toBeGreaterThan(0.03);
    expect(share01(young, ({ given }) => given === 'Jean')).toBeLessThan(0.005);
    expect(share01(young, ({ given }) => given === 'Lucas')).toBeGreaterThan(0.02);
    expect(new Set(people.map(({ given }) => given)).size).toBeGreaterThan(1_200);
  });

  test('namesakes arise by chance', () => {
    const pairs = repeated(people.map(({ given, family }) => `${given} ${family}`));

    expect(pairs).toBeGreaterThan(500);
    expect(pairs).toBeLessThan(COUNT / 5);
  });

  test('about one person in five has no e-mail address', () => {
    expect(share01(people, ({ email }) => email === null)).toBeCloseTo(0.2, 1);
  });

  test('places and streets are many', () => {
    expect(new Set(people.map(({ home }) => home.postcode + home.city)).size).toBeGreaterThan(800);
    expect(new Set(people.map(({ home }) => home.street)).size).toBeGreaterThan(1_700);
    expect(people.every(({ home }) => /^\d{5}$/.test(home.postcode))).toBe(true);
  });

  test('names have accents, hyphens, apostrophes, particles and ligatures', () => {
    for (const pattern of [/é/, /-/, /'/, /^(Le|De La|D'|Van) ?/, /œ/]) {
      expect(people.some(({ family }) => pattern.test(family))).toBe(true);
    }
  });
});

describe('households', () => {
  test('have one to six members and never cross a block', () => {
    for (const members of households.values()) {
      expect(members.length).toBeLessThanOrEqual(6);
      const blocks = new Set(members.map(({ id }) => Math.floor(id / PEOPLE_PER_BLOCK)));
      expect(blocks.size).toBe(1);
    }
    const sizes = new Set([...households.values()].map(({ length }) => length));
    expect([...sizes].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('share home, landline and insurance', () => {
    for (const members of households.values()) {
      const shared = members.map(({ home, landline, insurer, insurerNumber }) =>
        JSON.stringify([home, landline, insurer, insurerNumber]),
      );
      expect(new Set(shared).size).toBe(1);
    }
  });

  test('at times share e-mail address and mobile among adults', () => {
    const couples = [...households.values()].map((members) =>
      members.filter((person) => ageOf(person) >= 18),
    );
    const shares = (field: 'email' | 'mobile'): number =>
      couples.filter(([first, second]) => first?.[field] != null && first[field] === second?.[field]).length;

    expect(shares('email')).toBeGreaterThan(100);
    expect(shares('mobile')).toBeGreaterThan(50);
    expect(shares('email')).toBeLessThan(couples.length * 0.1);
  });

  test('never give two members the same given name', () => {
    for (const members of households.values()) {
      expect(new Set(members.map(({ given }) => given)).size).toBe(members.length);
    }
  });

  test('many wives and widows use another name than at birth', () => {
    const women = adults.filter(({ sex }) => sex === 'female');

    expect(share01(women, ({ birthName }) => birthName !== null)).toBeGreaterThan(0.3);
    expect(share01(women, ({ birthName }) => birthName !== null)).toBeLessThan(0.7);
    expect(adults.every(({ sex, birthName }) => sex === 'female' || birthName === null)).toBe(true);
  });

  test('have twins in about 1.5 of 100 births, with one birth date and neighbouring numbers', () => {
    let births = 0;
    let twinBirths = 0;
    for (const members of households.values()) {
      const children = members.filter((person) => ageOf(person) < 18);
      births += new Set(children.map(({ birthDate }) => birthDate)).size;
      for (const [place, child] of children.entries()) {
        const elder = children[place - 1];
        if (elder === undefined || elder.birthDate !== child.birthDate) continue;
        twinBirths += 1;
        expect(Number(child.nir.slice(10, 13)) - Number(elder.nir.slice(10, 13))).toBe(1);
        expect(child.nir.slice(1, 10)).toBe(elder.nir.slice(1, 10));
      }
    }

    expect(twinBirths / births).toBeGreaterThan(0.01);
    expect(twinBirths / births).toBeLessThan(0.022);
  });
});
