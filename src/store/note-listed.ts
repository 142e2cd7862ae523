import { assetRecord } from './asset-record.ts';
import { noteSameContent } from './asset-versions.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { newId } from './new-id.ts';
import { ourSweep } from './sweep-record.ts';
import type { AssetRecord, ListedAsset } from './watched.ts';
import type { AssetRow, SweepRow } from './watched-schema.ts';

/** Says of an asset, from what is known of it, whether it has to be read. */
type IsToRead = (now: ListedAsset, before: AssetRecord | null) => boolean;

/** Rows of one statement: 500 of 18 columns stay well under the 32,766 values that SQLite takes. */
const ROWS_AT_ONCE = 500;

/** Note what was listed: see `SweepStore.noteListed`. @throws {SweepRunningError} {Error} listing is over */
export async function noteListed(
  context: StoreContext,
  sweepId: string,
  assets: readonly ListedAsset[],
  isToRead: IsToRead,
): Promise<void> {
  await context.database.kysely.transaction().execute(async (trx) => {
    const sweep = await ourSweep(context, trx, sweepId);
    if (sweep.phase !== 'listing') throw new Error(`the listing of sweep ${sweepId} is over`);
    const notYetAt = await lastCompleteListing(trx, sweep);
    const listing = new Listing(context, trx, sweep, notYetAt);
    for (let start = 0; start < assets.length; start += ROWS_AT_ONCE)
      await listing.note(assets.slice(start, start + ROWS_AT_ONCE), isToRead);
  });
}

/** One transaction's share of a listing. */
class Listing {
  readonly #context: StoreContext;
  readonly #trx: StoreTransaction;
  readonly #sweep: SweepRow;
  readonly #notYetAt: string | null;

  constructor(context: StoreContext, trx: StoreTransaction, sweep: SweepRow, notYetAt: string | null) {
    this.#context = context;
    this.#trx = trx;
    this.#sweep = sweep;
    this.#notYetAt = notYetAt;
  }

  async note(assets: readonly ListedAsset[], isToRead: IsToRead): Promise<void> {
    const known = await this.#known(assets);
    const untouched: AssetRow[] = [];
    const written = new Map<string, AssetRow>();
    for (const asset of assets) {
      const before = known.get(asset.path) ?? null;
      if (before?.seen_in === this.#sweep.id || written.has(asset.path)) continue;
      const toRead = isToRead(asset, before && assetRecord(before));
      if (!toRead && before && isAsBefore(asset, before)) untouched.push(before);
      else written.set(asset.path, this.#seen(asset, before, toRead));
    }
    await this.#touch(untouched);
    await this.#write([...written.values()]);
    await this.#goOn([
      ...untouched,
      ...[...written.values()].filter(({ pending_in }) => pending_in === null),
    ]);
  }

  async #known(assets: readonly ListedAsset[]): Promise<ReadonlyMap<string, AssetRow>> {
    const rows = await this.#trx
      .selectFrom('assets')
      .selectAll()
      .where('endpoint_id', '=', this.#sweep.endpoint_id)
      .where(
        'path',
        'in',
        assets.map(({ path }) => path),
      )
      .execute();
    return new Map(rows.map((row) => [row.path, row]));
  }

  /** The asset's row from now on. */
  #seen(asset: ListedAsset, before: AssetRow | null, toRead: boolean): AssetRow {
    const { id: sweepId, endpoint_id, started_at } = this.#sweep;
    const isHere = before !== null && before.gone_at === null;
    return {
      id: before?.id ?? newId('a', this.#context.clock.nowMs()),
      endpoint_id,
      path: asset.path,
      ref: asset.ref,
      bytes: asset.bytes,
      modified_at: asset.modifiedAt,
      etag: asset.etag,
      link_target: asset.linkTarget,
      first_seen_at: before?.first_seen_at ?? started_at,
      last_seen_at: started_at,
      not_yet_at: isHere ? before.not_yet_at : this.#notYetAt,
      gone_at: null,
      // Unknown until it is settled: were it kept, a sweep that never got there would leave the outcome of old content.
      state: toRead ? null : 'unchanged',
      reason: null,
      version_id: before?.version_id ?? null,
      seen_in: sweepId,
      added_in: isHere ? before.added_in : sweepId,
      pending_in: toRead ? sweepId : null,
    };
  }

  /** The usual case, for all at once: nothing of them is new but that they were seen. */
  async #touch(rows: readonly AssetRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { id, started_at } = this.#sweep;
    await this.#trx
      .updateTable('assets')
      .set({ seen_in: id, last_seen_at: started_at, state: 'unchanged', reason: null })
      .where(
        'id',
        'in',
        rows.map((row) => row.id),
      )
      .execute();
  }

  async #write(rows: readonly AssetRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#trx
      .insertInto('assets')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          ref: ref('excluded.ref'),
          bytes: ref('excluded.bytes'),
          modified_at: ref('excluded.modified_at'),
          etag: ref('excluded.etag'),
          link_target: ref('excluded.link_target'),
          last_seen_at: ref('excluded.last_seen_at'),
          not_yet_at: ref('excluded.not_yet_at'),
          gone_at: ref('excluded.gone_at'),
          state: ref('excluded.state'),
          reason: ref('excluded.reason'),
          seen_in: ref('excluded.seen_in'),
          added_in: ref('excluded.added_in'),
          pending_in: ref('excluded.pending_in'),
        })),
      )
      .execute();
  }

  /** The versions of what need not be read are seen again. */
  async #goOn(rows: readonly AssetRow[]): Promise<void> {
    await noteSameContent(
      this.#context,
      this.#trx,
      this.#sweep,
      rows.filter((row) => row.version_id !== null),
    );
  }
}

/** When the endpoint was last seen whole: an asset that is new now was not there then. */
async function lastCompleteListing(trx: StoreTransaction, sweep: SweepRow): Promise<string | null> {
  const last = await trx
    .selectFrom('sweeps')
    .select('started_at')
    .where('endpoint_id', '=', sweep.endpoint_id)
    .where('number', '<', sweep.number)
    .where('is_listing_complete', '=', 1)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.started_at ?? null;
}

function isAsBefore(now: ListedAsset, before: AssetRow): boolean {
  const known = assetRecord(before);
  return (
    known.goneAt === null &&
    known.ref === now.ref &&
    known.bytes === now.bytes &&
    known.modifiedAt === now.modifiedAt &&
    known.etag === now.etag &&
    known.linkTarget === now.linkTarget
  );
}
