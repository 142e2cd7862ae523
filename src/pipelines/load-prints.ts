import type { Arena } from '../../fingerprints/engine/arena.ts';
import { TOKEN_ALGORITHM } from '../../fingerprints/engine/tokeniser.ts';
import { CANONICAL_VERSION } from '../../fingerprints/fields/field.ts';
import type { ComparedPrint } from '../../fingerprints/overlap/conclude.ts';
import type { Print, PrintMeta } from '../../fingerprints/print/print.ts';
import { decodePrint, isReadable } from '../../fingerprints/print/print-codec.ts';
import { RowprintError, UsageError } from '../core/errors.ts';
import type { PrintReference } from '../reports/report.ts';
import type { PrintRecord, Store } from '../store/store.ts';

/** The print was made by another version: its tokens mean something else. It has to be made anew from its table. */
export class PrintOutdatedError extends RowprintError {
  readonly code = 'RP_PRINT_OUTDATED';
}

/** What is stored beside the packed parts of a print. */
export interface StoredPrintMeta {
  readonly print: PrintMeta;
  /** Sentences that every report which uses the print repeats. */
  readonly warnings: readonly string[];
}

/** A print in memory, and how reports name it. */
export interface LoadedPrint extends ComparedPrint {
  readonly reference: PrintReference;
  readonly warnings: readonly string[];
}

/**
 * Load the latest print of every table and kept suspect, or of those named; into the arena where one is given.
 * @throws {UsageError} a name that is not known @throws {PrintOutdatedError}
 */
export async function loadPrints(
  store: Store,
  against: readonly string[] | undefined,
  arena: Arena | null = null,
): Promise<LoadedPrint[]> {
  const named = await nameRecords(store, against);
  const loaded: LoadedPrint[] = [];
  for (const { record, name, controller } of named)
    loaded.push(await loadPrint(store, record, name, controller, arena));
  return loaded;
}

/** Bytes of all that loadPrints would load. @throws {UsageError} a name that is not known */
export async function bytesOfPrints(store: Store, against: readonly string[] | undefined): Promise<number> {
  const named = await nameRecords(store, against);
  return named.reduce(
    (sum, { record }) => sum + Object.values(record.parts).reduce((part, { bytes }) => part + bytes, 0),
    0,
  );
}

interface NamedRecord {
  readonly record: PrintRecord;
  readonly name: string;
  readonly controller: string | null;
}

async function nameRecords(store: Store, against: readonly string[] | undefined): Promise<NamedRecord[]> {
  const [records, tables, suspects] = await Promise.all([
    store.prints.list({ latestOnly: true }),
    store.tables.list(),
    store.suspects.list(),
  ]);
  const subjects = new Map<string, { name: string; controller: string | null }>([
    ...tables.map(({ id, name, controller }) => [id, { name, controller }] as const),
    ...suspects.map(({ id, name }) => [id, { name, controller: null }] as const),
  ]);
  const all = records.flatMap((record) => {
    const subject = subjects.get(record.subjectId);
    return subject === undefined ? [] : [{ record, ...subject }];
  });
  for (const name of against ?? [])
    if (!all.some((one) => one.name === name))
      throw new UsageError(
        `nothing known is called '${name}': \`rowprint table list\` and \`rowprint suspect list\` show the names`,
      );
  return against === undefined ? all : all.filter(({ name }) => against.includes(name));
}

/** Load one print. @throws {PrintOutdatedError} */
async function loadPrint(
  store: Store,
  record: PrintRecord,
  name: string,
  controller: string | null,
  arena: Arena | null,
): Promise<LoadedPrint> {
  const { print: meta, warnings } = record.meta as StoredPrintMeta;
  if (!isReadable(meta) || meta.algorithm !== TOKEN_ALGORITHM || meta.canonicalVersion !== CANONICAL_VERSION)
    throw new PrintOutdatedError(
      `the print of '${name}' was made by another version of Rowprint: run \`rowprint table refresh ${name}\``,
    );
  const reference = { id: record.id, kind: record.kind, name, controller, snapshotAt: record.snapshotAt };
  return {
    print: await readPrint(store, record, meta, arena),
    kind: record.kind,
    controller: controller ?? (record.kind === 'table' ? name : null),
    reference,
    warnings,
  };
}

/** Read the packed parts of a print back: into the arena, for all threads, where one is given. */
export async function readPrint(
  store: Store,
  record: PrintRecord,
  meta: PrintMeta,
  arena: Arena | null = null,
): Promise<Print> {
  const parts = new Map<string, Uint8Array>();
  for (const [name, { bytes }] of Object.entries(record.parts)) {
    const into = arena === null ? new Uint8Array(bytes) : placeIn(arena, bytes);
    await store.prints.readInto(record.id, name, into);
    parts.set(name, into);
  }
  return decodePrint(meta, (name) => parts.get(name) ?? new Uint8Array(0));
}

function placeIn(arena: Arena, bytes: number): Uint8Array {
  const address = arena.take(bytes);
  return new Uint8Array(arena.memory.buffer, address, bytes);
}
