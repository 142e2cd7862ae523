import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see setting-schema.ts. */
export async function serviceSettings(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
