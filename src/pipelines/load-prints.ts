import type { Arena } from '../../fingerprints/engine/arena.ts';
import { TOKEN_ALGORITHM } from '../../fingerprints/engine/tokeniser.ts';
import { CANONICAL_VERSION } from '../../fingerprints/fields/field.ts';
import type { ComparedPrint } from '../../fingerprints/overlap/conclude.ts';
import type { Print, PrintMeta } from '../../fingerprints/print/print.ts';
import { decodePrint, isReadable } from '../../fingerprints/print/print-codec.ts';
import { RowprintError, UsageError } from '../core/errors.ts';
import type { PrintReference } from '../reports/report.ts';
import type { PartFacts, PrintRecord, Store } from '../store/store.ts';
import type { AssetRecord, EndpointRecord, VersionRecord } from '../store/watched.ts';
import { KEYS_PART } from './primary-keys/sealed-keys.ts';

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
  /** See KnownPrint. */
  readonly places: readonly AssetPlace[];
}

/** A print that is stored, and how it is named. Nothing of it is loaded yet. */
export interface KnownPrint {
  readonly record: PrintRecord;
  readonly name: string;
  readonly controller: string | null;
  /** Where a print of kind 'asset' comes from; empty for others. The same bytes may lie in several places. */
  readonly places: readonly AssetPlace[];
}

/** A version of a file on a server. */
export interface AssetPlace {
  readonly endpoint: EndpointRecord;
  readonly asset: AssetRecord;
  readonly version: VersionRecord;
}

/**
 * The latest print of every table and kept suspect, and every version of every file of a server, also of those that are
 * gone; or of those named (an endpoint's name stands for its files).
 * @throws {UsageError} a name that is not known
 */
export async function knownPrints(
  store: Store,
  against: readonly string[] | undefined,
): Promise<KnownPrint[]> {
  const all = [...(await ownPrints(store)), ...(await assetPrints(store))];
  const endpoints = await store.endpoints.list();
  for (const name of against ?? [])
    if (!all.some((one) => isNamed(one, name)) && !endpoints.some((endpoint) => endpoint.name === name))
      throw new UsageError(
        `nothing known is called '${name}': \`rowprint table list\`, \`rowprint suspect list\` and \`rowprint endpoint list\` show the names`,
      );
  return against === undefined ? all : all.filter((one) => against.some((name) => isNamed(one, name)));
}

/** The latest print of every table and kept suspect: what files of servers are compared with. */
export async function ownPrints(store: Store): Promise<KnownPrint[]> {
  const [latest, tables, suspects] = await Promise.all([
    // Prints of files on servers are very many, and each brings 10 KB.
    store.prints.list({ kind: ['table', 'suspect'], latestOnly: true }),
    store.tables.list(),
    store.suspects.list(),
  ]);
  const subjects = new Map<string, { name: string; controller: string | null }>([
    ...tables.map(({ id, name, controller }) => [id, { name, controller }] as const),
    ...suspects.map(({ id, name }) => [id, { name, controller: null }] as const),
  ]);
  return latest.flatMap((record): KnownPrint[] => {
    const subject = subjects.get(record.subjectId);
    return subject === undefined ? [] : [{ record, ...subject, places: [] }];
  });
}

function isNamed({ name, places }: KnownPrint, wanted: string): boolean {
  return places.length === 0 ? name === wanted : places.some(({ endpoint }) => endpoint.name === wanted);
}

async function assetPrints(store: Store): Promise<KnownPrint[]> {
  const records = await store.prints.list({ kind: 'asset' });
  if (records.length === 0) return [];
  const places = new Map<string, AssetPlace[]>();
  const versions = groupedByAsset(await store.assets.versions());
  for (const endpoint of await store.endpoints.list())
    for await (const asset of store.assets.each(endpoint.id))
      for (const version of versions.get(asset.id) ?? [])
        for (const id of version.printIds)
          places.set(id, [...(places.get(id) ?? []), { endpoint, asset, version }]);
  return records.flatMap((record): KnownPrint[] => {
    const found = places.get(record.id) ?? [];
    if (found.length === 0) return [];
    const [{ endpoint, asset }] = found as [AssetPlace, ...AssetPlace[]];
    return [{ record, name: `${endpoint.name}: ${asset.path}`, controller: null, places: found }];
  });
}

function groupedByAsset(versions: readonly VersionRecord[]): Map<string, VersionRecord[]> {
  const byAsset = new Map<string, VersionRecord[]>();
  for (const version of versions)
    byAsset.set(version.assetId, [...(byAsset.get(version.assetId) ?? []), version]);
  return byAsset;
}

/** Load these prints; into the arena where one is given. @throws {PrintOutdatedError} */
export async function loadPrints(
  store: Store,
  known: readonly KnownPrint[],
  arena: Arena | null = null,
): Promise<LoadedPrint[]> {
  const loaded: LoadedPrint[] = [];
  for (const one of known) loaded.push(await loadPrint(store, one, arena));
  return loaded;
}

/** Bytes of all that loadPrints would load. */
export function bytesOfPrints(known: readonly KnownPrint[]): number {
  return known.reduce(
    (sum, { record }) => sum + comparedParts(record).reduce((part, [, { bytes }]) => part + bytes, 0),
    0,
  );
}

/** Load one print. @throws {PrintOutdatedError} */
async function loadPrint(
  store: Store,
  { record, name, controller, places }: KnownPrint,
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
    places,
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
  for (const [name, { bytes }] of comparedParts(record)) {
    const into = arena === null ? new Uint8Array(bytes) : placeIn(arena, bytes);
    await store.prints.readInto(record.id, name, into);
    parts.set(name, into);
  }
  return decodePrint(meta, (name) => parts.get(name) ?? new Uint8Array(0));
}

/** The parts that comparing needs: the primary keys stay where they are, encrypted. */
function comparedParts({ parts }: PrintRecord): [string, PartFacts][] {
  return Object.entries(parts).filter(([name]) => name !== KEYS_PART);
}

function placeIn(arena: Arena, bytes: number): Uint8Array {
  const address = arena.take(bytes);
  return new Uint8Array(arena.memory.buffer, address, bytes);
}
