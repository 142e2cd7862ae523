import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see suspect-file-schema.ts. */
export async function suspectFiles(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
