import type { PrintMeta } from '../../fingerprints/print/print.ts';
import type { TableSummary } from '../reports/table-report.ts';
import type { Store, TableRecord } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';
import { KEYS_PART } from './primary-keys/sealed-keys.ts';

/** A table with its columns and snapshots, as its page shows it. Times are ISO 8601 in UTC. */
export interface KnownTable extends TableSummary {
  readonly createdAt: string;
  /** Of the latest snapshot. */
  readonly columns: {
    readonly name: string;
    readonly field: string;
    readonly distinct: number;
    readonly empty: number;
    readonly identifyingBits: number | null;
    readonly indexed: boolean;
  }[];
  /** Oldest first. */
  readonly snapshotList: {
    readonly print: string;
    readonly snapshotAt: string;
    readonly rows: number;
    readonly persons: number;
  }[];
  readonly warnings: readonly string[];
}

/** What is known of a registered table. Reads no bytes of its prints. */
export async function describeKnownTable(store: Store, table: TableRecord): Promise<KnownTable> {
  const prints = await store.prints.list({ kind: 'table', subjectId: table.id });
  const snapshots = prints.map(({ id, snapshotAt, meta }) => ({
    id,
    snapshotAt,
    ...(meta as StoredPrintMeta),
  }));
  const latest = snapshots.at(-1);
  return {
    name: table.name,
    controller: table.controller,
    source: table.source,
    createdAt: table.createdAt,
    snapshotAt: latest?.snapshotAt ?? '',
    rows: latest?.print.rows ?? 0,
    persons: latest?.print.persons ?? 0,
    snapshots: snapshots.length,
    declared: table.options.declared ?? null,
    keepsKeys: prints.at(-1)?.parts[KEYS_PART] !== undefined,
    columns: latest === undefined ? [] : columnsOf(latest.print),
    snapshotList: snapshots.map(({ id, snapshotAt, print: { rows, persons } }) => ({
      print: id,
      snapshotAt,
      rows,
      persons,
    })),
    warnings: latest?.warnings ?? [],
  };
}

function columnsOf({ columns }: PrintMeta): KnownTable['columns'] {
  return columns
    .filter(({ isDerived }) => !isDerived)
    .map(({ name, reading, distinct, empty, identifyingBits, isIndexed }, at) => ({
      name: name ?? `column ${at + 1}`,
      field: reading.field,
      distinct,
      empty,
      identifyingBits: distinct === 0 ? null : identifyingBits,
      indexed: isIndexed,
    }));
}
