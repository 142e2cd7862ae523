import type { Print } from '../../fingerprints/print/print.ts';
import type { TableReport } from '../reports/table-report.ts';
import type { NewTable } from '../store/store.ts';
import type { MadePrint } from './made-print.ts';

/** A fingerprinted table that was stored. */
interface StoredTable extends MadePrint {
  readonly table: NewTable;
  readonly printId: string;
  readonly snapshotAt: string;
  readonly warnings: readonly string[];
  readonly nowMs: number;
}

/** What is said of a table after `table add` and `table refresh`. */
export function describeTable(stored: StoredTable): TableReport {
  const { meta } = stored.print;
  return {
    schema: 'rowprint.table/1',
    table: { name: stored.table.name, controller: stored.table.controller, source: stored.table.source },
    print: stored.printId,
    snapshotAt: stored.snapshotAt,
    rows: meta.rows,
    persons: meta.persons,
    keepsKeys: stored.keys !== null,
    columns: stored.columns.map(({ name }, source) => {
      const column = meta.columns.find((one) => one.source === source);
      if (column === undefined) return ignoredColumn(name);
      return {
        name,
        field: column.reading.field,
        role: column.role,
        distinct: column.distinct,
        empty: column.empty,
        unreadable: column.unreadable,
        identifyingBits: column.distinct === 0 ? null : column.identifyingBits,
        indexed: column.isIndexed,
        ignored: false,
      };
    }),
    coverage: stored.coverage,
    warnings: stored.warnings,
    elapsedMs: stored.nowMs - stored.startedMs,
  };
}

function ignoredColumn(name: string): TableReport['columns'][number] {
  return {
    name,
    field: 'text',
    role: null,
    distinct: 0,
    empty: 0,
    unreadable: 0,
    identifyingBits: null,
    indexed: false,
    ignored: true,
  };
}

/** Below this share of recognisable rows a table's reports carry a warning. */
const WELL_RECOGNISABLE = 0.9;
/** Above this share of unreadable cells the field was probably taken wrongly. */
const MUCH_UNREADABLE = 0.2;

/** Sentences on what weakens every comparison with a print; no cell, only names and counts. */
export function weaknessesOf(print: Print, name: string): readonly string[] {
  const { recognisableShare, columns, rows } = print.meta;
  const weak =
    recognisableShare < WELL_RECOGNISABLE
      ? [
          `only ${Math.round(recognisableShare * 100)} % of the rows of '${name}' carry enough to single out one person; the others cannot be found`,
        ]
      : [];
  const unread = columns
    .filter((column) => !column.isDerived && column.unreadable > MUCH_UNREADABLE * rows)
    .map(
      (column) =>
        `column '${column.name}' of '${name}' was read as ${column.reading.field}, but ${column.unreadable} of its ${rows} cells cannot be; --field sets another`,
    );
  return [...weak, ...unread];
}
