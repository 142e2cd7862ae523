import type { Name } from '../names/family-names.ts';
import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** Providers and their shares. All under .example (RFC 2606), so that no address is anybody's. */
const PROVIDERS = new WeightedChoice(
  'courriel nuage poste orangerie messager plume telecom libre pigeon hirondelle'
    .split(' ')
    .map((name) => `${name}.example`),
  [35, 17, 12, 8, 7, 6, 5, 5, 3, 2],
);
const NICKNAMES =
  `soleil papillon chaton mistral etoile loulou tournesol doudou corail vague pirate lutin cerise ours bidule
marmotte zephyr girofle pinson cactus`.split(/\s+/);
/** Above this share a name has other bearers in a population of a million, and its address is taken: digits follow. */
const TAKEN_SHARE01 = 5e-8;

/**
 * An address as its owner made it up: from the name in one of six ways, or from something else.
 * Made to be the person's own: common names get digits, nicknames the serial. Two people rarely meet (below 1 in 10,000).
 */
export function emailOf(
  random: Random,
  given: Name,
  family: Name,
  birthYear: number,
  serial: number,
): string {
  return `${localPart(random, given, family, birthYear, serial)}@${PROVIDERS.draw(random)}`;
}

function localPart(random: Random, given: Name, family: Name, birthYear: number, serial: number): string {
  const roll = random.unit();
  const full = given.share01 * family.share01;
  const digits = full > TAKEN_SHARE01 ? String((serial * 7_919) % 99_991) : '';
  const initial = given.slug.slice(0, 1);
  if (roll < 0.3) return `${given.slug}.${family.slug}${digits}`;
  if (roll < 0.44) return `${initial}.${family.slug}${digitsOfInitial(family, digits, serial)}`;
  if (roll < 0.56) return `${given.slug}${family.slug}${digits}`;
  if (roll < 0.64) return `${family.slug}.${given.slug}${digits}`;
  if (roll < 0.74)
    return `${given.slug}_${family.slug}${digits === '' ? '' : `.${digits}`}${birthYear % 100}`;
  if (roll < 0.8) return `${initial}${family.slug}${digitsOfInitial(family, digits, serial)}`;
  if (roll < 0.9) return `${given.slug}${serial.toString(36)}`;
  return `${random.pick(NICKNAMES)}${serial.toString(36)}`;
}

/** An initial tells less than a name: about one in ten shares it. */
function digitsOfInitial(family: Name, digits: string, serial: number): string {
  return digits !== '' || family.share01 > TAKEN_SHARE01 * 10 ? String((serial * 7_919) % 99_991) : '';
}
