import type { Kysely } from 'kysely';

/** Column types whose names differ between databases. */
export interface ColumnTypes {
  readonly bytes: 'blob' | 'bytea';
}

/** One step of the schema. Once released it is never edited: homes exist that have taken it. */
export type SchemaStep = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;
