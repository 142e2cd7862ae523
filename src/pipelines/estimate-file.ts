import type { ByteSource } from '../core/byte-source.ts';
import type { RunHold } from '../core/run-hold.ts';
import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions, SourceCheck } from '../reports/requests.ts';
import { checkSource, limitOf, requirePurpose } from './check-suspect.ts';
import { openComparison } from './compare-file.ts';
import type { PipelineContext } from './context.ts';
import { estimateOverlap } from './estimate-overlap.ts';
import { knownPrints } from './load-prints.ts';
import { drawFor } from './sample-source.ts';
import type { StoredReport } from './stored-report.ts';

/**
 * `check --estimate`: how much of a file is in every known print, from random blocks of it. Nothing is stored. A file
 * that is no larger than the blocks would be is checked whole.
 * @throws {UsageError} file missing, name unknown, or nothing to compare with
 * @throws {CannotSampleError} compressed, or no text
 */
export function estimateFile(
  context: PipelineContext,
  request: CheckRequest,
  run: RunOptions,
): Promise<Report> {
  return estimateSource(context, () => context.openFile(request.file), request, run);
}

/** The same for a source that is no local file. @throws as estimateFile */
export async function estimateSource(
  context: PipelineContext,
  open: () => Promise<ByteSource>,
  request: SourceCheck,
  run: RunOptions,
): Promise<Report> {
  const known = await knownPrints(context.store, request.against);
  requirePurpose(known, request);
  const source = await open();
  const draw = drawFor(source, request.estimate?.bytes);
  if (source.bytes !== null && source.bytes <= draw.budgetBytes)
    return checkSource(context, open, request, run);
  const comparison = await openComparison(context, known);
  const estimated = await estimateOverlap(
    comparison,
    source,
    { draw, limit: limitOf(context, request) },
    run,
  );
  return run.hold === undefined ? estimated : keepEstimate(context, estimated, run.hold);
}

/** Who follows a run looks at its report later: it is stored, though no row of it can be explained. */
async function keepEstimate({ store }: PipelineContext, report: Report, hold: RunHold): Promise<Report> {
  const writer = await store.beginReport();
  try {
    const kept: Report = { ...report, id: writer.id };
    const stored: StoredReport = { report: kept, engine: { plans: [], rules: [] } };
    await writer.commit(stored, { made: { hold, result: { report: writer.id } } });
    return kept;
  } finally {
    await writer.abort();
  }
}
