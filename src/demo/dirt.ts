import type { Organisation } from './care.ts';
import { drawHome } from './household/home.ts';
import { LEAK_SPELLING } from './laboratories.ts';
import { type Column, type Fact, type Layout, writeRow } from './layouts.ts';
import { mistype } from './mistype.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';

/** How often each thing goes wrong. Shares are from 0 to 1; of rows where it says rows, else of cells. */
export interface DirtRates {
  /** Rows of people who moved house since: another street, postcode and city. */
  readonly movedShare01: number;
  /** Rows with given and family name in each other's place. */
  readonly swappedNamesShare01: number;
  /** Cells left blank, other than identifiers. */
  readonly missingShare01: number;
  /** Cells of identifiers left blank: see IDENTIFIERS. */
  readonly missingIdentifiersShare01: number;
  /** Filled cells with one slip: see mistype. */
  readonly mistypedShare01: number;
  /** Filled cells of words cut off at 12 characters or half, whichever is more. */
  readonly truncatedShare01: number;
  /** Rows of which the cells from some column on stand one column too far right; the last is lost. */
  readonly shiftedShare01: number;
}

/** How far a leak's rows are from the table's. */
export type DirtLevel = 'clean' | 'reformatted' | 'dirty' | 'names-only';

/** Facts that alone nearly name a person or a household: what leaks are most often stripped of. */
export const IDENTIFIERS: ReadonlySet<Fact> = new Set<Fact>([
  'nir',
  'email',
  'mobile',
  'landline',
  'phone',
  'iban',
  'insurerNumber',
  'patientNumber',
  'fileNumber',
]);

const SPOTLESS: DirtRates = {
  movedShare01: 0,
  swappedNamesShare01: 0,
  missingShare01: 0,
  missingIdentifiersShare01: 0,
  mistypedShare01: 0,
  truncatedShare01: 0,
  shiftedShare01: 0,
};

/** The rates of each level, for the quality bench to use and to print. What else differs stands in `layoutAt`. */
export const DIRT_LEVELS: Readonly<Record<DirtLevel, DirtRates>> = {
  clean: SPOTLESS,
  reformatted: SPOTLESS,
  dirty: {
    ...SPOTLESS,
    movedShare01: 0.05,
    swappedNamesShare01: 0.02,
    missingShare01: 0.12,
    missingIdentifiersShare01: 0.5,
    mistypedShare01: 0.04,
  },
  'names-only': {
    ...SPOTLESS,
    swappedNamesShare01: 0.02,
    missingShare01: 0.01,
    mistypedShare01: 0.03,
  },
};

const NAMES_ONLY: readonly Column[] = [
  { name: 'birthdate', fact: 'birthDate' },
  { name: 'firstname', fact: 'given' },
  { name: 'zip', fact: 'postcode' },
  { name: 'lastname', fact: 'family' },
];

/**
 * How a leak of that level writes the rows of a table: clean, as the table does; reformatted and dirty, the columns in
 * another order, both names in one column, every value spelled otherwise; names-only, the two names, birth date and
 * postcode in other spellings.
 */
export function layoutAt(level: DirtLevel, table: Layout): Layout {
  if (level === 'clean') return table;
  if (level === 'names-only') return { columns: NAMES_ONLY, spelling: LEAK_SPELLING };
  return { columns: mergeNames(reorder(table.columns)), spelling: LEAK_SPELLING };
}

/** A person's row with what went wrong on the way: at the rates given, drawn from the generator. */
export function writeDirtyRow(
  layout: Layout,
  organisation: Organisation,
  person: Person,
  rates: DirtRates,
  random: Random,
): string[] {
  const noted = distort(person, rates, random);
  return soil(writeRow(layout, organisation, noted), layout.columns, rates, random);
}

/** What goes wrong with cells once they are written. */
export function soil(
  cells: readonly string[],
  columns: readonly Column[],
  rates: DirtRates,
  random: Random,
): string[] {
  const soiled = cells.map((cell, index) => soilCell(cell, (columns[index] as Column).fact, rates, random));
  if (rates.shiftedShare01 > 0 && random.chance(rates.shiftedShare01)) {
    soiled.splice(random.below(soiled.length), 0, '');
    soiled.pop();
  }
  return soiled;
}

/** What is wrong before anything is written: where the person lives, which name is which. */
function distort(person: Person, rates: DirtRates, random: Random): Person {
  const home = random.chance(rates.movedShare01) ? drawHome(random) : person.home;
  if (random.chance(rates.swappedNamesShare01)) {
    return { ...person, home, given: person.family, family: person.given };
  }
  return home === person.home ? person : { ...person, home };
}

function soilCell(cell: string, fact: Fact, rates: DirtRates, random: Random): string {
  if (cell === '') return cell;
  const missing = IDENTIFIERS.has(fact) ? rates.missingIdentifiersShare01 : rates.missingShare01;
  if (random.chance(missing)) return '';
  const cut = random.chance(rates.truncatedShare01) ? truncate(cell) : cell;
  return random.chance(rates.mistypedShare01) ? mistype(cut, random) : cut;
}

/** As a form with short boxes does it; cells with a digit are left whole, as numbers are checked for their length. */
function truncate(cell: string): string {
  return /\d/.test(cell) ? cell : cell.slice(0, Math.max(12, Math.ceil(cell.length / 2)));
}

/** Every fifth column, then every fifth from the next: no two neighbours stay neighbours. */
function reorder(columns: readonly Column[]): Column[] {
  return [0, 1, 2, 3, 4].flatMap((first) => columns.filter((_, index) => index % 5 === first)).reverse();
}

function mergeNames(columns: readonly Column[]): Column[] {
  return columns.flatMap((column) => {
    if (column.fact === 'given') return [];
    return column.fact === 'family' ? [{ name: 'name', fact: 'fullName' as const }] : [column];
  });
}
