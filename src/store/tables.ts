import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { detachPrints, eraseSegments } from './erase.ts';
import type { Erasure } from './erasure.ts';
import { readTableOptions, toJsonColumn } from './json-column.ts';
import { nameKey, requireGoodName, requireNoNamesake } from './names.ts';
import type { Schema, TableRow } from './schema.ts';
import type { NewTable, TableRecord, TableStore } from './store.ts';

/** `user:password@` of a URL, or a password among its parameters. */
const PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@]*:[^/?#]*@|[?&](password|pwd|passwd)=/i;

/** The registered tables, over SQL that any database understands. */
export class Tables implements TableStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  async list(): Promise<readonly TableRecord[]> {
    const rows = await this.#kysely.selectFrom('tables').selectAll().orderBy('name').execute();
    return rows.map(toRecord);
  }

  async find(name: string): Promise<TableRecord | null> {
    const row = await this.#kysely
      .selectFrom('tables')
      .selectAll()
      .where('name', '=', nameKey(name))
      .executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  async get(name: string): Promise<TableRecord> {
    return (await this.find(name)) ?? unknownTable(name);
  }

  async requireFreeName(name: string): Promise<void> {
    requireGoodName(name);
    if (await this.find(name)) throw taken(name);
    await requireNoNamesake(this.#kysely, name, ['endpoints']);
  }

  async setSource(name: string, source: string): Promise<void> {
    refusePassword(source);
    const result = await this.#kysely
      .updateTable('tables')
      .set({ source })
      .where('name', '=', nameKey(name))
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) unknownTable(name);
  }

  async setDeclared(name: string, columns: readonly string[] | null): Promise<void> {
    await this.#kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('tables')
        .selectAll()
        .where('name', '=', nameKey(name))
        .executeTakeFirst();
      if (!row) return unknownTable(name);
      const { declared: _, ...kept } = toRecord(row).options;
      const options = columns === null ? kept : { ...kept, declared: columns };
      await trx
        .updateTable('tables')
        .set({ options: toJsonColumn(options) })
        .where('id', '=', row.id)
        .execute();
    });
  }

  async forget(name: string): Promise<Erasure> {
    const ids = await this.#kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('tables')
        .select('id')
        .where('name', '=', nameKey(name))
        .executeTakeFirst();
      if (!row) return unknownTable(name);
      await trx.deleteFrom('tables').where('id', '=', row.id).execute();
      return detachPrints(this.#context, trx, 'table', row.id);
    });
    return eraseSegments(this.#context, ids);
  }
}

/** Register a table within the transaction of its first print. @throws {UsageError} bad name, or taken meanwhile */
export async function insertTable(
  trx: StoreTransaction,
  id: string,
  table: NewTable,
  at: string,
): Promise<void> {
  const { controller, source, options } = table;
  const name = requireGoodName(table.name);
  refusePassword(source);
  const row = await trx.selectFrom('tables').select('id').where('name', '=', name).executeTakeFirst();
  if (row) throw taken(name);
  await requireNoNamesake(trx, name, ['endpoints']);
  await trx
    .insertInto('tables')
    .values({ id, name, controller, source, options: toJsonColumn(options), created_at: at })
    .execute();
}

function toRecord(row: TableRow): TableRecord {
  return {
    id: row.id,
    name: row.name,
    controller: row.controller,
    source: row.source,
    options: readTableOptions(row.options, `table ${row.name}`),
    createdAt: row.created_at,
  };
}

function refusePassword(source: string): void {
  // A bug of the caller, not of the user: sources are stored by their description, which has none.
  if (PASSWORD.test(source))
    throw new RangeError('the source of a table must be stored without its password');
}

function taken(name: string): UsageError {
  return new UsageError(
    `table name ${name} is already taken: choose another, or take a new snapshot with \`rowprint table refresh\``,
  );
}

function unknownTable(name: string): never {
  throw new UsageError(`no table is named ${JSON.stringify(name)}: \`rowprint table list\` shows the names`);
}
