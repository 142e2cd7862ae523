import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see alert-schema.ts. */
export async function alertTables(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
