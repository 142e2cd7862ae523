import { UsageError } from '../core/errors.ts';
import type { RunHold } from '../core/run-hold.ts';
import { assetRecord } from './asset-record.ts';
import { beginSweep } from './begin-sweep.ts';
import type { StoreContext } from './context.ts';
import { endListing, type ListingChanges } from './end-listing.ts';
import { endSweep, TRANSCRIPT } from './end-sweep.ts';
import { eraseLeftovers } from './erase.ts';
import { readParts } from './json-column.ts';
import { noteListed } from './note-listed.ts';
import { noteResult } from './run-fence.ts';
import { SegmentReader } from './segment-reader.ts';
import { settleAsset } from './settle-asset.ts';
import type { PartFacts } from './store.ts';
import { HeldLeases } from './sweep-lease.ts';
import { sweepRecord } from './sweep-record.ts';
import { linesOfTranscript } from './transcript-text.ts';
import type {
  AssetOutcome,
  AssetRecord,
  ComparisonRecord,
  ListedAsset,
  SweepRecord,
  SweepStore,
} from './watched.ts';

/** The sweeps, over SQL that any database understands. */
export class Sweeps implements SweepStore {
  readonly #context: StoreContext;
  readonly #leases: HeldLeases;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#leases = new HeldLeases(context);
  }

  async begin(endpointId: string): Promise<{ readonly sweep: SweepRecord; readonly isResumed: boolean }> {
    const { row, isResumed, orphans } = await this.#context.database.kysely
      .transaction()
      .execute((trx) => beginSweep(this.#context, trx, endpointId));
    this.#leases.hold(row.id);
    // What a power cut takes of a sweep is swept again; 100,000 files would wait for the disk several times each.
    await this.#context.database.waitForDisk(false);
    await eraseLeftovers(this.#context, orphans);
    return { sweep: sweepRecord(row), isResumed };
  }

  async suspend(sweepId: string): Promise<void> {
    await this.#context.database.waitForDisk(true);
    await this.#leases.drop(sweepId);
  }

  async list(endpointId: string): Promise<readonly SweepRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('sweeps')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .orderBy('number')
      .execute();
    return rows.map(sweepRecord);
  }

  async find(id: string): Promise<SweepRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('sweeps')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row === undefined ? null : sweepRecord(row);
  }

  /** Ids sort by time: see newId. */
  async page(limit: number, before: string | null, endpointId?: string): Promise<readonly SweepRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('sweeps')
      .selectAll()
      .$if(endpointId !== undefined, (query) => query.where('endpoint_id', '=', endpointId!))
      .$if(before !== null, (query) => query.where('id', '<', before!))
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(sweepRecord);
  }

  async lastEnded(endpointId: string): Promise<SweepRecord | null> {
    const row = await this.#context.database.kysely
      .selectFrom('sweeps')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .where('ended_at', 'is not', null)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : sweepRecord(row);
  }

  noteListed(
    sweepId: string,
    assets: readonly ListedAsset[],
    isToRead: (now: ListedAsset, before: AssetRecord | null) => boolean,
  ): Promise<void> {
    return noteListed(this.#context, sweepId, assets, isToRead);
  }

  endListing(sweepId: string, isComplete: boolean): Promise<ListingChanges> {
    return endListing(this.#context, sweepId, isComplete);
  }

  async pending(sweepId: string, limit: number): Promise<readonly AssetRecord[]> {
    const rows = await this.#context.database.kysely
      .selectFrom('assets')
      .selectAll()
      .where('pending_in', '=', sweepId)
      .orderBy('path')
      .limit(limit)
      .execute();
    return rows.map(assetRecord);
  }

  async pendingCount(sweepId: string): Promise<number> {
    const { count } = await this.#context.database.kysely
      .selectFrom('assets')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('pending_in', '=', sweepId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  settle(
    sweepId: string,
    assetId: string,
    outcome: AssetOutcome,
    comparisons: readonly Omit<ComparisonRecord, 'versionId'>[],
  ): Promise<void> {
    return settleAsset(this.#context, sweepId, assetId, outcome, comparisons);
  }

  async end(sweepId: string, summary: unknown, transcript: readonly string[], hold?: RunHold): Promise<void> {
    await this.#context.database.waitForDisk(true);
    const orphans = await this.#context.database.kysely.transaction().execute(async (trx) => {
      if (hold !== undefined) await noteResult(trx, hold, { sweep: sweepId });
      return endSweep(this.#context, trx, sweepId, summary, transcript);
    });
    this.#leases.release(sweepId);
    await eraseLeftovers(this.#context, orphans);
  }

  async transcript(sweepId: string): Promise<readonly string[]> {
    const parts = await this.#partsOf(sweepId);
    if (!Object.hasOwn(parts, TRANSCRIPT)) return [];
    const reader = new SegmentReader(this.#context, async () => parts);
    return linesOfTranscript(await reader.readAll(sweepId, TRANSCRIPT));
  }

  async #partsOf(sweepId: string): Promise<Readonly<Record<string, PartFacts>>> {
    const row = await this.#context.database.kysely
      .selectFrom('sweeps')
      .select('parts')
      .where('id', '=', sweepId)
      .executeTakeFirst();
    if (!row) throw new UsageError(`sweep ${sweepId} is not in the database: its endpoint was forgotten`);
    return readParts(row.parts, `sweep ${sweepId}`);
  }
}
