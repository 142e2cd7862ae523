import type { Print } from '../../fingerprints/print/print.ts';
import { encodePrint } from '../../fingerprints/print/print-codec.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { MadeByRun, Publication } from '../store/publication.ts';
import type { FirstPrintOf, PrintSubject, PrintWriter, Store } from '../store/store.ts';
import type { StoredPrintMeta } from './load-prints.ts';

/** A part that only its own key opens, and only for this print. */
export interface SealedPart {
  readonly name: string;
  chunks(printId: string): Iterable<Uint8Array>;
}

/** What a stored print consists of. */
export interface WrittenPrint {
  readonly print: Print;
  /** Sentences that every report which uses the print repeats. */
  readonly warnings: readonly string[];
  readonly sealed?: SealedPart;
}

/**
 * Store a print in packed parts; nobody sees it before all of it is there. Returns its id.
 * With `first` the table or suspect comes into being in the same transaction, with `made` the run ends in it.
 */
export async function writePrint(
  store: Store,
  subject: PrintSubject,
  written: WrittenPrint,
  together: { readonly first?: FirstPrintOf; readonly made?: MadeByRun },
  signal: AbortSignal | undefined,
): Promise<string> {
  const writer = await store.beginPrint(subject);
  try {
    const meta = await writeParts(writer, written, signal);
    await writer.commit(meta, together.first, together.made);
    return writer.id;
  } finally {
    await writer.abort();
  }
}

/**
 * Store a print as above and hand it over to be made visible together with something else. Who takes it must use it or
 * drop it: nobody sees it, and it is removed when the home is opened after this process ended.
 */
export async function preparePrint(
  store: Store,
  subject: PrintSubject,
  print: Print,
  first: FirstPrintOf,
  signal: AbortSignal | undefined,
): Promise<{ readonly publication: Publication; abort(): Promise<void> }> {
  const writer = await store.beginPrint(subject);
  try {
    const meta = await writeParts(writer, { print, warnings: [] }, signal);
    return { publication: writer.publication(meta, first), abort: () => writer.abort() };
  } catch (failure) {
    await writer.abort();
    throw failure;
  }
}

async function writeParts(
  writer: PrintWriter,
  { print, warnings, sealed }: WrittenPrint,
  signal: AbortSignal | undefined,
): Promise<StoredPrintMeta> {
  for (const { name, bytes } of encodePrint(print)) {
    throwIfCancelled(signal);
    await writer.write(name, bytes);
  }
  for (const bytes of sealed?.chunks(writer.id) ?? []) {
    throwIfCancelled(signal);
    await writer.write(sealed!.name, bytes);
  }
  return { print: print.meta, warnings };
}
