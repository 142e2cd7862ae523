import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DirtRates } from './dirt.ts';
import {
  LABORATORY_A,
  LABORATORY_B,
  LABORATORY_C,
  type Laboratory,
  LEAK_SPELLING,
  UNWANTED_FACTS,
} from './laboratories.ts';
import { type Column, type Fact, type Layout, writeRow } from './layouts.ts';
import { type KnownTable, type LeakedRow, makeLeak } from './leak.ts';
import type { Person } from './person.ts';
import { PEOPLE_PER_BLOCK, population } from './population.ts';
import { Random, shuffle } from './random.ts';
import { type LeakTruth, truthOf } from './truth.ts';
import { writeDelimited } from './write-delimited.ts';
import { writeSqlite } from './write-sqlite.ts';

/** One laboratory of the model case. */
export interface ModelSource {
  /** 'lab_a': the name of the table. */
  readonly name: string;
  readonly laboratory: Laboratory;
  readonly rows: number;
  /** Share (0 to 1) of its rows that leaked. */
  readonly leakedShare01: number;
}

/**
 * Three laboratories and how much of each leaked: 90 % of two, 5 % of the third. The sizes are such that the leak,
 * with its strangers and repeated rows, has 50,107 rows.
 */
export const MODEL_SOURCES: readonly ModelSource[] = [
  { name: 'lab_a', laboratory: LABORATORY_A, rows: 32_000, leakedShare01: 0.9 },
  { name: 'lab_b', laboratory: LABORATORY_B, rows: 19_000, leakedShare01: 0.9 },
  { name: 'lab_c', laboratory: LABORATORY_C, rows: 15_000, leakedShare01: 0.05 },
];
/** Share of the leak's different rows that are of people in no laboratory, and of its rows that repeat another. */
export const MODEL_STRANGERS_SHARE01 = 0.05;
export const MODEL_REPEATED_SHARE01 = 0.02;

/** What went wrong on the way into the leak. */
export const MODEL_RATES: DirtRates = {
  movedShare01: 0.01,
  swappedNamesShare01: 0.005,
  missingShare01: 0.04,
  missingIdentifiersShare01: 0.12,
  mistypedShare01: 0.02,
  truncatedShare01: 0.002,
  shiftedShare01: 0,
};

const LEAKED_FACTS: readonly Fact[] = [
  'email',
  'city',
  'fullName',
  'phone',
  'birthDate',
  'postcode',
  'street',
  'nir',
  'insurer',
  'landline',
  'sex',
  'prescriber',
  'comment',
  'remark',
];
/** How the leak is written. Accents stay: in a windows-1252 file they show whether the encoding was found. */
export const LEAK_LAYOUT: Layout = {
  columns: LEAKED_FACTS.map((fact) => ({ name: fact, fact })),
  spelling: { ...LEAK_SPELLING, accents: 'kept' },
};

const STREAM = 5;
/** People from whom patients and strangers are drawn: enough to fill the laboratories, and some more. */
export const CATCHMENT = 144 * PEOPLE_PER_BLOCK;
/** A household goes to one laboratory, but some of its people to another, to none, or to a second one besides. */
const OTHER_LABORATORY_SHARE01 = 0.04;
const NO_LABORATORY_SHARE01 = 0.03;
const SECOND_LABORATORY_SHARE01 = 0.015;

/** The model case before it is written. */
export interface ModelCase {
  readonly tables: readonly KnownTable[];
  readonly leak: readonly LeakedRow[];
  readonly truth: LeakTruth;
}

/** The files of a written model case. */
export interface WrittenModelCase {
  readonly model: ModelCase;
  /** What `table add` is told of each table. */
  readonly tables: readonly {
    readonly name: string;
    readonly controller: string;
    readonly source: string;
    /** Columns that an extract of it may hold: all but the comments. */
    readonly declared: readonly string[];
  }[];
  readonly leakPath: string;
}

/** Three laboratories' tables and a leak out of them, with the truth. The same for the same seed. */
export function makeModelCase(seed: number): ModelCase {
  const random = new Random(seed, STREAM);
  const { patients, others } = assignPatients(seed, random);
  const tables = MODEL_SOURCES.map(({ name, laboratory }, place) => ({
    name,
    organisation: laboratory,
    layout: laboratory.layout,
    people: shuffle(patients[place] as Person[], random),
  }));
  const leak = makeLeak({
    seed,
    sources: tables.map((table, place) => ({
      table,
      share01: (MODEL_SOURCES[place] as ModelSource).leakedShare01,
      extract: (MODEL_SOURCES[place] as ModelSource).laboratory.extract,
    })),
    strangersShare01: MODEL_STRANGERS_SHARE01,
    relativesShareOfStrangers01: 0,
    strangers: shuffle(others, random),
    repeatedShare01: MODEL_REPEATED_SHARE01,
    layout: LEAK_LAYOUT,
    rates: MODEL_RATES,
  });
  return { tables, leak, truth: truthOf(leak, tables) };
}

