import type { NewTable, Store } from '../../src/store/store.ts';

/** Id of the key that test homes are made with. */
export const KEY_ID = '0123456789abcdef';
/** When the tables of tests were read. */
export const SNAPSHOT = '2026-01-31T12:00:00.000Z';

/** A table as a user would add it. */
export function newTable(name: string): NewTable {
  const options = { fields: { NIR: 'nir' }, ignored: ['note'], keyColumn: 'id', forced: false } as const;
  return { name, controller: 'Laboratory A', source: `${name}.csv`, options };
}

/** A table with one print of one part. @returns the print's id */
export async function addTable(store: Store, name: string, bytes: Uint8Array): Promise<string> {
  const writer = await store.beginPrint({ kind: 'table', snapshotAt: SNAPSHOT });
  await writer.write('rows', bytes);
  await writer.commit({ rows: 1 }, { table: newTable(name) });
  return writer.id;
}
