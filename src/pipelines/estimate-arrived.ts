import { estimateShare, INTERVAL_LEVEL } from '../../fingerprints/estimate/block-sampling.ts';
import type { FalseDiscoveryLimit } from '../../fingerprints/estimate/false-discovery.ts';
import type { ByteSource } from '../core/byte-source.ts';
import type { Progress } from '../core/progress.ts';
import type { RunOptions } from '../reports/requests.ts';
import type { Comparison } from './compare-file.ts';
import { estimateEarly } from './estimate-early.ts';
import { type ComparedSample, compareSample } from './estimate-overlap.ts';
import { type EarlyEstimate, narrowShare } from './narrow-share.ts';
import { CannotSampleError, drawFor } from './sample-source.ts';
import { type ArrivingSource, isArriving } from './spool/growing-source.ts';

/** What a comparison runs with, and the source that it is to read. */
export interface WatchedEstimate extends EarlyEstimate {
  readonly source: ByteSource;
}

/** From so much on (from less where files are estimated from less on), and then each time as much again has come, what has arrived is estimated. */
const FIRST_BYTES = 8 * 1024 * 1024;
const NOTHING_READ = { step: 'reading', rowsDone: 0, rowsTotal: null };
/** Of each of these estimates: half the usual, as they are made while the file is read (0.3 s of a core). */
const BUDGET_BYTES = 1024 * 1024;

/**
 * Tell those who watch how much of a file is ours before it is read whole: of one that is there by estimateEarly, of one
 * that still arrives by estimates of what has arrived. It changes no result.
 */
export async function estimateWatched(
  comparison: Comparison,
  source: ByteSource,
  limit: FalseDiscoveryLimit,
  run: RunOptions,
): Promise<WatchedEstimate> {
  if (run.isWatched !== true || !isArriving(source))
    return { source, ...(await estimateEarly(comparison, source, limit, run)) };
  const arrival = new Arrival(comparison, source, limit, run);
  return {
    source: arrival.source(),
    run: { ...run, onProgress: (progress) => arrival.tell(progress) },
    onMatched: (matched, plans) => arrival.ofWhole?.onMatched(matched, plans),
  };
}

/**
 * The share of a file while it is uploaded. The first half of a leak is no sample of the whole: until the last byte has
 * come, the step is called 'arriving', and the share is one of what has arrived. Then the whole is sampled once, and the
 * share narrows as it does for any file.
 */
class Arrival {
  readonly #comparison: Comparison;
  readonly #source: ArrivingSource;
  readonly #limit: FalseDiscoveryLimit;
  readonly #run: RunOptions;
  readonly #firstBytes: number;
  #nextBytes: number;
  #share: Progress['share'];
  #told: Progress | null = null;
  /** A format looks at the head before it reads on. */
  #isReadWhole = false;
  ofWhole: EarlyEstimate | null = null;

  constructor(comparison: Comparison, source: ArrivingSource, limit: FalseDiscoveryLimit, run: RunOptions) {
    // Without the engine: it is in the middle of reading the file, and would be asked to begin another.
    this.#comparison = { ...comparison, engine: null };
    const least = comparison.context.estimateFromBytes ?? Number.POSITIVE_INFINITY;
    this.#firstBytes = Number.isFinite(least) ? Math.min(FIRST_BYTES, least) : least;
    this.#nextBytes = this.#firstBytes;
    this.#source = source;
    this.#limit = limit;
    this.#run = run;
  }

  /** The file, whose first whole reading makes the estimates. */
  source(): ByteSource {
    const source = this.#source;
    return {
      name: source.name,
      get bytes() {
        return source.bytes;
      },
      get seekable() {
        return source.seekable === true;
      },
      stream: (start, end) => {
        const isFromStart = !start && end === undefined;
        return isFromStart && !this.#isReadWhole ? this.#estimating() : source.stream(start, end);
      },
    };
  }

  tell(progress: Progress): void {
    this.#told = progress;
    if (this.ofWhole !== null) this.ofWhole.run.onProgress(progress);
    else if (this.#source.isComplete()) this.#run.onProgress(progress);
    else {
      const share = this.#share === undefined ? {} : { share: this.#share };
      this.#run.onProgress({ ...progress, step: 'arriving', ...share });
    }
  }

  async *#estimating(): AsyncGenerator<Uint8Array> {
    let read = 0;
    for await (const chunk of this.#source.stream()) {
      read += chunk.length;
      if (read >= this.#nextBytes && !this.#source.isComplete()) await this.#estimateArrived();
      yield chunk;
    }
    this.#isReadWhole = true;
    if (read < this.#firstBytes) return;
    const whole = await this.#sample();
    if (whole !== null) this.ofWhole = narrowShare(whole, this.#comparison.prints, this.#run);
  }

  async #estimateArrived(): Promise<void> {
    const arrived = this.#source.arrivedBytes();
    const sampled = await this.#sample();
    this.#nextBytes = sampled === null ? Number.POSITIVE_INFINITY : 2 * arrived;
    if (sampled === null) return;
    const { sample, tallies } = sampled;
    const sampledBytes = sample.blocks.reduce((sum, block) => sum + block.bytes, 0);
    const share = estimateShare(tallies.explained, INTERVAL_LEVEL, Math.min(1, sampledBytes / arrived));
    this.#share = { low01: share.low, high01: share.high };
    // At once: the reader of the file may wait for more before it tells anything.
    this.tell(this.#told ?? { ...NOTHING_READ, bytesDone: arrived, bytesTotal: this.#source.bytes });
  }

  /** Compare a sample of what is there now; null where it cannot be sampled. */
  async #sample(): Promise<ComparedSample | null> {
    const bytes = this.#source.arrivedBytes();
    const arrived: ByteSource = {
      name: this.#source.name,
      bytes,
      seekable: true,
      stream: (start = 0, end = bytes) => this.#source.stream(start, Math.min(end, bytes)),
    };
    const options = { limit: this.#limit, draw: drawFor(arrived, BUDGET_BYTES) };
    try {
      return await compareSample(this.#comparison, arrived, options, {
        signal: this.#run.signal,
        onProgress: () => {},
      });
    } catch (failure) {
      if (failure instanceof CannotSampleError) return null;
      throw failure;
    }
  }
}
