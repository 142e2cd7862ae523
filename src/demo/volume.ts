import type { DirtRates } from './dirt.ts';
import { DIRT_LEVELS, writeDirtyRow } from './dirt.ts';
import { ELSEWHERE, LABORATORY_A, LEAK_SPELLING } from './laboratories.ts';
import { type Layout, writeRow } from './layouts.ts';
import type { Person } from './person.ts';
import { PEOPLE_PER_BLOCK, peopleOfBlock, population } from './population.ts';
import { Random, shuffle } from './random.ts';
import { writeDelimited } from './write-delimited.ts';

/** A leak out of a volume table. */
export interface VolumeLeakOptions {
  /** Rows of the table written with the same seed: its people are those with ids below. */
  readonly tableRows: number;
  /** Share (0 to 1) of the leak's rows that are of the table's people, default 0.5. */
  readonly membersShare01?: number;
  /** What went wrong on the way; default nothing: other order and spellings only. */
  readonly rates?: DirtRates;
}

/** Who is in a volume leak. */
export interface VolumeLeakTruth {
  readonly rows: number;
  readonly rowsOfMembers: number;
  /** For each row of the leak in order the id of its person; in the table when below `tableRows`. */
  readonly personIds: Int32Array;
}

const STREAM = 6;
const LAYOUT = LABORATORY_A.layout;
/** The same 22 columns in reverse order and other spellings; the names stay apart. */
const LEAK_LAYOUT: Layout = { columns: LAYOUT.columns.toReversed(), spelling: LEAK_SPELLING };

/**
 * Write a table of that many people: 22 columns, about 200 bytes a row, ';', UTF-8, header. Row n is the person with id
 * n - 1 of the population of that seed. Memory does not grow with the rows.
 */
export async function writeVolumeTable(path: string, rows: number, seed: number): Promise<void> {
  await writeDelimited(
    path,
    LAYOUT.columns.map(({ name }) => name),
    tableRows(rows, seed),
    { delimiter: ';', encoding: 'utf-8', lineEnd: '\n', isCompressed: false },
  );
}

/**
 * Write a leak out of the table of `writeVolumeTable`: 22 columns, tab, windows-1252, no header, members and strangers
 * mixed; nobody stands in it twice. Only the people's ids stay in memory.
 * @throws {RangeError} when it wants more members than the table has rows.
 */
export async function writeVolumeLeak(
  path: string,
  rows: number,
  seed: number,
  { tableRows, membersShare01 = 0.5, rates = DIRT_LEVELS.reformatted }: VolumeLeakOptions,
): Promise<VolumeLeakTruth> {
  const rowsOfMembers = Math.round(rows * membersShare01);
  if (rowsOfMembers > tableRows) {
    throw new RangeError(
      `a leak with ${rowsOfMembers} members needs a table of as many rows; it has ${tableRows}`,
    );
  }
  const random = new Random(seed, STREAM);
  const personIds = new Int32Array(rows);
  const people = mixedPeople(rows, rowsOfMembers, tableRows, seed, random);
  await writeDelimited(path, null, leakRows(people, tableRows, rates, random, personIds), {
    delimiter: '\t',
    encoding: 'windows-1252',
    lineEnd: '\r\n',
    isCompressed: false,
  });
  return { rows, rowsOfMembers, personIds };
}

function* tableRows(rows: number, seed: number): Generator<string[]> {
  for (const person of population(seed, rows)) yield writeRow(LAYOUT, LABORATORY_A, person);
}

function* leakRows(
  people: Iterable<Person>,
  tableRows: number,
  rates: DirtRates,
  random: Random,
  personIds: Int32Array,
): Generator<string[]> {
  let row = 0;
  for (const person of people) {
    personIds[row] = person.id;
    row += 1;
    yield writeDirtyRow(LEAK_LAYOUT, person.id < tableRows ? LABORATORY_A : ELSEWHERE, person, rates, random);
  }
}

/** Members and strangers in turn at their share, each row either drawn at random. */
function* mixedPeople(
  rows: number,
  rowsOfMembers: number,
  tableRows: number,
  seed: number,
  random: Random,
): Generator<Person> {
  const members = drawMembers(rowsOfMembers, tableRows, seed, random);
  const firstStranger = Math.ceil(tableRows / PEOPLE_PER_BLOCK) * PEOPLE_PER_BLOCK;
  const strangers = population(seed, rows - rowsOfMembers, { from: firstStranger });
  let membersLeft = rowsOfMembers;
  for (let rowsLeft = rows; rowsLeft > 0; rowsLeft -= 1) {
    const isMember = random.below(rowsLeft) < membersLeft;
    if (isMember) membersLeft -= 1;
    const next = isMember ? members.next() : strangers.next();
    if (next.done !== true) yield next.value;
  }
}

/** `count` different people of the table, block by block in random order, so that the leak's order tells nothing. */
function* drawMembers(count: number, tableRows: number, seed: number, random: Random): Generator<Person> {
  const blocks = shuffle([...Array(Math.ceil(tableRows / PEOPLE_PER_BLOCK)).keys()], random);
  let peopleLeft = tableRows;
  let wanted = count;
  for (const block of blocks) {
    for (const person of shuffle([...peopleOfBlock(seed, block)], random)) {
      if (person.id >= tableRows) continue;
      const isDrawn = random.below(peopleLeft) < wanted;
      peopleLeft -= 1;
      if (!isDrawn) continue;
      wanted -= 1;
      yield person;
    }
  }
}
