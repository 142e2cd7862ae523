import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { Comparison } from './compare-file.ts';
import { type ComparedSample, compareSample } from './estimate-overlap.ts';
import { type EarlyEstimate, narrowShare } from './narrow-share.ts';
import { CannotSampleError } from './sample-source.ts';

/**
 * Estimate a large file before it is read whole, for those who watch: the run that is given tells the range with its
 * progress, and narrows it while rows are matched. It changes no result. Nothing is done where the file is small or
 * cannot be sampled, or nobody watches.
 */
export async function estimateEarly(
  comparison: Comparison,
  source: ByteSource,
  limit: FalseDiscoveryLimit,
  run: RunOptions,
): Promise<EarlyEstimate> {
  const least = comparison.context.estimateFromBytes ?? Number.POSITIVE_INFINITY;
  const isWorthIt = run.isWatched === true && source.seekable === true && (source.bytes ?? 0) >= least;
  const estimated = isWorthIt ? await tryEstimate(comparison, source, limit, run) : null;
  return estimated === null ? { run, onMatched: () => {} } : narrowShare(estimated, comparison.prints, run);
}

async function tryEstimate(
  comparison: Comparison,
  source: ByteSource,
  limit: FalseDiscoveryLimit,
  run: RunOptions,
): Promise<ComparedSample | null> {
  const nothingDone = { rowsDone: 0, bytesDone: 0, rowsTotal: null, bytesTotal: null };
  run.onProgress({ step: 'estimating', ...nothingDone });
  try {
    return await compareSample(comparison, source, { limit }, { signal: run.signal, onProgress: () => {} });
  } catch (failure) {
    if (failure instanceof CannotSampleError) return null;
    throw failure;
  }
}
