import type { Kysely } from 'kysely';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import { KeyMismatchError } from './store-errors.ts';

/** What is known of the home itself. */
export interface HomeFacts {
  readonly homeId: string;
  /** Id of the key its prints were made with. */
  readonly keyId: string;
}

/** Write the facts of a new home. */
export async function writeHomeFacts(db: Kysely<Schema>, { homeId, keyId }: HomeFacts): Promise<void> {
  await db
    .insertInto('meta')
    .values([
      { name: 'home_id', value: homeId },
      { name: 'key_id', value: keyId },
    ])
    .execute();
}

/** Null when they are not there: the home's creation was cut off. */
export async function readHomeFacts(db: Kysely<Schema>): Promise<HomeFacts | null> {
  const rows = await db.selectFrom('meta').selectAll().execute();
  const values = new Map(rows.map((row) => [row.name, row.value]));
  const homeId = values.get('home_id');
  const keyId = values.get('key_id');
  return homeId !== undefined && keyId !== undefined ? { homeId, keyId } : null;
}

/** @throws {KeyMismatchError} naming both keys */
export function requireSameKey(database: Database, facts: HomeFacts, keyId: string): void {
  if (facts.keyId === keyId) return;
  throw new KeyMismatchError(
    `database ${database.where} was made with key ${facts.keyId}, and the key given is ${keyId}: nothing would ever match; ` +
      'give the right one with --key-file, or use another --home',
  );
}
