import type { Clock } from '../../src/core/clock.ts';
import type { Store } from '../../src/store/store.ts';
import type {
  AssetRecord,
  EndpointRecord,
  ListedAsset,
  NewEndpoint,
  NewVersion,
  SweepRecord,
} from '../../src/store/watched.ts';
import { SNAPSHOT } from './samples.ts';

/** A clock that stands at the start of a day of January 2026 until it is set to another. */
export class DayClock implements Clock {
  #nowMs = timeOf(1);

  nowMs(): number {
    return this.#nowMs;
  }

  /** Go to a day of the month. */
  set(day: number): void {
    this.#nowMs = timeOf(day);
  }

  advance(ms: number): void {
    this.#nowMs += ms;
  }
}

/** The start of a day of January 2026, as it is written in records. */
export function day(number: number): string {
  return new Date(timeOf(number)).toISOString();
}

/** An endpoint as a user would add it. */
export function newEndpoint(name: string): NewEndpoint {
  const options = {
    schedule: { cron: '0 3 * * *', timeZone: 'Europe/Paris', jitterMs: 60_000 },
    loginFile: '/etc/rowprint/login',
    allowsClearTextLogin: false,
    acceptedCertificate: null,
    listsOnly: false,
    extractsEndAt: '2026-06-30',
    staleAfterDays: 30,
  };
  return { name, url: `ftp://${encodeURIComponent(name)}.example/pub/`, options };
}

/** A registered endpoint that was never swept. */
export function addEndpoint(store: Store, name: string): Promise<EndpointRecord> {
  return store.endpoints.add(newEndpoint(name), null);
}

/** A file as a server lists it. */
export function listed(path: string, changes: Partial<ListedAsset> = {}): ListedAsset {
  return {
    path,
    ref: path,
    bytes: 10,
    modifiedAt: '2025-12-24T00:00:00.000Z',
    etag: null,
    linkTarget: null,
    ...changes,
  };
}

/** What a file was found to hold: `content` stands for its bytes. */
export function version(content: string, changes: Partial<NewVersion> = {}): NewVersion {
  const contentId = Buffer.from(content).toString('hex').padEnd(16, '0').slice(0, 16);
  const sha256 = Buffer.from(content).toString('hex').padEnd(64, '0');
  return {
    contentId,
    sha256,
    bytes: content.length,
    modifiedAt: null,
    etag: null,
    facts: { rows: content.length },
    printIds: [],
    ...changes,
  };
}

/** A sweep that was begun and has listed these paths, all to be read; with its assets in the order of their paths. */
export async function beginReading(
  store: Store,
  endpointId: string,
  paths: readonly string[],
): Promise<{ readonly sweep: SweepRecord; readonly assets: readonly AssetRecord[] }> {
  const { sweep } = await store.sweeps.begin(endpointId);
  const files = paths.map((path) => listed(path));
  await store.sweeps.noteListed(sweep.id, files, () => true);
  await store.sweeps.endListing(sweep.id, true);
  return { sweep, assets: await store.sweeps.pending(sweep.id, paths.length) };
}

/** A whole sweep: each path with its content as `version` makes it; null: listed, and not read. */
export async function sweepFiles(
  store: Store,
  endpointId: string,
  files: Readonly<Record<string, string | NewVersion | null>>,
  { isComplete = true } = {},
): Promise<SweepRecord> {
  const { sweep } = await store.sweeps.begin(endpointId);
  const paths = Object.keys(files).map((path) => listed(path));
  await store.sweeps.noteListed(sweep.id, paths, ({ path }) => files[path] !== null);
  await store.sweeps.endListing(sweep.id, isComplete);
  for (const asset of await store.sweeps.pending(sweep.id, paths.length)) {
    const content = files[asset.path]!;
    const read = typeof content === 'string' ? version(content) : content;
    await store.sweeps.settle(sweep.id, asset.id, { state: 'read', reason: null, version: read }, []);
  }
  await store.sweeps.end(sweep.id, {}, []);
  return sweep;
}

/** All assets of an endpoint. */
export async function assetsOf(store: Store, endpointId: string): Promise<readonly AssetRecord[]> {
  const assets: AssetRecord[] = [];
  for await (const asset of store.assets.each(endpointId)) assets.push(asset);
  return assets;
}

/** A print of an asset, of one part. @returns its id */
export async function addAssetPrint(
  store: Store,
  assetId: string,
  {
    snapshotAt = SNAPSHOT,
    bytes = new Uint8Array(10),
  }: { readonly snapshotAt?: string; readonly bytes?: Uint8Array } = {},
): Promise<string> {
  const writer = await store.beginPrint({ kind: 'asset', subjectId: assetId, snapshotAt });
  await writer.write('rows', bytes);
  await writer.commit({ of: assetId });
  return writer.id;
}

function timeOf(day: number): number {
  return Date.UTC(2026, 0, day);
}
