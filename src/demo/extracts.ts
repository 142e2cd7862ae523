import type { Organisation } from './care.ts';
import { LABORATORY_A, LABORATORY_B, LABORATORY_C, LABORATORY_D } from './laboratories.ts';
import type { Layout } from './layouts.ts';
import type { KnownTable } from './leak.ts';
import { CATCHMENT, type ModelCase } from './model-case.ts';
import type { Person } from './person.ts';
import { population } from './population.ts';
import { Random, shuffle } from './random.ts';
import type { DelimitedStyle } from './write-delimited.ts';

/** One version of a file of people on a server. Row n (from 1) is of people[n - 1]; nobody stands in it twice. */
export interface Extract {
  readonly server: ServerName;
  /** From the server's root: '/pub/migration/EXTRACT_LABO_A.csv'. */
  readonly path: string;
  readonly organisation: Organisation;
  readonly layout: Layout;
  readonly style: DelimitedStyle;
  readonly people: readonly Person[];
  /** ISO, when the server says that it was written; null: when it was put there. */
  readonly modifiedAt: string | null;
}

/** The servers of the model case. */
export type ServerName = 'processor' | 'partner';

/** What stands on the servers. */
export interface Extracts {
  /** At first; the leak was taken from these. */
  readonly first: readonly Extract[];
  /** What later replaces the extract of the same server and path. */
  readonly replacement: Extract;
}

/** The extract of which there are two versions. */
export const REPLACED_PATH = '/pub/migration/EXTRACT_LABO_B.csv';

const STREAM = 7;
/** Leaked rows of A that stand nowhere, and of B that a partner has and the processor has not: about 1 and 3 % of the leak. */
const LEAKED_OF_A_NOWHERE = 300;
const LEAKED_OF_B_AT_PARTNER = 1_250;
/** Half of what a partner got was not leaked. */
const UNLEAKED_OF_B_AT_PARTNER = 1_250;
const UNLEAKED_OF_C_AT_PARTNER = 750;
/** A trial run of the migration that nobody erased. */
const ROWS_OF_TRIAL = 2_000;
/** With these, four in ten of the processor's rows are not in the leak; half of them would take the sweep half as long again. */
const ROWS_OF_D = 14_000;
/** Patients who are gone from the new version of the extract, and who are new in it. */
const ROWS_ERASED = 1_500;
const ROWS_ADDED = 900;

const STYLE_A: DelimitedStyle = {
  delimiter: ';',
  encoding: 'windows-1252',
  lineEnd: '\r\n',
  isCompressed: false,
};
const STYLE_B: DelimitedStyle = { delimiter: '|', encoding: 'utf-8', lineEnd: '\n', isCompressed: false };
const STYLE_C: DelimitedStyle = { ...STYLE_B, delimiter: ',' };

/**
 * What the processor's and the partner's server hold in the model case: about nine in ten of the leak's rows on the
 * first, and there nearly as many that did not leak; some of the leak at the partner's only, some nowhere.
 */
export function makeExtracts({ tables, leak }: ModelCase, seed: number): Extracts {
  const random = new Random(seed, STREAM);
  const inLeak = new Set(leak.map(({ personId }) => personId));
  const [a, b, c] = tables.map((table) => splitByLeak(table, inLeak, random)) as [Split, Split, Split];
  const elsewhere = [...population(seed, ROWS_OF_D + ROWS_ADDED, { from: CATCHMENT })];
  const others = elsewhere.slice(0, ROWS_OF_D);
  const peopleOfA = [...a.leaked.slice(LEAKED_OF_A_NOWHERE), ...a.unleaked];
  const peopleOfB = [...b.leaked.slice(LEAKED_OF_B_AT_PARTNER), ...b.unleaked];
  const mixed = (people: readonly Person[]): Person[] => shuffle([...people], random);
  const labA = writtenAs(LABORATORY_A, STYLE_A);
  const labB = writtenAs(LABORATORY_B, STYLE_B);
  const labC = writtenAs(LABORATORY_C, STYLE_C);
  const first: Extract[] = [
    {
      server: 'processor',
      path: '/pub/migration/EXTRACT_LABO_A.csv',
      ...labA,
      people: mixed(peopleOfA),
      modifiedAt: '2023-09-14T16:20:00.000Z',
    },
    {
      server: 'processor',
      path: '/pub/migration/old/EXTRACT_LABO_A.csv',
      ...labA,
      people: mixed(mixed(peopleOfA).slice(0, ROWS_OF_TRIAL)),
      modifiedAt: '2023-06-02T08:05:00.000Z',
    },
    {
      server: 'processor',
      path: REPLACED_PATH,
      ...labB,
      people: mixed(peopleOfB),
      modifiedAt: '2023-10-03T09:41:00.000Z',
    },
    {
      server: 'processor',
      path: '/pub/migration/EXTRACT_LABO_C.csv',
      ...labC,
      people: mixed(c.unleaked),
      modifiedAt: '2023-11-20T11:12:00.000Z',
    },
    {
      server: 'processor',
      path: '/pub/migration/EXTRACT_LABO_D.csv',
      ...writtenAs(LABORATORY_D, STYLE_A),
      people: mixed(others),
      modifiedAt: '2023-12-01T15:30:00.000Z',
    },
    {
      server: 'partner',
      path: '/downloads/patients-lab-b.csv',
      ...labB,
      people: mixed([
        ...b.leaked.slice(0, LEAKED_OF_B_AT_PARTNER),
        ...b.unleaked.slice(0, UNLEAKED_OF_B_AT_PARTNER),
      ]),
      modifiedAt: '2024-02-08T10:00:00.000Z',
    },
    {
      server: 'partner',
      path: '/downloads/patients-lab-c.csv',
      ...labC,
      people: mixed([...c.leaked, ...c.unleaked.slice(0, UNLEAKED_OF_C_AT_PARTNER)]),
      modifiedAt: '2024-02-08T10:02:00.000Z',
    },
  ];
  const kept = mixed(peopleOfB).slice(ROWS_ERASED);
  const people = mixed([...kept, ...elsewhere.slice(ROWS_OF_D)]);
  return {
    first,
    replacement: { server: 'processor', path: REPLACED_PATH, ...labB, people, modifiedAt: null },
  };
}

/** The people of a table by whether they are in the leak, each part in random order. */
interface Split {
  readonly leaked: readonly Person[];
  readonly unleaked: readonly Person[];
}

function splitByLeak({ people }: KnownTable, inLeak: ReadonlySet<number>, random: Random): Split {
  const drawn = shuffle([...people], random);
  return {
    leaked: drawn.filter(({ id }) => inLeak.has(id)),
    unleaked: drawn.filter(({ id }) => !inLeak.has(id)),
  };
}

function writtenAs(
  laboratory: Organisation & { readonly extract: Layout },
  style: DelimitedStyle,
): Pick<Extract, 'organisation' | 'layout' | 'style'> {
  return { organisation: laboratory, layout: laboratory.extract, style };
}
