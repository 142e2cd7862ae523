import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { detachPrints, eraseSegments } from './erase.ts';
import type { Erasure } from './erasure.ts';
import { nameKey, requireGoodName, requireNoNamesake } from './names.ts';
import type { Schema, SuspectRow } from './schema.ts';
import type { NewSuspect, SuspectRecord, SuspectStore } from './store.ts';

/** The kept suspects, over SQL that any database understands. */
export class Suspects implements SuspectStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  async list(): Promise<readonly SuspectRecord[]> {
    const rows = await this.#kysely.selectFrom('suspects').selectAll().orderBy('name').execute();
    return rows.map(toRecord);
  }

  async find(name: string): Promise<SuspectRecord | null> {
    const row = await this.#kysely
      .selectFrom('suspects')
      .selectAll()
      .where('name', '=', nameKey(name))
      .executeTakeFirst();
    return row ? toRecord(row) : null;
  }

  async get(name: string): Promise<SuspectRecord> {
    return (await this.find(name)) ?? unknownSuspect(name);
  }

  async requireFreeName(name: string): Promise<void> {
    requireGoodName(name);
    if (await this.find(name)) throw taken(name);
    await requireNoNamesake(this.#kysely, name, ['endpoints']);
  }

  async forget(name: string): Promise<Erasure> {
    const ids = await this.#kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('suspects')
        .select('id')
        .where('name', '=', nameKey(name))
        .executeTakeFirst();
      if (!row) return unknownSuspect(name);
      await trx.deleteFrom('suspects').where('id', '=', row.id).execute();
      return detachPrints(this.#context, trx, 'suspect', row.id);
    });
    return eraseSegments(this.#context, ids);
  }
}

/** Keep a suspect within the transaction of its print. @throws {UsageError} bad name, or taken meanwhile */
export async function insertSuspect(
  trx: StoreTransaction,
  id: string,
  suspect: NewSuspect,
  at: string,
): Promise<void> {
  const name = requireGoodName(suspect.name);
  const { sha256 } = suspect;
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('a SHA-256 is 64 lower-case hexadecimal digits');
  const row = await trx.selectFrom('suspects').select('id').where('name', '=', name).executeTakeFirst();
  if (row) throw taken(name);
  await requireNoNamesake(trx, name, ['endpoints']);
  await trx.insertInto('suspects').values({ id, name, sha256, created_at: at }).execute();
}

function toRecord(row: SuspectRow): SuspectRecord {
  return { id: row.id, name: row.name, sha256: row.sha256, createdAt: row.created_at };
}

function taken(name: string): UsageError {
  return new UsageError(`a suspect named ${name} is kept already: choose another name with --keep`);
}

function unknownSuspect(name: string): never {
  throw new UsageError(`no kept suspect is named ${JSON.stringify(name)}`);
}
