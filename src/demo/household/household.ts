import { type Birthplace, birthplaceIn, birthplaceOf, nirOf } from '../numbers/nir.ts';
import { type Person, REFERENCE_YEAR } from '../person.ts';
import { drawPlace } from '../places/places.ts';
import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';
import { type Contact, drawContact } from './contact.ts';
import { drawHome } from './home.ts';
import { drawMembers, type Member } from './members.ts';
import {
  drawBirthDate,
  drawEmail,
  drawIban,
  drawMobile,
  drawOtherGivens,
  drawOwnGivenName,
} from './personal.ts';

/** Blood groups at their share in France (Établissement français du sang, rounded). */
const BLOOD_GROUPS = new WeightedChoice(
  ['O+', 'A+', 'B+', 'O-', 'A-', 'AB+', 'B-', 'AB-'],
  [36, 37, 9, 6, 7, 3, 1, 1],
);
/** Share of people born in the department where they live; the others anywhere. */
const BORN_WHERE_THEY_LIVE_SHARE01 = 0.6;

/** People who live together, numbered from `firstId`: at least one, at most `room`. They depend on the generator's state alone. */
export function drawHousehold(random: Random, seed: number, firstId: number, room: number): Person[] {
  const members = drawMembers(random, room);
  const home = drawHome(random);
  const contact = drawContact(random, seed, firstId, home, (members[0] as Member).age);
  const people: Person[] = [];
  for (const member of members) people.push(finishPerson(random, seed, firstId, contact, member, people));
  return people;
}

/** @param before those of the household who are finished; the eldest first. */
function finishPerson(
  random: Random,
  seed: number,
  firstId: number,
  contact: Contact,
  member: Member,
  before: readonly Person[],
): Person {
  const id = firstId + before.length;
  const twin = member.twinOf === null ? null : (before[member.twinOf] as Person);
  const eldest = before[0] ?? null;
  const birthYear = REFERENCE_YEAR - member.age;
  const birthplace =
    twin === null ? drawBirthplace(random, seed, id, birthYear, contact) : birthplaceIn(twin.nir);
  const given = drawOwnGivenName(random, member.sex, birthYear, before);
  return {
    id,
    householdId: firstId,
    sex: member.sex,
    given: given.text,
    otherGivens: drawOtherGivens(random, member.sex, birthYear),
    family: member.family.text,
    birthName: member.birthName?.text ?? null,
    birthDate: twin?.birthDate ?? drawBirthDate(random, birthYear, birthplace.month),
    nir: nirOf(member.sex, birthYear, birthplace, twin === null ? 0 : 1),
    email: drawEmail(random, member, given, id, birthYear, eldest),
    mobile: drawMobile(random, seed, member, id, eldest),
    landline: contact.landline,
    home: contact.home,
    insurer: contact.insurer,
    insurerNumber: contact.insurerNumber,
    iban: drawIban(random, seed, member, id, eldest),
    bloodGroup: BLOOD_GROUPS.draw(random),
  };
}

function drawBirthplace(
  random: Random,
  seed: number,
  id: number,
  birthYear: number,
  { home }: Contact,
): Birthplace {
  const here = random.chance(BORN_WHERE_THEY_LIVE_SHARE01);
  return birthplaceOf(seed, id, birthYear, here ? home.department : drawPlace(random).department);
}
