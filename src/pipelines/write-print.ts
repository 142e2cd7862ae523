import type { Print } from '../../fingerprints/print/print.ts';
import { encodePrint } from '../../fingerprints/print/print-codec.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { NewSuspect, NewTable, PrintSubject, Store } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';

/**
 * Store a print in packed parts; nobody sees it before all of it is there. Returns its id.
 * With `first` the table or suspect comes into being in the same transaction.
 */
export async function writePrint(
  store: Store,
  subject: PrintSubject,
  print: Print,
  warnings: readonly string[],
  first: { readonly table?: NewTable; readonly suspect?: NewSuspect } | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  const writer = await store.beginPrint(subject);
  try {
    for (const { name, bytes } of encodePrint(print)) {
      throwIfCancelled(signal);
      await writer.write(name, bytes);
    }
    const meta: StoredPrintMeta = { print: print.meta, warnings };
    await writer.commit(meta, first);
    return writer.id;
  } finally {
    await writer.abort();
  }
}
