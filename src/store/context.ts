import type { Transaction } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { Checksum } from './checksum.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** What the parts of an open store share. */
export interface StoreContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly checksum: Checksum;
  /** What was begun and neither committed nor dropped. */
  readonly openWriters: Set<{ abort(): Promise<void> }>;
}

/** The same SQL inside a transaction. */
export type StoreTransaction = Transaction<Schema>;

/** The time of the store's clock, as it is written in every record: ISO 8601 in UTC. */
export function nowText(context: StoreContext): string {
  return new Date(context.clock.nowMs()).toISOString();
}
