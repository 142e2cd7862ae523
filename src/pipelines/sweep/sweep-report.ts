import type { RowprintError } from '../../core/errors.ts';
import type { Skipped } from '../../core/row.ts';
import type { ExposureReport } from '../../reports/exposure.ts';
import type { Overlap } from '../../reports/report.ts';
import type { AssetFacts, SweepReport, SweptAsset } from '../../reports/sweep.ts';
import type { KnownPrint, StoredPrintMeta } from '../load-prints.ts';
import type { AssetCounts } from './count-assets.ts';
import { createEndpointOverlap, type EndpointOverlap } from './endpoint-overlaps.ts';
import type { Listing } from './list-assets.ts';
import { type KnownAsset, sweptAssets } from './observe-assets.ts';
import type { ListedChanges, Sweeping } from './sweeping.ts';

/** What one sweep came to. */
export interface SweepParts {
  readonly listing: Listing & ListedChanges;
  readonly counts: AssetCounts;
  /** What ended it early; null where nothing did. */
  readonly failure: RowprintError | null;
  readonly exposures: readonly ExposureReport[];
}

/** Files that are named among those that were not read; more are counted. */
const MOST_NAMED = 1_000;

/** Put the report of a sweep together. */
export async function describeSweep(
  sweeping: Sweeping,
  { listing, counts, failure, exposures }: SweepParts,
): Promise<SweepReport> {
  const { context, endpoint, sweep, isResumed, visit, tools, startedMs } = sweeping;
  const { assets, skipped, overlaps } = await gather(sweeping);
  const { software, tls } = visit.observations();
  const { requests, bytes } = tools.budget.spent();
  const all = [
    ...listing.skipped,
    ...skipped,
    ...(failure === null || failure === listing.failure ? [] : [whatEnded(failure)]),
  ];
  return {
    schema: 'rowprint.sweep/1',
    id: sweep.id,
    endpoint: { name: endpoint.name, url: endpoint.url },
    startedAt: sweep.startedAt,
    elapsedMs: context.clock.nowMs() - startedMs,
    isReached: wasReached(sweeping, listing),
    isResumed,
    server: { software, certificateSha256: tls?.sha256 ?? null },
    assets,
    counts: { ...counts, gone: listing.gone, requests, bytesReceived: bytes },
    exposures,
    coverage: { complete: all.length === 0, bytesRead: bytes, skipped: all },
    overlaps,
  };
}

/** A sweep that goes on with its reading lists nothing: there, what came or how the visit ended tells. */
function wasReached({ sweep, visit, tools }: Sweeping, { failure, listed }: Listing): boolean {
  if (failure !== null) return listed > 0;
  return sweep.phase === 'listing' || tools.budget.spent().bytes > 0 || visit.observations().failure === null;
}

function whatEnded({ code, message }: RowprintError): Skipped {
  return { what: 'what came after', reason: `${code}: ${message}` };
}

async function gather({ context, endpoint, sweep, known }: Sweeping): Promise<{
  assets: SweptAsset[];
  skipped: Skipped[];
  overlaps: Overlap[];
}> {
  const assets: SweptAsset[] = [];
  const skipped: Skipped[] = [];
  const unions = new Map(known.map((print) => [print.record.id, unionOf(print)]));
  let unnamed = 0;
  let rows = 0;
  for await (const one of sweptAssets(context, endpoint.id, sweep.startedAt)) {
    assets.push(describeAsset(one));
    rows += (one.version?.facts as AssetFacts | undefined)?.rows ?? 0;
    for (const gap of gapsOf(one))
      if (skipped.length < MOST_NAMED) skipped.push(gap);
      else unnamed++;
    for (const { printId } of one.comparisons) {
      if (!unions.has(printId)) continue;
      const record = await context.store.assets.comparison(one.version!.id, printId);
      if (record !== null) unions.get(printId)?.add(record);
    }
  }
  if (unnamed > 0) skipped.push({ what: `${unnamed} more files`, reason: 'not read' });
  const overlaps = [...unions.values()].map((union) => union.finish(rows));
  return { assets, skipped, overlaps: overlaps.sort(byRowsPresent) };
}

function unionOf({ record, name, controller }: KnownPrint): EndpointOverlap {
  const { rows, persons } = (record.meta as StoredPrintMeta).print;
  const reference = { id: record.id, kind: record.kind, name, controller, snapshotAt: record.snapshotAt };
  return createEndpointOverlap({ reference, rows, persons });
}

function byRowsPresent(a: Overlap, b: Overlap): number {
  return b.rows.present - a.rows.present || a.print.name.localeCompare(b.print.name);
}

/** An asset of a sweep for people and programs. */
export function describeAsset({ asset, version }: KnownAsset): SweptAsset {
  const facts = version === null ? null : (version.facts as AssetFacts);
  return {
    path: asset.path,
    bytes: asset.bytes ?? version?.bytes ?? null,
    modifiedAt: asset.modifiedAt ?? version?.modifiedAt ?? null,
    contentId: version?.contentId ?? null,
    format: facts?.format ?? null,
    rows: facts?.rows ?? null,
    state: asset.state ?? 'skipped',
    reason: asset.reason,
    firstSeenAt: asset.firstSeenAt,
    ...(facts?.estimate === undefined ? {} : { estimate: facts.estimate }),
  };
}

/** What of a file was not read: all of it, or what its format left out. */
function gapsOf({ asset, version }: KnownAsset): Skipped[] {
  const facts = version === null ? null : (version.facts as AssetFacts);
  if (asset.state === 'skipped' || asset.state === 'failed' || asset.state === null)
    return [{ what: asset.path, reason: whyUnread(asset.reason ?? 'not read', facts) }];
  if (facts === null) return [{ what: asset.path, reason: 'not read' }];
  // An unchanged file that was of no readable format is as little read as it was the first time.
  if (facts.format === null)
    return [{ what: asset.path, reason: facts.encryption === null ? 'format' : 'encrypted' }];
  const inner = (facts.coverage?.skipped ?? []).map((gap) => ({
    ...gap,
    what: `${asset.path}: ${gap.what}`,
  }));
  return facts.isConfirmed === false
    ? [...inner, { what: asset.path, reason: 'the server did not confirm its end' }]
    : inner;
}

/** A file that is too large may have been estimated, or not: both are told. */
function whyUnread(reason: string, facts: AssetFacts | null): string {
  if (reason !== 'too-large' || facts === null) return reason;
  if (facts.notEstimated !== undefined) return `${reason}, and not estimated: ${facts.notEstimated}`;
  return facts.estimate === undefined ? `${reason}: nothing found in random blocks` : `${reason}: estimated`;
}
