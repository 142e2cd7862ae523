import type { StoreContext, StoreTransaction } from './context.ts';
import { readJson, toJsonColumn } from './json-column.ts';
import { ownBytes } from './segment-reader.ts';
import { StoreDamagedError } from './store-errors.ts';
import type { ComparisonRecord } from './watched.ts';
import type { ComparisonRow } from './watched-schema.ts';

/** Write a comparison, or write over it. Nothing where its version or its print was forgotten in the meantime. */
export async function putComparison(
  context: StoreContext,
  trx: StoreTransaction,
  { versionId, printId, result, foundRows, foundPersons }: ComparisonRecord,
): Promise<void> {
  if (!(await has(trx, 'asset_versions', versionId)) || !(await has(trx, 'prints', printId))) return;
  const columns = {
    result: toJsonColumn(result),
    rows_checksum: foundRows && context.checksum(foundRows),
    persons_checksum: foundPersons && context.checksum(foundPersons),
    found_rows: foundRows,
    found_persons: foundPersons,
  };
  await trx
    .insertInto('comparisons')
    .values({ version_id: versionId, print_id: printId, ...columns })
    .onConflict((conflict) => conflict.columns(['version_id', 'print_id']).doUpdateSet(columns))
    .execute();
}

/** A comparison as others see it. @throws {StoreDamagedError} it is not what was written */
export function comparisonRecord(context: StoreContext, row: ComparisonRow): ComparisonRecord {
  const where = `the comparison of ${row.version_id} and ${row.print_id}`;
  return {
    versionId: row.version_id,
    printId: row.print_id,
    result: readJson(row.result, where),
    foundRows: foundSet(context, row.found_rows, row.rows_checksum, where),
    foundPersons: foundSet(context, row.found_persons, row.persons_checksum, where),
  };
}

async function has(trx: StoreTransaction, table: 'asset_versions' | 'prints', id: string): Promise<boolean> {
  return (await trx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

function foundSet(
  { checksum }: StoreContext,
  bytes: Uint8Array | null,
  expected: string | null,
  where: string,
): Uint8Array | null {
  if ((bytes && checksum(bytes)) !== expected)
    throw new StoreDamagedError(
      `what ${where} found is damaged: restore the database from a backup, or sweep again`,
    );
  return bytes && ownBytes(bytes);
}
