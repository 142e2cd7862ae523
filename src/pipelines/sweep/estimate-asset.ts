import type { AssetFacts } from '../../reports/sweep.ts';
import type { AssetRecord, VersionRecord } from '../../store/watched.ts';
import type { FetchOutcome } from './fetch-asset.ts';
import type { SettledAsset } from './read-asset.ts';
import { unreadFacts } from './unread-facts.ts';

/** Estimates the overlap of a file that is too large to read, from blocks. What cannot be estimated says why. */
export interface EstimateAsset {
  /** Ids of the prints that it compares with. */
  readonly printIds: readonly string[];
  estimate(asset: AssetRecord, bytes: number): Promise<AssetFacts>;
}

/**
 * A file that is too large is skipped, and told as not read; what blocks of it show is told beside it. The estimate of
 * an earlier sweep stands as long as nothing says that the file changed, and no other print is there to compare it with.
 */
export async function estimatedAsset(
  { printIds, estimate }: EstimateAsset,
  asset: AssetRecord,
  known: VersionRecord | null,
  { bytes, modifiedAt, etag }: Extract<FetchOutcome, { kind: 'too-large' }>,
  maxBytes: number,
): Promise<SettledAsset> {
  const contentId = `unread:${bytes ?? `over ${maxBytes}`}:${etag ?? modifiedAt ?? ''}`;
  const isKnown =
    known?.contentId === contentId &&
    (etag ?? modifiedAt) !== null &&
    printIds.every((id) => (known.facts as AssetFacts).comparedWith.includes(id));
  if (isKnown) return { outcome: { state: 'skipped', reason: 'too-large' }, comparisons: [] };
  const facts =
    bytes === null
      ? { ...unreadFacts(null, false), notEstimated: 'the server does not say how large it is' }
      : await estimate(asset, bytes);
  const version = {
    contentId,
    sha256: null,
    bytes: bytes ?? maxBytes + 1,
    modifiedAt,
    etag,
    facts: { ...facts, comparedWith: printIds },
    printIds: [],
  };
  return { outcome: { state: 'skipped', reason: 'too-large', version }, comparisons: [] };
}
