import pLimit from 'p-limit';
import { BudgetSpentError, ServerBusyError, UnreachableError } from '../../../scanners/errors.ts';
import type { ScanTools } from '../../../scanners/scanner.ts';
import { DiskFullError } from '../../core/disk-full-error.ts';
import { RowprintError, throwIfCancelled } from '../../core/errors.ts';
import type { AssetRecord, VersionRecord } from '../../store/watched.ts';
import { createSpool, type Spool } from './encrypted-spool.ts';
import { type EstimateAsset, estimatedAsset } from './estimate-asset.ts';
import { type FetchOutcome, fetchAsset } from './fetch-asset.ts';
import { type AssetReading, readAsset, type SettledAsset } from './read-asset.ts';
import type { SampleCheck } from './sampled-content.ts';

/** What reading needs besides. */
export interface AssetsReading extends AssetReading {
  readonly sweepId: string;
  readonly budget: ScanTools['budget'];
  /** A third party's server: names only. */
  readonly listsOnly: boolean;
  readonly estimate: EstimateAsset;
  readonly sampleCheck: SampleCheck;
}

/** What a file is skipped with that the budget has no room for: as BudgetSpentError. */
const BUDGET_SPENT = 'RP_BUDGET_SPENT';
/** Assets taken from the store at a time. */
const TAKEN_TOGETHER = 100;
/** Files that are fetched and not compared yet, the one under way included: the network works while the processor does. */
const MOST_FETCHED = 2;

/**
 * Read what is pending, one file after the other. What is settled is in the store at once: a sweep that is interrupted
 * goes on behind it. Returns what ended it early, null where all was read.
 * @throws {CancelledError}
 */
export async function readAssets(reading: AssetsReading): Promise<RowprintError | null> {
  const { context, sweepId, run } = reading;
  const { sweeps } = context.store;
  const total = await sweeps.pendingCount(sweepId);
  let done = 0;
  const queue = new AssetQueue(reading, () => {
    done++;
    run.onProgress({ step: 'reading', rowsDone: done, bytesDone: 0, rowsTotal: total, bytesTotal: null });
  });
  for (;;) {
    const assets = await sweeps.pending(sweepId, TAKEN_TOGETHER);
    if (assets.length === 0) return queue.ended;
    await queue.readAll(assets);
  }
}

/** Fetches one file at a time and compares one at a time, side by side. */
class AssetQueue {
  readonly #reading: AssetsReading;
  readonly #onSettled: () => void;
  readonly #network = pLimit(1);
  readonly #compute = pLimit(1);
  readonly #fetched = pLimit(MOST_FETCHED);
  /** What no further file can be asked for because of; those left are skipped for that reason. */
  ended: RowprintError | null = null;
  /** What must not be gone on with: a bug, or a sweep that is in other hands. */
  #broken: { readonly cause: unknown } | null = null;

  constructor(reading: AssetsReading, onSettled: () => void) {
    this.#reading = reading;
    this.#onSettled = onSettled;
  }

  async readAll(assets: readonly AssetRecord[]): Promise<void> {
    await Promise.all(assets.map((asset) => this.#fetched(() => this.#readUnlessBroken(asset))));
    throwIfCancelled(this.#reading.run.signal);
    if (this.#broken !== null) throw this.#broken.cause;
  }

  /** Never rejects: what is under way beside it comes to its end first. */
  async #readUnlessBroken(asset: AssetRecord): Promise<void> {
    if (this.#broken !== null || this.#reading.run.signal.aborted) return;
    try {
      await this.#readOne(asset);
    } catch (cause) {
      this.#broken ??= { cause };
    }
  }

  async #readOne(asset: AssetRecord): Promise<void> {
    const { context, sweepId } = this.#reading;
    const { outcome, comparisons } = await this.#settle(asset).catch((failure: unknown) =>
      this.#failed(failure),
    );
    await context.store.sweeps.settle(sweepId, asset.id, outcome, comparisons);
    this.#onSettled();
  }

  async #settle(asset: AssetRecord): Promise<SettledAsset> {
    const { context, listsOnly } = this.#reading;
    if (listsOnly) return skipped('list-only');
    if (this.ended !== null) return skipped(this.ended.code);
    const known = await knownVersion(this.#reading, asset);
    const spool = createSpool(context.spoolFolder);
    try {
      const fetched = await this.#network(() => this.#fetch(asset, known, spool));
      if (fetched === null) return skipped(BUDGET_SPENT);
      return await this.#compute(() => this.#taken(asset, known, spool, fetched));
    } finally {
      await spool.destroy();
    }
  }

  /** A larger file than what is left of the budget would use it up, here and in every sweep to come, and be lost. */
  #isBeyondBudget({ bytes }: AssetRecord): boolean {
    const { limits, spent } = this.#reading.budget;
    return bytes !== null && bytes <= this.#maxBytes && bytes > limits.maxSweepBytes - spent().bytes;
  }

  /** What no sweep could ever read whole is estimated. */
  get #maxBytes(): number {
    const { maxAssetBytes, maxSweepBytes } = this.#reading.budget.limits;
    return Math.min(maxAssetBytes, maxSweepBytes);
  }

