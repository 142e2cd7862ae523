import type { Print } from '../../fingerprints/print/print.ts';
import type { Coverage } from '../core/row.ts';
import type { TableOptions } from '../store/store.ts';
import type { KeyCollector } from './primary-keys/key-collector.ts';

/** A fingerprinted table that is not stored yet. */
export interface MadePrint {
  readonly print: Print;
  /** All columns of the source, also those that were ignored. */
  readonly columns: readonly { readonly name: string }[];
  /** What the user said of the columns, checked. */
  readonly wishes: Omit<TableOptions, 'forced'>;
  /** The primary keys of its rows; null where the user named no key column. */
  readonly keys: KeyCollector | null;
  readonly coverage: Coverage;
  /** When the run began (Clock.nowMs). */
  readonly startedMs: number;
}