/**
 * Write the model case: lab-a.csv (';', windows-1252, header), lab-b.sqlite (table patients), lab-c.csv.gz (',', UTF-8,
 * header), leak.txt (tab, windows-1252, no header). The folder is made where it is missing; files are replaced.
 */
export async function writeModelCase(folder: string, seed: number): Promise<WrittenModelCase> {
  const model = makeModelCase(seed);
  const { tables, leak } = model;
  const [a, b, c] = tables as [KnownTable, KnownTable, KnownTable];
  const paths = {
    a: join(folder, 'lab-a.csv'),
    b: join(folder, 'lab-b.sqlite'),
    c: join(folder, 'lab-c.csv.gz'),
    leak: join(folder, 'leak.txt'),
  };
  mkdirSync(folder, { recursive: true });
  await writeDelimited(paths.a, namesOf(a), rowsOf(a), {
    delimiter: ';',
    encoding: 'windows-1252',
    lineEnd: '\r\n',
    isCompressed: false,
  });
  writeSqlite(paths.b, 'patients', namesOf(b), rowsOf(b));
  await writeDelimited(paths.c, namesOf(c), rowsOf(c), {
    delimiter: ',',
    encoding: 'utf-8',
    lineEnd: '\n',
    isCompressed: true,
  });
  await writeDelimited(paths.leak, null, cellsOf(leak), {
    delimiter: '\t',
    encoding: 'windows-1252',
    lineEnd: '\r\n',
    isCompressed: false,
  });
  const sources = [paths.a, `${paths.b}#patients`, paths.c];
  return {
    model,
    tables: tables.map(({ name, organisation, layout }, place) => ({
      name,
      controller: organisation.name,
      source: sources[place] as string,
      declared: declaredColumns(layout).map(({ name: column }) => column),
    })),
    leakPath: paths.leak,
  };
}

/** Patients of each laboratory by ascending id, and the people who are patients of none. */
function assignPatients(seed: number, random: Random): { patients: Person[][]; others: Person[] } {
  const patients: Person[][] = MODEL_SOURCES.map(() => []);
  const others: Person[] = [];
  let householdId = -1;
  let usual = 0;
  for (const person of population(seed, CATCHMENT)) {
    if (person.householdId !== householdId) usual = drawLaboratory(random);
    householdId = person.householdId;
    const wanted = laboratoriesOf(usual, random).filter((place) => hasRoom(patients, place));
    for (const place of wanted) (patients[place] as Person[]).push(person);
    if (wanted.length === 0) others.push(person);
  }
  return { patients, others };
}

/** Places in MODEL_SOURCES where someone is a patient whose household goes to the `usual` one. */
function laboratoriesOf(usual: number, random: Random): number[] {
  const roll = random.unit();
  const other = (usual + 1 + random.below(MODEL_SOURCES.length - 1)) % MODEL_SOURCES.length;
  if (roll < NO_LABORATORY_SHARE01) return [];
  if (roll < NO_LABORATORY_SHARE01 + OTHER_LABORATORY_SHARE01) return [other];
  return random.chance(SECOND_LABORATORY_SHARE01) ? [usual, other] : [usual];
}

/** A laboratory at the share of its rows. */
function drawLaboratory(random: Random): number {
  const total = MODEL_SOURCES.reduce((sum, { rows }) => sum + rows, 0);
  let rest = random.below(total);
  return MODEL_SOURCES.findIndex(({ rows }) => {
    rest -= rows;
    return rest < 0;
  });
}

function hasRoom(patients: readonly Person[][], place: number): boolean {
  return (patients[place] as Person[]).length < (MODEL_SOURCES[place] as ModelSource).rows;
}

/** What the owner of a table in that layout agreed to have extracted. */
export function declaredColumns({ columns }: Layout): Column[] {
  return columns.filter(({ fact }) => !UNWANTED_FACTS.has(fact));
}

function namesOf({ layout }: KnownTable): string[] {
  return layout.columns.map(({ name }) => name);
}

function* rowsOf({ layout, organisation, people }: KnownTable): Generator<string[]> {
  for (const person of people) yield writeRow(layout, organisation, person);
}

function* cellsOf(leak: readonly LeakedRow[]): Generator<readonly string[]> {
  for (const { cells } of leak) yield cells;
}
