import { doubleName, drawFamilyName, type Name } from '../names/family-names.ts';
import type { Sex } from '../names/given-names.ts';
import type { Random } from '../random.ts';
import { WeightedChoice } from '../weighted-choice.ts';

/** Someone in a household before they have a given name and numbers. */
export interface Member {
  readonly sex: Sex;
  /** Completed years. */
  readonly age: number;
  readonly family: Name;
  readonly birthName: Name | null;
  /** Place in the household of the twin born first, else null. */
  readonly twinOf: number | null;
  /** Second of a couple: may share telephone, address and account with the first. */
  readonly isPartner: boolean;
}

/** Largest household. */
export const MAX_MEMBERS = 6;
/** Share of births that are of twins (INSEE, about 1.5 %). */
const TWIN_BIRTHS_SHARE01 = 0.015;

type Kind = 'alone' | 'couple' | 'family' | 'one-parent' | 'shared-flat';

/** Kinds of household at their share (INSEE census, rounded). */
const KINDS = new WeightedChoice<Kind>(
  ['alone', 'couple', 'family', 'one-parent', 'shared-flat'],
  [38, 25, 24, 9, 4],
);
const CHILDREN = new WeightedChoice([1, 2, 3, 4], [43, 39, 14, 4]);
const CHILDREN_OF_ONE = new WeightedChoice([1, 2, 3], [58, 31, 11]);

/** Weights of five-year age groups from 20-24 to 95-99. */
const AGES_ALONE = fiveYearAges([6, 7, 6, 5, 5, 7, 9, 10, 10, 10, 9, 8, 7, 5, 3, 0.8]);
const AGES_OF_COUPLE = fiveYearAges([2, 5, 4, 2, 2, 6, 11, 14, 14, 13, 11, 8, 5, 2.5, 1, 0.2]);

/** Who lives together, with ages and family names; never more than `room` people (at least 1). */
export function drawMembers(random: Random, room: number): Member[] {
  const kind = KINDS.draw(random);
  if (room === 1 || kind === 'alone') return [drawAlone(random)];
  if (kind === 'shared-flat') return drawSharedFlat(random, Math.min(room, random.between(2, 4)));
  if (kind === 'couple') return drawCouple(random, AGES_OF_COUPLE.draw(random) + random.below(5));
  const parents = kind === 'family' && room > 2 ? 2 : 1;
  const wanted = (parents === 2 ? CHILDREN : CHILDREN_OF_ONE).draw(random);
  const ages = drawChildrenAges(
    random,
    Math.min(wanted, room - parents),
    Math.min(room, MAX_MEMBERS) - parents,
  );
  const parentAge = Math.max(...ages.map(({ age }) => age)) + 21 + random.below(18);
  const elders = parents === 2 ? drawCouple(random, parentAge) : [drawOneParent(random, parentAge)];
  return [...elders, ...drawChildren(random, elders, ages)];
}

function fiveYearAges(weights: readonly number[]): WeightedChoice<number> {
  return new WeightedChoice(
    weights.map((_, group) => 20 + group * 5),
    weights,
  );
}

function drawAlone(random: Random): Member {
  const age = AGES_ALONE.draw(random) + random.below(5);
  // Women live longer: most who are old and alone are widows, many under a husband's name.
  const sex = random.chance(age >= 65 ? 0.68 : 0.47) ? 'female' : 'male';
  const tookName = sex === 'female' && random.chance(age >= 55 ? 0.5 : 0.06);
  return adult(sex, age, drawFamilyName(random), tookName ? drawFamilyName(random) : null, false);
}

function drawSharedFlat(random: Random, count: number): Member[] {
  return Array.from({ length: count }, () =>
    adult(
      random.chance(0.5) ? 'female' : 'male',
      random.between(18, 33),
      drawFamilyName(random),
      null,
      false,
    ),
  );
}

/** Husband and wife mostly; whether she uses his name depends on their generation. */
function drawCouple(random: Random, age: number): Member[] {
  const partnerAge = Math.min(Math.max(age + random.between(-4, 3), 18), 99);
  const family = drawFamilyName(random);
  const own = drawFamilyName(random);
  if (random.chance(0.025)) {
    const sex = random.chance(0.5) ? 'female' : 'male';
    return [adult(sex, age, family, null, false), adult(sex, partnerAge, own, null, true)];
  }
  const tookName = random.chance(age >= 60 ? 0.9 : age >= 40 ? 0.72 : 0.5);
  const wifesName = tookName ? (random.chance(0.04) ? doubleName(family, own) : family) : own;
  return [
    adult('male', age, family, null, false),
    adult('female', partnerAge, wifesName, tookName ? own : null, true),
  ];
}

function drawOneParent(random: Random, age: number): Member {
  const sex = random.chance(0.82) ? 'female' : 'male';
  const keptName = sex === 'female' && random.chance(0.2);
  return adult(sex, age, drawFamilyName(random), keptName ? drawFamilyName(random) : null, false);
}

function adult(sex: Sex, age: number, family: Name, birthName: Name | null, isPartner: boolean): Member {
  return { sex, age, family, birthName, twinOf: null, isPartner };
}

interface ChildAge {
  readonly age: number;
  /** Place among the children of the twin born first. */
  readonly twinOf: number | null;
}

/** Youngest first; two years or more between births. Twins may add one to `births`, up to `most`. */
function drawChildrenAges(random: Random, births: number, most: number): ChildAge[] {
  const ages: ChildAge[] = [];
  let age = Math.floor(random.unit() * random.between(14, 23));
  for (let birth = 0; birth < births && ages.length < most; birth += 1) {
    ages.push({ age, twinOf: null });
    if (ages.length < most && random.chance(TWIN_BIRTHS_SHARE01)) ages.push({ age, twinOf: ages.length - 1 });
    age += random.between(2, 4);
  }
  return ages;
}

function drawChildren(random: Random, elders: readonly Member[], ages: readonly ChildAge[]): Member[] {
  const family = drawChildrensName(random, elders);
  return ages.map(({ age, twinOf }) => ({
    ...adult(random.chance(0.488) ? 'female' : 'male', age, family, null, false),
    twinOf: twinOf === null ? null : twinOf + elders.length,
  }));
}

/** The father's name mostly; the absent father's for half of the children who live with their mother. */
function drawChildrensName(random: Random, [first, second]: readonly Member[]): Name {
  const parent = first as Member;
  if (second === undefined) {
    if (parent.sex === 'female' && random.chance(0.45)) return drawFamilyName(random);
    return parent.birthName ?? parent.family;
  }
  const mothers = second.birthName ?? second.family;
  const roll = random.unit();
  if (roll < 0.82) return parent.family;
  return roll < 0.92 ? doubleName(parent.family, mothers) : mothers;
}
