import type { Name } from '../names/family-names.ts';
import { drawGivenName, type Sex } from '../names/given-names.ts';
import { daysInMonth, twoDigits } from '../numbers/calendar.ts';
import { ibanOf } from '../numbers/iban.ts';
import { mobileOf } from '../numbers/telephone.ts';
import type { Person } from '../person.ts';
import type { Random } from '../random.ts';
import { emailOf } from './email.ts';
import type { Member } from './members.ts';

/** From these ages on people have their own telephone, e-mail address and account. */
const OWN_MOBILE_AGE = 12;
const OWN_EMAIL_AGE = 15;
const OWN_ACCOUNT_AGE = 18;

/** A given name of the time that no brother or sister has. */
export function drawOwnGivenName(
  random: Random,
  sex: Sex,
  birthYear: number,
  before: readonly Person[],
): Name {
  let name = drawGivenName(random, sex, birthYear);
  while (before.some(({ given }) => given === name.text)) name = drawGivenName(random, sex, birthYear);
  return name;
}

/** Second and third given names: none for 35 of 100 people, two for 25. A generation older than the person. */
export function drawOtherGivens(random: Random, sex: Sex, birthYear: number): readonly string[] {
  const roll = random.unit();
  const count = roll < 0.35 ? 0 : roll < 0.75 ? 1 : 2;
  return Array.from({ length: count }, () => drawGivenName(random, sex, birthYear - 40).text);
}

/** ISO date; the month is the one that the social-security number tells. */
export function drawBirthDate(random: Random, year: number, month: number): string {
  return `${year}-${twoDigits(month)}-${twoDigits(random.between(1, daysInMonth(year, month)))}`;
}

/** Own address, the eldest's (children, at times the partner), or none: about 20 of 100 have none. */
export function drawEmail(
  random: Random,
  member: Member,
  given: Name,
  serial: number,
  birthYear: number,
  eldest: Person | null,
): string | null {
  const roll = random.unit();
  if (member.age < OWN_EMAIL_AGE) return roll < 0.45 && eldest !== null ? eldest.email : null;
  if (member.isPartner && eldest?.email != null && roll < 0.1) return eldest.email;
  const ownShare01 = member.age < 70 ? 0.91 : 0.76;
  return roll < ownShare01 ? emailOf(random, given, member.family, birthYear, serial) : null;
}

/** Own number, the eldest's (children, at times the partner), or none. */
export function drawMobile(
  random: Random,
  seed: number,
  member: Member,
  serial: number,
  eldest: Person | null,
): string | null {
  const roll = random.unit();
  if (member.age < OWN_MOBILE_AGE) return roll < 0.6 && eldest !== null ? eldest.mobile : null;
  if (member.isPartner && eldest?.mobile != null && roll < 0.04) return eldest.mobile;
  return roll < (member.age < 75 ? 0.95 : 0.75) ? mobileOf(seed, serial) : null;
}

/** Own account, a couple's common one, none for children. */
export function drawIban(
  random: Random,
  seed: number,
  member: Member,
  serial: number,
  eldest: Person | null,
): string | null {
  if (member.age < OWN_ACCOUNT_AGE) return null;
  if (member.isPartner && eldest?.iban != null && random.chance(0.3)) return eldest.iban;
  return ibanOf(seed, serial);
}
