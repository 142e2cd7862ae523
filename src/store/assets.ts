import type { Kysely } from 'kysely';
import { assetRecord } from './asset-record.ts';
import { comparisonRecord, putComparison } from './comparisons.ts';
import type { StoreContext } from './context.ts';
import { readJson } from './json-column.ts';
import type { Schema } from './schema.ts';
import { versionRecords } from './version-records.ts';
import type {
  AssetRecord,
  AssetStore,
  ComparisonRecord,
  KnownAssetRecord,
  VersionRecord,
} from './watched.ts';

/** Assets of one page: enough that queries do not count, few enough to hold. */
const PAGE_ASSETS = 1000;

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
  ): Promise<readonly KnownAssetRecord[]> {
    return this.#withKnown(await this.#page(endpointId, after, limit));
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
  ): Promise<readonly AssetRecord[]> {
    const rows = await this.#kysely
      .selectFrom('assets')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .$if(after !== null, (query) => query.where('path', '>', after!))
      .orderBy('path')
      .limit(limit)
      .execute();
    return rows.map(assetRecord);
  }
}
