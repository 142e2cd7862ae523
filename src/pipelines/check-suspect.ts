import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { throwIfCancelled, UsageError } from '../core/errors.ts';
import type { FileFormat } from '../formats/file-format.ts';
import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions, SourceCheck } from '../reports/requests.ts';
import { assembleReport, describeOverlap, type ReportParts } from './assemble-report.ts';
import { assetGroups, groupsWithVersions, rivalsOf } from './asset-groups.ts';
import { attributeSuspect } from './attribute-suspect.ts';
import { type ComparedFile, type Comparison, compareFile, openComparison } from './compare-file.ts';
import type { PipelineContext } from './context.ts';
import { crossSources } from './cross-sources.ts';
import { type EndpointGroup, endpointGroups, endpointOverlap } from './describe-endpoints.ts';
import { estimateWatched } from './estimate-arrived.ts';
import { formatOf } from './format-of.ts';
import { commitBoth, keepSuspect, withKeptPart } from './keep-suspect.ts';
import { type KnownPrint, knownPrints } from './load-prints.ts';
import type { StoredReport } from './stored-report.ts';
import { curveOfCheck } from './threshold-curve.ts';

/**
 * `check`: hold a suspect file against every known print.
 * Steps: load the prints -> estimate, where it takes long and somebody watches -> compare the file with them -> fingerprint what is kept ->
 * report -> what other thresholds would say.
 * @throws {UsageError} file missing, name unknown or taken, nothing known to compare with and nothing to keep
 * @throws {SuspectChangedError}
 */
export function checkSuspect(
  context: PipelineContext,
  request: CheckRequest,
  run: RunOptions,
): Promise<Report> {
  return checkSource(context, () => context.openFile(request.file), request, run);
}

/**
 * The same for a source that is no local file, such as an upload. It is opened once all else is known to be right.
 * Where the run is one of the queue, it is told the report in the transaction that stores it.
 */
export async function checkSource(
  context: PipelineContext,
  open: () => Promise<ByteSource>,
  request: SourceCheck,
  run: RunOptions,
): Promise<Report> {
  const startedMs = context.clock.nowMs();
  if (request.keep !== undefined) await context.store.suspects.requireFreeName(request.keep);
  const known = await knownPrints(context.store, request.against);
  requirePurpose(known, request);
  const groups = endpointGroups(known);
  const opened = await openComparison(context, known);
  const comparison = {
    ...opened,
    groups: groups.map(({ prints }) => prints),
    rivals: rivalsOf(groupsWithVersions(assetGroups(known))),
  };
  const file = await openSuspect(context, await open());
  const limit = limitOf(context, request);
  const writer = await context.store.beginReport();
  try {
    const { source, ...early } = await estimateWatched(comparison, file.source, limit, run);
    const read = { ...file, source };
    const compared = await compareFile(comparison, read, writer, limit, early.run, early.onMatched);
    const kept =
      request.keep === undefined ? null : await keepSuspect(context, request.keep, file, compared, run);
    const assembled = assembleReport({
      ...compared,
      ...(await traced(context, comparison, groups, compared)),
      id: writer.id,
      prints: comparison.prints,
      limit,
      createdAt: new Date(startedMs).toISOString(),
      elapsedMs: context.clock.nowMs() - startedMs,
    });
    const report = kept === null ? assembled : withKeptPart(assembled, kept);
    const { plans, conclusion } = compared;
    const curve = await curveOfCheck(comparison, compared, writer, limit);
    const stored: StoredReport = { report, engine: { plans, rules: conclusion.rules }, curve };
    throwIfCancelled(run.signal);
    await commitBoth(context.store, kept, writer, stored, run);
    return report;
  } finally {
    await writer.abort();
  }
}

/** What servers have of the suspect, and which of their files explain it. */
async function traced(
  { store }: PipelineContext,
  { prints }: Comparison,
  groups: readonly EndpointGroup[],
  compared: ComparedFile,
): Promise<Pick<ReportParts, 'overlaps' | 'endpoints' | 'attribution'>> {
  const overlaps = prints.map((_, at) => describeOverlap({ ...compared, prints }, at));
  const attribution = await attributeSuspect({ store, prints, compared, overlaps });
  const crossing = crossSources(prints, groups, compared.conclusion.combinations);
  return {
    overlaps,
    endpoints: groups.map((group, at) => endpointOverlap(group, at, prints, overlaps, compared)),
    attribution: attribution === null ? null : { ...attribution, crossing },
  };
}

const STRICT_FALSE_ROWS = 0.5;

/** How many chance matches a check allows. */
export function limitOf({ falseDiscovery }: PipelineContext, { strict }: SourceCheck): FalseDiscoveryLimit {
  return strict === true ? { ...falseDiscovery, maxFalseRows: STRICT_FALSE_ROWS } : falseDiscovery;
}

/** A check that compares with nothing would end like one that found nothing. @throws {UsageError} it would */
export function requirePurpose(known: readonly KnownPrint[], { keep }: SourceCheck): void {
  if (known.length === 0 && keep === undefined)
    throw new UsageError(
      'there is nothing to compare with: add a table with `rowprint table add NAME SOURCE`, or keep the suspect with --keep',
    );
}

async function openSuspect(
  { formats }: PipelineContext,
  source: ByteSource,
): Promise<{ source: ByteSource; format: FileFormat }> {
  const format = await formatOf(source, formats);
  if (format === null)
    throw new UsageError(
      `${source.name} is of no format that Rowprint reads yet (it reads ${formats.map(({ id }) => id).join(', ')})`,
    );
  return { source, format };
}
