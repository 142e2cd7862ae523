import { drawHousehold } from './household/household.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';

/**
 * People come in blocks of this many, each of whole households and a function of (seed, block) alone: so any person
 * can be made again from the seed and their id, without those before them.
 */
export const PEOPLE_PER_BLOCK = 512;
/** Tells this use of the seed from others. */
const STREAM = 1;

/** Which part of a population to go through. */
export interface PopulationRange {
  /** Id of the first person wanted, default 0. Households are whole when it is a multiple of PEOPLE_PER_BLOCK. */
  readonly from?: number;
}

/** The people of one block, by ascending id from block × PEOPLE_PER_BLOCK. */
export function peopleOfBlock(seed: number, block: number): readonly Person[] {
  const random = new Random(seed, STREAM, block);
  const firstId = block * PEOPLE_PER_BLOCK;
  const people: Person[] = [];
  while (people.length < PEOPLE_PER_BLOCK) {
    people.push(...drawHousehold(random, seed, firstId + people.length, PEOPLE_PER_BLOCK - people.length));
  }
  return people;
}

/**
 * The first `count` people of the population of that seed, by ascending id; the same at every call.
 * Holds one block at a time. Numbers that identify (NIR, telephones, accounts) are unique among 2.8 million people.
 */
export function* population(
  seed: number,
  count: number,
  { from = 0 }: PopulationRange = {},
): Generator<Person> {
  const end = from + count;
  for (let block = Math.floor(from / PEOPLE_PER_BLOCK); block * PEOPLE_PER_BLOCK < end; block += 1) {
    for (const person of peopleOfBlock(seed, block)) {
      if (person.id >= from && person.id < end) yield person;
    }
  }
}

/** One person by id (0 or more). Costs a block (about 2 ms): for the whole of a range use `population`. */
export function personAt(seed: number, id: number): Person {
  return peopleOfBlock(seed, Math.floor(id / PEOPLE_PER_BLOCK))[id % PEOPLE_PER_BLOCK] as Person;
}
