/** A source under test with a table of people, one of many rows, and an empty one. */
export interface SampleDatabase {
  /** SOURCE of a table by its name. */
  source(table: string): string;
  /** Everything made is gone afterwards. */
  remove(): Promise<void>;
}

/** How the contract suite meets one kind of source. */
export interface SampleKind {
  readonly id: string;
  /** Rows of the table 'many'. */
  readonly manyRows: number;
  /** Why the source cannot be tested here, null where it can. */
  unreachable(): Promise<string | null>;
  /** Tables 'people' (PEOPLE_CELLS), 'empty' (no rows, the same columns) and 'many' (rows of about 1 kB). */
  create(): Promise<SampleDatabase>;
}

/** 300,000 rows of 1,000 characters: 300 MB that must never be in memory at once. */
export const MANY_ROWS = 300_000;

/** A name for schemas, tables and users of one test run that nobody else has. */
export function uniqueName(): string {
  return `rp_test_${process.pid}_${Math.floor(Math.random() * 1e9).toString(36)}`;
}
