import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migration.ts';

/** Tables of the service: see run-schema.ts. */
export async function runsQueue(_db: Kysely<unknown>, _types: ColumnTypes): Promise<void> {}
