import type { SweepCounts } from '../../reports/sweep.ts';
import type { SweepRecord } from '../../store/watched.ts';
import { sweptAssets } from './observe-assets.ts';
import type { WatchContext } from './watch-context.ts';

/** What became of the assets of a sweep. */
export type AssetCounts = Omit<SweepCounts, 'gone' | 'requests' | 'bytesReceived'>;

/** Count the assets that a sweep saw, once it has read what it reads. */
export async function countAssets(
  context: WatchContext,
  endpointId: string,
  { id, startedAt }: SweepRecord,
): Promise<AssetCounts> {
  const counts = { listed: 0, read: 0, unchanged: 0, skipped: 0, failed: 0, added: 0, changed: 0 };
  for await (const { asset, version } of sweptAssets(context, endpointId, startedAt)) {
    counts.listed++;
    counts[asset.state ?? 'skipped']++;
    if (asset.addedIn === id) counts.added++;
    else if (version !== null && version.firstSeenAt >= startedAt) counts.changed++;
  }
  return counts;
}
