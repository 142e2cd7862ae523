import type { Login, ScanTools, Visit } from '../../../scanners/scanner.ts';
import { RowprintError, throwIfCancelled, UsageError } from '../../core/errors.ts';
import type { RunOptions } from '../../reports/requests.ts';
import type { SweepReport } from '../../reports/sweep.ts';
import type { EndpointRecord } from '../../store/watched.ts';
import { type Comparison, openComparison } from '../compare-file.ts';
import { ownPrints } from '../load-prints.ts';
import { compareKnownAssets } from './compare-known.ts';
import { countAssets } from './count-assets.ts';
import { declaredColumnsOf } from './declared-columns.ts';
import { detectExposures } from './detect-exposures.ts';
import { estimateRemote } from './estimate-remote.ts';
import { type Listing, listAssets } from './list-assets.ts';
import { readAssets } from './read-assets.ts';
import { createSampleCheck } from './sampled-content.ts';
import { describeSweep } from './sweep-report.ts';
import type { ListedChanges, Sweeping } from './sweeping.ts';
import type { WatchContext } from './watch-context.ts';

/**
 * `scan`: one sweep of an endpoint. Steps: list -> look at what a stranger gets -> read what is new or changed ->
 * compare what is known with new prints -> detect exposures -> report. What is settled stays: a sweep that is
 * interrupted goes on where it stopped. A server that fails is an answer, not a failure.
 * @param login for this sweep only; null: the endpoint's login file, if it has one
 * @throws {OutOfScopeError} no mandate covers the URL @throws {UsageError} no scanner for it, the login file cannot be
 * read @throws {SweepRunningError} {CancelledError}
 */
export async function sweepEndpoint(
  context: WatchContext,
  endpoint: EndpointRecord,
  login: Login | null,
  run: RunOptions,
): Promise<SweepReport> {
  const startedMs = context.clock.nowMs();
  await context.requireInScope(new URL(endpoint.url));
  const openVisit = await visitorOf(context, endpoint, login);
  const { sweep, isResumed } = await context.store.sweeps.begin(endpoint.id);
  try {
    const tools = await context.openTools(run.signal, new URL(endpoint.url));
    const visit = openVisit(tools);
    const known = await ownPrints(context.store);
    let comparison: Promise<Comparison> | null = null;
    const sweeping: Sweeping = {
      context,
      endpoint,
      sweep,
      isResumed,
      visit,
      tools,
      known,
      comparison: () => {
        comparison ??= openComparison(context, known);
        return comparison;
      },
      startedMs,
      run,
    };
    try {
      return await runSteps(sweeping);
    } finally {
      await visit.close();
    }
  } catch (failure) {
    await context.store.sweeps.suspend(sweep.id);
    throw failure;
  }
}

async function visitorOf(
  context: WatchContext,
  { url: address, options }: EndpointRecord,
  given: Login | null,
): Promise<(tools: ScanTools) => Visit> {
  const url = new URL(address);
  const scanner = context.scanners.find(({ schemes }) => schemes.includes(url.protocol));
  if (scanner === undefined)
    throw new UsageError(
      `${url.protocol}// is not scanned: write one of ${context.scanners.flatMap(({ schemes }) => schemes).join(', ')}`,
    );
  const login = given ?? (options.loginFile === null ? null : await context.readLogin(options.loginFile));
  const { allowsClearTextLogin, acceptedCertificate } = options;
  const { contact } = context.sweepSettings;
  const target = { url, login, allowsClearTextLogin, acceptedCertificate, contact };
  return (tools) => scanner.open(target, tools);
}

async function runSteps(sweeping: Sweeping): Promise<SweepReport> {
  const { context, sweep, endpoint, run, tools } = sweeping;
  const listing = await listOnce(sweeping);
  const failure = listing.failure ?? (await probe(sweeping));
  const ended = isOver(listing) ? null : await readPending(sweeping);
  await compareKnownAssets(context, endpoint.id, sweeping.comparison, run);
  const counts = await countAssets(context, endpoint.id, sweep);
  const exposures = await detectExposures(sweeping, listing, counts);
  throwIfCancelled(run.signal);
  const parts = { listing, counts, failure: failure ?? ended, exposures };
  const report = await describeSweep(sweeping, parts);
  // Assets and exposures stay in the store; those of a hundred thousand files need not stand in the summary again.
  await context.store.sweeps.end(
    sweep.id,
    { ...report, assets: [], exposures: [] },
    tools.transcript.lines(),
    run.hold,
  );
  return report;
}

/** A sweep that was interrupted while reading has been listed already. */
async function listOnce({ context, sweep, visit, run }: Sweeping): Promise<Listing & ListedChanges> {
  const { sweeps } = context.store;
  if (sweep.phase === 'reading') {
    const { isListingComplete } = sweep;
    const skipped = isListingComplete
      ? []
      : [{ what: 'some folders', reason: 'not listed before the interruption' }];
    const changes = await sweeps.endListing(sweep.id, isListingComplete);
    return { isComplete: isListingComplete, skipped, failure: null, listed: 0, ...changes };
  }
  const listing = await listAssets(visit, sweeps, sweep.id, run);
  return { ...listing, ...(await sweeps.endListing(sweep.id, listing.isComplete)) };
}

/** Nothing was listed and the server does not answer: no file can be read. */
function isOver({ failure, listed }: Listing): boolean {
  return failure !== null && listed === 0;
}

/** Nothing of a server that is only to be listed: the probe reads the heads of files. */
async function probe({ endpoint, visit, run }: Sweeping): Promise<RowprintError | null> {
  if (endpoint.options.listsOnly) return null;
  try {
    await visit.probe();
    return null;
  } catch (failure) {
    throwIfCancelled(run.signal);
    if (failure instanceof RowprintError) return failure;
    throw failure;
  }
}

async function readPending(sweeping: Sweeping): Promise<RowprintError | null> {
  const { context, sweep, endpoint, visit, tools, run } = sweeping;
  if ((await context.store.sweeps.pendingCount(sweep.id)) === 0) return null;
  const comparison = await sweeping.comparison();
  return readAssets({
    context,
    visit,
    comparison,
    declared: await declaredColumnsOf(context.store),
    sweptAt: sweep.startedAt,
    run,
    sweepId: sweep.id,
    budget: tools.budget,
    listsOnly: endpoint.options.listsOnly,
    estimate: estimateRemote({ context, comparison, visit, run }),
    sampleCheck: createSampleCheck(visit, context.contentId, Date.parse(sweep.startedAt)),
  });
}
