import type { Print } from '../../fingerprints/print/print.ts';
import { encodePrint } from '../../fingerprints/print/print-codec.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { NewSuspect, NewTable, PrintSubject, Store } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';

/** A part that only its own key opens, and only for this print. */
export interface SealedPart {
  readonly name: string;
  chunks(printId: string): Iterable<Uint8Array>;
}

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
  sealed?: SealedPart,
): Promise<string> {
  const writer = await store.beginPrint(subject);
  try {
    for (const { name, bytes } of encodePrint(print)) {
      throwIfCancelled(signal);
      await writer.write(name, bytes);
    }
    if (sealed !== undefined)
      for (const bytes of sealed.chunks(writer.id)) {
        throwIfCancelled(signal);
        await writer.write(sealed.name, bytes);
      }
    const meta: StoredPrintMeta = { print: print.meta, warnings };
    await writer.commit(meta, first);
    return writer.id;
  } finally {
    await writer.abort();
  }
}
