import type { KnownTable, LeakedRow } from './leak.ts';

/** What is true of one table and the leak: what a perfect report would say. Shares are from 0 to 1. */
export interface TableTruth {
  readonly table: string;
  readonly controller: string;
  /** Rows of the table. */
  readonly tableRows: number;
  /** Rows of the leak whose person stands in the table, whichever table they were copied from; repeated rows count each time. */
  readonly leakRowsPresent: number;
  /** The same as a share of the leak's rows. */
  readonly share01: number;
  /** Rows of the leak that were copied from this very table. */
  readonly leakRowsCopied: number;
  /** People of the table who stand in the leak. */
  readonly persons: number;
  /** Rows of the table whose person stands in the leak. */
  readonly tableRowsPresent: number;
  /** The same as a share of the table's rows. */
  readonly reverseShare01: number;
}

/** What is true of a leak against some tables. */
export interface LeakTruth {
  readonly leakRows: number;
  readonly tables: readonly TableTruth[];
  /** Different people of the leak who stand in any table: each once. */
  readonly persons: number;
  /** Rows of the leak whose person stands in any table. */
  readonly rowsExplained: number;
  readonly rowsUnexplained: number;
  /** Of the unexplained rows, those of people who live with someone in a table. */
  readonly rowsOfRelatives: number;
  /** Rows that repeat another one. */
  readonly rowsRepeated: number;
}

/** Count the truth about a leak out of what is known of each of its rows. */
export function truthOf(leak: readonly LeakedRow[], tables: readonly KnownTable[]): LeakTruth {
  const explained = leak.filter(({ kind }) => kind === 'member');
  return {
    leakRows: leak.length,
    tables: tables.map((table) => truthOfTable(leak, table)),
    persons: new Set(explained.map(({ personId }) => personId)).size,
    rowsExplained: explained.length,
    rowsUnexplained: leak.length - explained.length,
    rowsOfRelatives: leak.filter(({ kind }) => kind === 'relative').length,
    rowsRepeated: leak.filter(({ isRepeated }) => isRepeated).length,
  };
}

function truthOfTable(leak: readonly LeakedRow[], { name, organisation, people }: KnownTable): TableTruth {
  const present = leak.filter(({ presentIn }) => presentIn.some(({ table }) => table === name));
  const persons = new Set(present.map(({ personId }) => personId)).size;
  const tableRowsPresent = new Set(
    present.flatMap(({ presentIn }) => presentIn.filter(({ table }) => table === name).map(({ row }) => row)),
  ).size;
  return {
    table: name,
    controller: organisation.name,
    tableRows: people.length,
    leakRowsPresent: present.length,
    share01: leak.length === 0 ? 0 : present.length / leak.length,
    leakRowsCopied: leak.filter(({ copiedFrom }) => copiedFrom?.table === name).length,
    persons,
    tableRowsPresent,
    reverseShare01: people.length === 0 ? 0 : tableRowsPresent / people.length,
  };
}
