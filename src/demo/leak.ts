import type { Organisation } from './care.ts';
import { type DirtRates, writeDirtyRow } from './dirt.ts';
import { ELSEWHERE } from './laboratories.ts';
import { type Layout, tells } from './layouts.ts';
import type { Person } from './person.ts';
import { Random, shuffle } from './random.ts';
import { relativesOf } from './relatives.ts';

/** A table of which it is known who stands in it. Row n (from 1) is of people[n - 1]; nobody stands in it twice. */
export interface KnownTable {
  readonly name: string;
  readonly organisation: Organisation;
  readonly layout: Layout;
  readonly people: readonly Person[];
}

/** What the leak is made of. Shares are from 0 to 1. */
export interface LeakPlan {
  /** The seed of the population the tables' people are of. */
  readonly seed: number;
  /** Share of each table's rows that leaked; exact to a row, which ones is drawn. */
  readonly sources: readonly {
    readonly table: KnownTable;
    readonly share01: number;
    /** What the leak was copied from, where that tells other facts than the table: an extract. */
    readonly extract?: Layout;
  }[];
  /** Share of strangers among the leak's different rows: people who are in none of the tables. */
  readonly strangersShare01: number;
  /** Share of the strangers who are invented relatives of people whose row is in a table, leaked or not. */
  readonly relativesShareOfStrangers01: number;
  /** Where the other strangers are taken from; read until there are enough. People of the tables are passed over. */
  readonly strangers: Iterable<Person>;
  /** Share of the leak's rows that repeat another one, cell by cell. */
  readonly repeatedShare01: number;
  /** How the leak is written. A column whose fact a source does not tell stays blank in its rows. */
  readonly layout: Layout;
  readonly rates: DirtRates;
}

/** A row of a table, as people count: from 1. */
export interface TableRow {
  readonly table: string;
  readonly row: number;
}

/** One row of a leak, with the truth about it. */
export interface LeakedRow {
  readonly cells: readonly string[];
  /** Negative for invented relatives. */
  readonly personId: number;
  /** In a table; in none, but living with someone who is; in none. */
  readonly kind: 'member' | 'relative' | 'stranger';
  /** The row it was written from; null for people in no table. */
  readonly copiedFrom: TableRow | null;
  /** Every row of that person in any of the tables: what a checker can find. Empty for people in no table. */
  readonly presentIn: readonly TableRow[];
  /** Whether it repeats a row of the leak (which may come later). */
  readonly isRepeated: boolean;
}

const STREAM = 4;

/** The rows of a leak in random order, the same for the same plan. @throws {RangeError} when `strangers` ends too early. */
export function makeLeak(plan: LeakPlan): LeakedRow[] {
  const random = new Random(plan.seed, STREAM);
  const index = indexTables(plan.sources.map(({ table }) => table));
  const members = drawMembers(plan, index, random);
  const strangerCount = Math.round((members.length * plan.strangersShare01) / (1 - plan.strangersShare01));
  const relativeCount = Math.round(strangerCount * plan.relativesShareOfStrangers01);
  const different = [
    ...members,
    ...drawRelatives(plan, random, relativeCount),
    ...takeStrangers(plan, index, random, strangerCount - relativeCount),
  ];
  return shuffle([...different, ...repeat(different, plan.repeatedShare01, random)], random);
}

/** Who is in the tables. */
interface TablesIndex {
  readonly rowsByPerson: ReadonlyMap<number, readonly TableRow[]>;
  readonly households: ReadonlySet<number>;
}

function indexTables(tables: readonly KnownTable[]): TablesIndex {
  const rowsByPerson = new Map<number, TableRow[]>();
  const households = new Set<number>();
  for (const { name, people } of tables) {
    for (const [place, person] of people.entries()) {
      const rows = rowsByPerson.get(person.id) ?? [];
      rowsByPerson.set(person.id, rows);
      rows.push({ table: name, row: place + 1 });
      households.add(person.householdId);
    }
  }
  return { rowsByPerson, households };
}

function drawMembers(plan: LeakPlan, index: TablesIndex, random: Random): LeakedRow[] {
  return plan.sources.flatMap(({ table, share01, extract }) => {
    const told = plan.layout.columns.map(({ fact }) => tells(extract ?? table.layout, fact));
    const places = shuffle([...table.people.keys()], random).slice(
      0,
      Math.round(table.people.length * share01),
    );
    return places.map((place) => {
      const person = table.people[place] as Person;
      const cells = writeDirtyRow(plan.layout, table.organisation, person, plan.rates, random);
      return {
        cells: cells.map((cell, column) => (told[column] ? cell : '')),
        personId: person.id,
        kind: 'member' as const,
        copiedFrom: { table: table.name, row: place + 1 },
        presentIn: index.rowsByPerson.get(person.id) as readonly TableRow[],
        isRepeated: false,
      };
    });
  });
}

/** One relative for each of some people of the tables; several only when there are more relatives than people. */
function drawRelatives(plan: LeakPlan, random: Random, count: number): LeakedRow[] {
  const people = shuffle([...new Set(plan.sources.flatMap(({ table }) => table.people))], random);
  const perPerson = Math.ceil(count / Math.max(people.length, 1));
  const relatives = people
    .slice(0, Math.ceil(count / Math.max(perPerson, 1)))
    .flatMap((person) => relativesOf(plan.seed, person, random, perPerson));
  return relatives.slice(0, count).map(({ person }) => strangersRow(plan, person, 'relative', random));
}

function takeStrangers(plan: LeakPlan, index: TablesIndex, random: Random, count: number): LeakedRow[] {
  const rows: LeakedRow[] = [];
  if (count === 0) return rows;
  for (const person of plan.strangers) {
    if (index.rowsByPerson.has(person.id)) continue;
    const kind = index.households.has(person.householdId) ? 'relative' : 'stranger';
    rows.push(strangersRow(plan, person, kind, random));
    if (rows.length === count) return rows;
  }
  throw new RangeError(`the leak needs ${count} strangers and only ${rows.length} were offered`);
}

function strangersRow(
  plan: LeakPlan,
  person: Person,
  kind: 'relative' | 'stranger',
  random: Random,
): LeakedRow {
  return {
    cells: writeDirtyRow(plan.layout, ELSEWHERE, person, plan.rates, random),
    personId: person.id,
    kind,
    copiedFrom: null,
    presentIn: [],
    isRepeated: false,
  };
}

/** Rows to add so that `share01` of all rows repeat another. */
function repeat(rows: readonly LeakedRow[], share01: number, random: Random): LeakedRow[] {
  const count = Math.round((rows.length * share01) / (1 - share01));
  return Array.from({ length: count }, () => ({ ...random.pick(rows), isRepeated: true }));
}
