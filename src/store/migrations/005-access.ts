import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see access-schema.ts. */
export async function accessTables(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
