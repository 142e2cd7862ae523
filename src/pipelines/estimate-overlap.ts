import { randomBytes } from 'node:crypto';
import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { ByteSource } from '../core/byte-source.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { Report } from '../reports/report.ts';
import type { RunOptions } from '../reports/requests.ts';
import { newId } from '../store/new-id.ts';
import { assembleReport } from './assemble-report.ts';
import { type ComparedFile, type Comparison, compareFile } from './compare-file.ts';
import { estimatedReport } from './estimated-report.ts';
import { createMemoryVerdicts } from './memory-verdicts.ts';
import { drawFor, type SampleDraw, type SourceSample, sampleSource } from './sample-source.ts';
import { sampledFile } from './sampled-file.ts';
import { type BlockTallies, tallyBlocks } from './tally-blocks.ts';

/** How an estimate is made. */
export interface EstimateOptions {
  /** Default: the draw that suits the source. */
  readonly draw?: SampleDraw;
  /** Default: that of the settings. */
  readonly limit?: FalseDiscoveryLimit;
  /** Numbers from 0 to below 1. Default: unforeseeable ones, so that nobody can lay a file out for them. */
  readonly random?: () => number;
}

/**
 * Estimate how much of a file is in each print, from random blocks over its whole length. Costs a request for the head
 * and one for each block, whatever the size; nothing is stored, so that the report's id leads nowhere.
 * Steps: read the blocks -> compare their rows -> count by block -> report on the whole.
 * A file that is not larger than the draw is better compared whole: here its rows are estimated all the same.
 * @throws {CannotSampleError} compressed, of unknown size, no text @throws {SourceUnreadableError} {CancelledError}
 */
export async function estimateOverlap(
  comparison: Comparison,
  source: ByteSource,
  options: EstimateOptions,
  run: RunOptions,
): Promise<Report> {
  const { context, prints } = comparison;
  const startedMs = context.clock.nowMs();
  const { sample, compared, tallies } = await compareSample(comparison, source, options, run);
  const ofSample = assembleReport({
    ...compared,
    id: newId('r', startedMs),
    prints,
    limit: options.limit ?? context.falseDiscovery,
    createdAt: new Date(startedMs).toISOString(),
    elapsedMs: context.clock.nowMs() - startedMs,
  });
  return estimatedReport(ofSample, sample, tallies);
}

/** A sample of a file, and what of it is in the prints. */
export interface ComparedSample {
  readonly sample: SourceSample;
  readonly compared: ComparedFile;
  readonly tallies: BlockTallies;
}

/** Read blocks of a file and compare their rows with the prints. @throws as estimateOverlap */
export async function compareSample(
  comparison: Comparison,
  source: ByteSource,
  { draw = drawFor(source), limit, random = unforeseeable }: EstimateOptions,
  run: RunOptions,
): Promise<ComparedSample> {
  const { formats, extractLimits, falseDiscovery } = comparison.context;
  const sample = await sampleSource(source, formats, extractLimits, draw, random, run.signal);
  const file = sampledFile(source.name, sample);
  const spool = createMemoryVerdicts();
  const compared = await compareFile(comparison, file, spool, limit ?? falseDiscovery, run);
  const tallies = await tallyBlocks(sample.blocks, comparison.prints, compared, spool);
  throwIfCancelled(run.signal);
  return { sample, compared, tallies };
}

const RANDOM_BYTES = 6;

function unforeseeable(): number {
  return randomBytes(RANDOM_BYTES).readUIntBE(0, RANDOM_BYTES) / 2 ** (8 * RANDOM_BYTES);
}
