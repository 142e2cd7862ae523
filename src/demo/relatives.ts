import type { Member } from './household/members.ts';
import {
  drawBirthDate,
  drawEmail,
  drawIban,
  drawMobile,
  drawOtherGivens,
  drawOwnGivenName,
} from './household/personal.ts';
import { doubleName, drawFamilyName, type Name, slugOf } from './names/family-names.ts';
import type { Sex } from './names/given-names.ts';
import { birthplaceIn, birthplaceOf, nirOf } from './numbers/nir.ts';
import { ageOf, type Person, REFERENCE_YEAR, serialOf } from './person.ts';
import type { Random } from './random.ts';
import { WeightedChoice } from './weighted-choice.ts';

/** What an invented relative is to the person. */
export type Relation = 'partner' | 'sibling' | 'twin' | 'child' | 'parent';

/** Someone invented beside a person of a population. */
export interface Relative {
  readonly relation: Relation;
  readonly person: Person;
}

/** Most relatives that one person can be given: their ids must not meet. */
export const MAX_RELATIVES = 8;
/** How many of 100 relatives of someone of 15 or more who have both use the person's e-mail address, telephone, account. */
const SHARED_EMAIL_SHARE01 = 0.25;
const SHARED_MOBILE_SHARE01 = 0.12;

const OF_ADULTS = new WeightedChoice<Relation>(
  ['partner', 'child', 'sibling', 'parent', 'twin'],
  [35, 30, 17, 12, 6],
);
const OF_THE_YOUNG = new WeightedChoice<Relation>(['sibling', 'parent', 'twin'], [50, 40, 10]);
const ADULT_AGE = 20;
const OLDEST_AGE = 100;
/** A parent is at least this much older than a child. */
const GENERATION_YEARS = 20;

/**
 * New people who live with a person and are in no population: same home, landline and insurer's contract, same family
 * name (a quarter of the partners keep their own), at times the same e-mail address and mobile. Twins have the same
 * birth date and the neighbouring order number. Never the person's given name.
 * The same person, generator state and count give the same relatives; ids are negative and differ between persons.
 * @param person of a population (id of 0 or more), made with `seed`. @param count at most MAX_RELATIVES.
 */
export function relativesOf(seed: number, person: Person, random: Random, count: number): Relative[] {
  const relatives: Relative[] = [];
  const known: Person[] = [person];
  for (let step = 0; step < Math.min(count, MAX_RELATIVES); step += 1) {
    const relation = drawRelation(random, person, relatives);
    const relative = drawRelative(
      random,
      seed,
      person,
      relation,
      -(person.id * MAX_RELATIVES + step + 1),
      known,
    );
    relatives.push({ relation, person: relative });
    known.push(relative);
  }
  return relatives;
}

/** At most one partner and one twin. */
function drawRelation(random: Random, person: Person, before: readonly Relative[]): Relation {
  const age = ageOf(person);
  for (;;) {
    const relation = (age >= ADULT_AGE ? OF_ADULTS : OF_THE_YOUNG).draw(random);
    const isTaken =
      (relation === 'partner' || relation === 'twin') && before.some((other) => other.relation === relation);
    const isTooOld = relation === 'parent' && age + GENERATION_YEARS > OLDEST_AGE;
    const isTooYoung = relation === 'child' && age <= GENERATION_YEARS;
    if (!isTaken && !isTooOld && !isTooYoung) return relation;
  }
}

function drawRelative(
  random: Random,
  seed: number,
  person: Person,
  relation: Relation,
  id: number,
  known: readonly Person[],
): Person {
  const serial = serialOf(id);
  const member = drawMember(random, person, relation);
  const birthYear = REFERENCE_YEAR - member.age;
  const given = drawOwnGivenName(random, member.sex, birthYear, known);
  const birthplace =
    relation === 'twin'
      ? birthplaceIn(person.nir)
      : birthplaceOf(seed, serial, birthYear, person.home.department);
  const sharesEmail = person.email !== null && random.chance(SHARED_EMAIL_SHARE01);
  const sharesMobile = person.mobile !== null && random.chance(SHARED_MOBILE_SHARE01);
  return {
    ...person,
    id,
    sex: member.sex,
    given: given.text,
    otherGivens: drawOtherGivens(random, member.sex, birthYear),
    family: member.family.text,
    birthName: member.birthName?.text ?? null,
    birthDate: relation === 'twin' ? person.birthDate : drawBirthDate(random, birthYear, birthplace.month),
    nir: nirOf(member.sex, birthYear, birthplace, relation === 'twin' ? 2 : 3),
    email: sharesEmail ? person.email : drawEmail(random, member, given, serial, birthYear, null),
    mobile: sharesMobile ? person.mobile : drawMobile(random, seed, member, serial, null),
    iban: drawIban(random, seed, member, serial, relation === 'partner' ? person : null),
  };
}

/** Sex, age and family name. */
function drawMember(random: Random, person: Person, relation: Relation): Member {
  const sex = drawSex(random, person, relation);
  const own = drawFamilyName(random);
  const family = relation === 'partner' && random.chance(0.25) ? own : nameOf(person.family);
  const tookName = relation === 'partner' && sex === 'female' && family !== own;
  return {
    sex,
    age: drawAge(random, ageOf(person), relation),
    family: tookName && random.chance(0.04) ? doubleName(family, own) : family,
    birthName: tookName || (relation === 'parent' && sex === 'female') ? own : null,
    twinOf: null,
    isPartner: relation === 'partner',
  };
}

function drawSex(random: Random, person: Person, relation: Relation): Sex {
  const other = person.sex === 'male' ? 'female' : 'male';
  if (relation === 'partner') return random.chance(0.97) ? other : person.sex;
  // Half of the twins of one birth, and a third of those of one egg more, are of the same sex.
  if (relation === 'twin') return random.chance(0.65) ? person.sex : other;
  return random.chance(0.5) ? 'female' : 'male';
}

function drawAge(random: Random, age: number, relation: Relation): number {
  if (relation === 'twin') return age;
  if (relation === 'partner') return Math.min(Math.max(age + random.between(-4, 4), 18), OLDEST_AGE);
  if (relation === 'child') return random.between(Math.max(0, age - 40), age - GENERATION_YEARS);
  if (relation === 'parent') return random.between(age + GENERATION_YEARS, Math.min(age + 38, OLDEST_AGE));
  const distance = random.between(2, 9);
  return random.chance(0.5) || age < distance ? Math.min(age + distance, OLDEST_AGE) : age - distance;
}

function nameOf(text: string): Name {
  // The share is unknown here; taken as frequent, so that an e-mail address made of it gets digits.
  return { text, slug: slugOf(text), share01: 1e-3 };
}
