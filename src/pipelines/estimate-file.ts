import type { Report } from '../reports/report.ts';
import type { CheckRequest, RunOptions } from '../reports/requests.ts';
import { checkSuspect, limitOf, requirePurpose } from './check-suspect.ts';
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
export async function estimateFile(
  context: PipelineContext,
  request: CheckRequest,
  run: RunOptions,
): Promise<Report> {
  const known = await knownPrints(context.store, request.against);
  requirePurpose(known, request);
  const source = await context.openFile(request.file);
  const draw = drawFor(source, request.estimate?.bytes);
  if (source.bytes !== null && source.bytes <= draw.budgetBytes) return checkSuspect(context, request, run);
  const comparison = await openComparison(context, known);
  return estimateOverlap(comparison, source, { draw, limit: limitOf(context, request) }, run);
}
