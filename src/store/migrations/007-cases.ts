import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see case-schema.ts. */
export async function caseTables(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
