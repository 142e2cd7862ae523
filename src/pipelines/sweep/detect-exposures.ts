import type { AssetObservation } from '../../../scanners/exposure.ts';
import type { ExposureReport } from '../../reports/exposure.ts';
import type { SweepReport } from '../../reports/sweep.ts';
import type { SweepRecord } from '../../store/watched.ts';
import { runDetectors } from '../exposures/run-detectors.ts';
import { settleExposures } from '../exposures/settle-exposures.ts';
import type { AssetCounts } from './count-assets.ts';
import type { Listing } from './list-assets.ts';
import { observe, sweptAssets } from './observe-assets.ts';
import { exposuresOf } from './sweep-exposures.ts';
import type { ListedChanges, Sweeping } from './sweeping.ts';

/** Run the detectors over a sweep and go on with the life of its endpoint's exposures. Gives all that are open, and those closed now. */
export async function detectExposures(
  sweeping: Sweeping,
  listing: Listing & ListedChanges,
  counts: AssetCounts,
): Promise<readonly ExposureReport[]> {
  await settleFindings(sweeping, listing, counts);
  return exposuresOf(sweeping.context, sweeping.endpoint, sweeping.sweep.startedAt);
}

/** What it works with is gone before anything is read for a report: of very many files it is as much again, thrice. */
async function settleFindings(
  sweeping: Sweeping,
  listing: Listing & ListedChanges,
  { added, changed }: AssetCounts,
): Promise<void> {
  const { context, endpoint, visit, run } = sweeping;
  const { exposures } = context.store;
  const before = await exposures.list(endpoint.id);
  const paths = new Set(
    before.flatMap(({ state, path }) => (state === 'open' && path !== null ? [path] : [])),
  );
  const detected = await runDetectors(
    context.detectors,
    {
      nowMs: context.clock.nowMs(),
      server: visit.observations(),
      listingIsComplete: listing.isComplete,
      staleAfterDays: endpoint.options.staleAfterDays ?? context.sweepSettings.staleAfterDays,
      extractsEndAt: endpoint.options.extractsEndAt,
      certificateWarningDays: context.sweepSettings.certificateWarningDays,
      previous: await previousSweep(sweeping),
      changes: { added, changed, gone: listing.gone },
    },
    observed(sweeping),
    paths,
    run.signal,
  );
  const settled = settleExposures({
    endpointId: endpoint.id,
    before,
    findings: context.combineSeverity(detected.findings),
    rulesOut: detected.rulesOut,
    nowIso: new Date(context.clock.nowMs()).toISOString(),
    newId: () => exposures.newId(),
  });
  await exposures.put(settled.map(({ record }) => record));
}

async function* observed({ context, endpoint, sweep, known }: Sweeping): AsyncGenerator<AssetObservation> {
  const byId = new Map(known.map((print) => [print.record.id, print]));
  for await (const asset of sweptAssets(context, endpoint.id, sweep.startedAt)) yield observe(asset, byId);
}

/** The last one that reached the server: this one has not ended. */
async function previousSweep({ context, endpoint }: Sweeping) {
  const { sweeps } = context.store;
  let last: SweepRecord | null | undefined = await sweeps.lastEnded(endpoint.id);
  if (last !== null && !wasReached(last.summary))
    last = (await sweeps.list(endpoint.id)).findLast(
      ({ endedAt, summary }) => endedAt !== null && wasReached(summary),
    );
  if (last === null || last === undefined) return null;
  const { server, counts } = last.summary as SweepReport;
  return {
    at: last.startedAt,
    software: server.software,
    certificateSha256: server.certificateSha256,
    assets: counts.listed,
  };
}

function wasReached(summary: unknown): boolean {
  return (summary as SweepReport | null)?.isReached === true;
}
