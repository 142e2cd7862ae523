import { UsageError } from '../core/errors.ts';
import type { DeclarationReport } from '../reports/table-report.ts';
import { visible } from '../reports/visible.ts';
import type { Store } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';

/**
 * `table declare`: say which columns extracts of a table are meant to hold. The rest, found in a leak and on a server,
 * is over-extracted. Known are the columns of its latest print and those that were left out of it on request.
 * @param columns in any order, each once or more; null: all of them, which is how it begins
 * @throws {UsageError} no such table, or a column that it does not have
 */
export async function declareColumns(
  store: Store,
  name: string,
  columns: readonly string[] | null,
): Promise<DeclarationReport> {
  const table = await store.tables.get(name);
  const known = await columnsOf(store, table.id, table.options.ignored);
  const unknown = (columns ?? []).filter((column) => !known.includes(column));
  if (unknown.length > 0)
    throw new UsageError(
      `table ${table.name} has no column ${unknown.map(visible).join(', ')}: it has ${known.map(visible).join(', ')}`,
    );
  const declared = columns === null ? null : known.filter((column) => columns.includes(column));
  await store.tables.setDeclared(table.name, declared);
  return {
    schema: 'rowprint.declaration/1',
    name: table.name,
    declared,
    undeclared: declared === null ? [] : known.filter((column) => !declared.includes(column)),
  };
}

/** In the table's order; those that were left out come last. */
async function columnsOf(store: Store, subjectId: string, ignored: readonly string[]): Promise<string[]> {
  const latest = (await store.prints.list({ kind: 'table', subjectId })).at(-1);
  const meta = (latest?.meta as StoredPrintMeta | undefined)?.print;
  const printed = (meta?.columns ?? []).filter(({ isDerived }) => !isDerived).map(({ name }) => name);
  return [...new Set([...printed.filter((column) => column !== null), ...ignored])];
}
