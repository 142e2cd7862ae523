import type { ByteSource } from '../core/byte-source.ts';
import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions, SourceCheck } from '../reports/requests.ts';
import { checkSource, limitOf, requirePurpose } from './check-suspect.ts';
import { openComparison } from './compare-file.ts';
import type { PipelineContext } from './context.ts';
import { estimateOverlap } from './estimate-overlap.ts';
import { knownPrints } from './load-prints.ts';
import { drawFor } from './sample-source.ts';

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
  return estimateOverlap(comparison, source, { draw, limit: limitOf(context, request) }, run);
}
