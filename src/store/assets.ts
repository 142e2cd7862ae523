import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { assetRecord } from './asset-record.ts';
import { comparisonRecord, putComparison } from './comparisons.ts';
import type { StoreContext } from './context.ts';
import { readJson } from './json-column.ts';
import type { Schema } from './schema.ts';
import { versionRecords } from './version-records.ts';
import type {
  AssetFilter,
  AssetRecord,
  AssetStore,
  ComparisonRecord,
  HoldingAsset,
  KnownAssetRecord,
  VersionRecord,
} from './watched.ts';

/** Assets of one page: enough that queries do not count, few enough to hold. */
const PAGE_ASSETS = 1000;

/** Of a comparison's result; null where that is damaged, which is told when it is read. */
const PRESENT_ROWS = sql<number>`case when json_valid(result) then json_extract(result, '$.rows.present') end`;
const PERSONS = sql<number | null>`json_extract(result, '$.persons')`;

/** The assets, over SQL that any database understands. */
export class Assets implements AssetStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  async *each(endpointId: string): AsyncIterable<AssetRecord> {
    for await (const page of this.#pages(endpointId)) yield* page;
  }

  async *eachKnown(endpointId: string): AsyncIterable<KnownAssetRecord> {
    for await (const page of this.#pages(endpointId)) yield* await this.#withKnown(page);
  }

  async knownPage(
    endpointId: string,
    limit: number,
    after: string | null,
    only?: AssetFilter,
  ): Promise<readonly KnownAssetRecord[]> {
    return this.#withKnown(await this.#page(endpointId, after, limit, only));
  }

  async holding(printId: string, limit: number): Promise<readonly HoldingAsset[]> {
    const found = await this.#kysely
      .selectFrom('comparisons')
      .innerJoin('assets', 'assets.version_id', 'comparisons.version_id')
      .innerJoin('endpoints', 'endpoints.id', 'assets.endpoint_id')
      .select(['endpoints.name as endpoint', 'assets.path', 'assets.last_seen_at as lastSeenAt'])
      .select([PRESENT_ROWS.as('rows'), PERSONS.as('persons')])
      .where('comparisons.print_id', '=', printId)
      .where('assets.gone_at', 'is', null)
      .where(PRESENT_ROWS, '>', 0)
      .orderBy('rows', 'desc')
      .orderBy('endpoint')
      .orderBy('assets.path')
      .limit(limit)
      .execute();
    return found.map(({ persons, ...rest }) => ({ ...rest, persons: persons ?? 0 }));
  }

  async count(endpointId: string): Promise<{ readonly here: number; readonly gone: number }> {
    const { all, gone } = await this.#kysely
      .selectFrom('assets')
      .select(({ fn }) => [fn.countAll().as('all'), fn.count('gone_at').as('gone')])
      .where('endpoint_id', '=', endpointId)
      .executeTakeFirstOrThrow();
    return { here: Number(all) - Number(gone), gone: Number(gone) };
  }

  versions(assetId?: string): Promise<readonly VersionRecord[]> {
    return versionRecords(this.#kysely, assetId === undefined ? null : { asset_id: assetId });
  }

  async version(id: string): Promise<VersionRecord | null> {
    return (await versionRecords(this.#kysely, { id: [id] }))[0] ?? null;
  }

  versionsWithSha256(sha256: string): Promise<readonly VersionRecord[]> {
    return versionRecords(this.#kysely, { sha256 });
  }

  async comparisons(
    endpointId: string,
  ): Promise<
    readonly (Omit<ComparisonRecord, 'foundRows' | 'foundPersons'> & { readonly assetId: string })[]
  > {
    const rows = await this.#kysely
      .selectFrom('assets')
      .innerJoin('comparisons', 'comparisons.version_id', 'assets.version_id')
      .select(['assets.id', 'comparisons.version_id', 'comparisons.print_id', 'comparisons.result'])
      .where('assets.endpoint_id', '=', endpointId)
      .where('assets.gone_at', 'is', null)
      .orderBy('assets.path')
      .orderBy('comparisons.print_id')
      .execute();
    return rows.map(({ id, version_id, print_id, result }) => ({
      assetId: id,
      versionId: version_id,
      printId: print_id,
      result: readJson(result, `the comparison of ${version_id} and ${print_id}`),
    }));
  }

  async comparison(versionId: string, printId: string): Promise<ComparisonRecord | null> {
    const row = await this.#kysely
      .selectFrom('comparisons')
      .selectAll()
      .where('version_id', '=', versionId)
      .where('print_id', '=', printId)
      .executeTakeFirst();
    return row ? comparisonRecord(this.#context, row) : null;
  }

  async noteComparison(comparison: ComparisonRecord): Promise<void> {
    await this.#kysely.transaction().execute((trx) => putComparison(this.#context, trx, comparison));
  }

  async #withKnown(page: readonly AssetRecord[]): Promise<readonly KnownAssetRecord[]> {
    const ids = page.flatMap(({ versionId }) => (versionId === null ? [] : [versionId]));
    if (ids.length === 0) return page.map((asset) => ({ asset, version: null, comparisons: [] }));
    const records = await versionRecords(this.#kysely, { id: ids });
    const versions = new Map(records.map((version) => [version.id, version]));
    const comparisons = await this.#comparisonsOf(ids);
    return page.map((asset) => ({
      asset,
      version: asset.versionId === null ? null : (versions.get(asset.versionId) ?? null),
      comparisons: comparisons.get(asset.versionId ?? '') ?? [],
    }));
  }

  async #comparisonsOf(
    versionIds: readonly string[],
  ): Promise<ReadonlyMap<string, KnownAssetRecord['comparisons']>> {
    const rows = await this.#kysely
      .selectFrom('comparisons')
      .select(['version_id', 'print_id', 'result'])
      .where('version_id', 'in', versionIds)
      .orderBy('print_id')
      .execute();
    const byVersion = new Map<string, KnownAssetRecord['comparisons'][number][]>();
    for (const { version_id: versionId, print_id: printId, result } of rows) {
      const of = byVersion.get(versionId) ?? [];
      byVersion.set(versionId, of);
      of.push({
        versionId,
        printId,
        result: readJson(result, `the comparison of ${versionId} and ${printId}`),
      });
    }
    return byVersion;
  }

  async *#pages(endpointId: string): AsyncIterable<readonly AssetRecord[]> {
    for (let after: string | null = null; ; ) {
      const page = await this.#page(endpointId, after);
      if (page.length > 0) yield page;
      if (page.length < PAGE_ASSETS) return;
      after = page.at(-1)!.path;
    }
  }

  async #page(
    endpointId: string,
    after: string | null,
    limit = PAGE_ASSETS,
    only?: AssetFilter,
  ): Promise<readonly AssetRecord[]> {
    const rows = await this.#kysely
      .selectFrom('assets')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .$if(after !== null, (query) => query.where('path', '>', after!))
      .$if(only !== undefined, (query) => query.where((conditions) => wanted(conditions, only!)))
      .orderBy('path')
      .limit(limit)
      .execute();
    return rows.map(assetRecord);
  }
}

/** Of files that are gone, what they held is not told: it cannot be read there any more. */
function wanted(assets: ExpressionBuilder<Schema, 'assets'>, only: AssetFilter) {
  if (only === 'gone') return assets('gone_at', 'is not', null);
  if (only === 'here') return assets('gone_at', 'is', null);
  if (only === 'failed') return assets.and([assets('gone_at', 'is', null), assets('state', '=', 'failed')]);
  return assets.and([
    assets('gone_at', 'is', null),
    assets.exists(
      assets
        .selectFrom('comparisons')
        .select('version_id')
        .whereRef('comparisons.version_id', '=', 'assets.version_id')
        .where(PRESENT_ROWS, '>', 0),
    ),
  ]);
}