  /** Null: the budget has no room for it. */
  async #fetch(asset: AssetRecord, known: VersionRecord | null, spool: Spool): Promise<FetchOutcome | null> {
    if (this.ended !== null) throw this.ended;
    if (this.#isBeyondBudget(asset)) return null;
    try {
      return await this.#ask(asset, known, spool);
    } catch (failure) {
      // Noted before the next file has its turn: it is not asked for any more.
      if (failure instanceof RowprintError && endsReading(failure)) this.ended ??= failure;
      throw failure;
    }
  }

  async #ask(asset: AssetRecord, known: VersionRecord | null, spool: Spool): Promise<FetchOutcome> {
    const { visit, sampleCheck } = this.#reading;
    // Of a file that was not read whole the server may say as often as it likes that it is the same.
    const comparable =
      known !== null && (known.sha256 !== null || known.bytes > this.#maxBytes) ? known : null;
    const same = comparable === null ? null : await sampleCheck.compare(asset, comparable);
    return same ?? fetchAsset(visit, asset, comparable, spool, this.#maxBytes);
  }

  async #taken(
    asset: AssetRecord,
    known: VersionRecord | null,
    spool: Spool,
    fetched: FetchOutcome,
  ): Promise<SettledAsset> {
    if (fetched.kind === 'unchanged') return unchanged(known!, fetched);
    if (fetched.kind === 'fetched') return readAsset(this.#reading, asset, known, spool, fetched);
    const { estimate } = this.#reading;
    return this.#network(() => estimatedAsset(estimate, asset, known, fetched, this.#maxBytes));
  }

  /** @throws whatever is a bug, or was cancelled */
  #failed(failure: unknown): SettledAsset {
    throwIfCancelled(this.#reading.run.signal);
    if (!(failure instanceof RowprintError)) throw failure;
    if (endsReading(failure)) {
      this.ended ??= failure;
      return skipped(failure.code);
    }
    return { outcome: { state: 'failed', reason: failure.code }, comparisons: [] };
  }
}

/** The server or this machine has no more to give: asking for the next file would be of no use, or rude. */
function endsReading(failure: RowprintError): boolean {
  return (
    failure instanceof BudgetSpentError ||
    failure instanceof ServerBusyError ||
    failure instanceof UnreachableError ||
    failure instanceof DiskFullError
  );
}

/** What the server says of it now replaces what it said before: it is asked with that next time. */
function unchanged(
  known: VersionRecord,
  { modifiedAt, etag }: Extract<FetchOutcome, { kind: 'unchanged' }>,
): SettledAsset {
  if (known.sha256 === null) return skipped('too-large');
  const version = { ...known, modifiedAt: modifiedAt ?? known.modifiedAt, etag: etag ?? known.etag };
  const outcome = { state: 'unchanged', reason: null } as const;
  return { outcome: known.noMoreAt === null ? { ...outcome, version } : outcome, comparisons: [] };
}

function skipped(reason: string): SettledAsset {
  return { outcome: { state: 'skipped', reason }, comparisons: [] };
}

async function knownVersion({ context }: AssetsReading, asset: AssetRecord): Promise<VersionRecord | null> {
  return asset.versionId === null ? null : context.store.assets.version(asset.versionId);
}
