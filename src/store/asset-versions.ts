import { UsageError } from '../core/errors.ts';
import type { StoreContext, StoreTransaction } from './context.ts';
import { toJsonColumn } from './json-column.ts';
import { newId } from './new-id.ts';
import type { NewVersion } from './watched.ts';
import type { AssetRow, SweepRow, VersionRow } from './watched-schema.ts';

/**
 * Note that an asset was read: its version goes on where the content is the same, else it ends and a new one begins.
 * @returns the id of the version that it has now @throws {UsageError} a print was forgotten meanwhile
 */
export async function noteContent(
  context: StoreContext,
  trx: StoreTransaction,
  sweep: SweepRow,
  asset: AssetRow,
  now: NewVersion,
): Promise<string> {
  await requirePrints(trx, now.printIds);
  const before = await lastVersion(trx, asset);
  const open = before?.no_more_at === null ? before : null;
  if (open && isSameContent(open, now)) {
    await goOn(trx, sweep, open, now);
    return open.id;
  }
  if (open)
    await trx
      .updateTable('asset_versions')
      .set({ no_more_at: sweep.started_at })
      .where('id', '=', open.id)
      .execute();
  const row: VersionRow = {
    ...contentColumns(now),
    ...beginning(context, sweep, asset, before),
    // Seen as something else last time; or not there, in the last listing before it came.
    not_yet_at: open ? open.last_seen_at : asset.not_yet_at,
  };
  await trx.insertInto('asset_versions').values(row).execute();
  await putPrints(trx, row.id, now.printIds);
  return row.id;
}

/**
 * Note that assets are what they were when they were read last. Where one was gone in between, its version had ended:
 * a copy of it begins, because nobody saw it there meanwhile. Only assets that have a version.
 */
export async function noteSameContent(
  context: StoreContext,
  trx: StoreTransaction,
  sweep: SweepRow,
  assets: readonly AssetRow[],
): Promise<void> {
  if (assets.length === 0) return;
  const ids = assets.map((asset) => asset.version_id!);
  await trx
    .updateTable('asset_versions')
    .set({ last_seen_at: sweep.started_at })
    .where('id', 'in', ids)
    .where('no_more_at', 'is', null)
    .execute();
  const ended = await trx
    .selectFrom('asset_versions')
    .selectAll()
    .where('id', 'in', ids)
    .where('no_more_at', 'is not', null)
    .execute();
  for (const before of ended)
    await copyVersion(context, trx, sweep, assets.find((asset) => asset.version_id === before.id)!, before);
}

async function lastVersion(trx: StoreTransaction, asset: AssetRow): Promise<VersionRow | null> {
  if (asset.version_id === null) return null;
  return trx
    .selectFrom('asset_versions')
    .selectAll()
    .where('id', '=', asset.version_id)
    .executeTakeFirstOrThrow();
}

/** By all bytes where both were read whole, else by the sample. */
function isSameContent(before: VersionRow, now: NewVersion): boolean {
  if (before.content_id !== now.contentId) return false;
  return before.sha256 === null || now.sha256 === null || before.sha256 === now.sha256;
}

/** The version is seen again, and what a reading at least as thorough found replaces what was known. */
async function goOn(
  trx: StoreTransaction,
  sweep: SweepRow,
  before: VersionRow,
  now: NewVersion,
): Promise<void> {
  const isPoorer = before.sha256 !== null && now.sha256 === null;
  const learned = isPoorer ? {} : { sha256: now.sha256, facts: toJsonColumn(now.facts) };
  await trx
    .updateTable('asset_versions')
    // The date and the ETag are what the server is asked with next time, also where only they moved.
    .set({ last_seen_at: sweep.started_at, modified_at: now.modifiedAt, etag: now.etag, ...learned })
    .where('id', '=', before.id)
    .execute();
  if (isPoorer || now.printIds.length === 0) return;
  await trx.deleteFrom('version_prints').where('version_id', '=', before.id).execute();
  await putPrints(trx, before.id, now.printIds);
}

async function copyVersion(
  context: StoreContext,
  trx: StoreTransaction,
  sweep: SweepRow,
  asset: AssetRow,
  before: VersionRow,
): Promise<void> {
  const row = { ...before, ...beginning(context, sweep, asset, before), not_yet_at: asset.not_yet_at };
  await trx.insertInto('asset_versions').values(row).execute();
  await trx
    .insertInto('version_prints')
    .columns(['version_id', 'position', 'print_id'])
    .expression(({ selectFrom, val }) =>
      selectFrom('version_prints')
        .select([val(row.id).as('version_id'), 'position', 'print_id'])
        .where('version_id', '=', before.id),
    )
    .execute();
  await trx
    .insertInto('comparisons')
    .columns([
      'version_id',
      'print_id',
      'result',
      'rows_checksum',
      'persons_checksum',
      'found_rows',
      'found_persons',
    ])
    .expression(({ selectFrom, val }) =>
      selectFrom('comparisons')
        .select([
          val(row.id).as('version_id'),
          'print_id',
          'result',
          'rows_checksum',
          'persons_checksum',
          'found_rows',
          'found_persons',
        ])
        .where('version_id', '=', before.id),
    )
    .execute();
  await trx.updateTable('assets').set({ version_id: row.id }).where('id', '=', asset.id).execute();
}

/** What a version that begins in this sweep has in common with others that do. */
function beginning(
  context: StoreContext,
  { started_at }: SweepRow,
  asset: AssetRow,
  before: VersionRow | null,
): Pick<VersionRow, 'id' | 'asset_id' | 'number' | 'first_seen_at' | 'last_seen_at' | 'no_more_at'> {
  return {
    id: newId('v', context.clock.nowMs()),
    asset_id: asset.id,
    number: (before?.number ?? 0) + 1,
    first_seen_at: started_at,
    last_seen_at: started_at,
    no_more_at: null,
  };
}

function contentColumns({
  contentId,
  sha256,
  bytes,
  modifiedAt,
  etag,
  facts,
}: NewVersion): Pick<VersionRow, 'content_id' | 'sha256' | 'bytes' | 'modified_at' | 'etag' | 'facts'> {
  return { content_id: contentId, sha256, bytes, modified_at: modifiedAt, etag, facts: toJsonColumn(facts) };
}

async function putPrints(
  trx: StoreTransaction,
  versionId: string,
  printIds: readonly string[],
): Promise<void> {
  if (printIds.length === 0) return;
  const rows = printIds.map((print_id, position) => ({ version_id: versionId, position, print_id }));
  await trx.insertInto('version_prints').values(rows).execute();
}

async function requirePrints(trx: StoreTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await trx.selectFrom('prints').select('id').where('id', 'in', ids).execute();
  const there = new Set(rows.map(({ id }) => id));
  const gone = ids.find((id) => !there.has(id));
  if (gone !== undefined)
    throw new UsageError(`print ${gone} was forgotten in the meantime: sweep again; nothing was changed`);
}
