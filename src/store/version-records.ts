import type { Kysely } from 'kysely';
import { readJson } from './json-column.ts';
import type { Schema } from './schema.ts';
import type { VersionRecord } from './watched.ts';
import type { VersionRow } from './watched-schema.ts';

/** Versions of an asset, of the same bytes, of these ids, or all (null), with their prints; oldest first. */
export async function versionRecords(
  db: Kysely<Schema>,
  which:
    | { readonly asset_id: string }
    | { readonly sha256: string }
    | { readonly id: readonly string[] }
    | null,
): Promise<readonly VersionRecord[]> {
  const [column, value] = which === null ? [null, []] : wantedOf(which);
  const rows = await db
    .selectFrom('asset_versions')
    .selectAll()
    .$if(column !== null, (query) => query.where(column!, 'in', value))
    .orderBy('first_seen_at')
    .orderBy('asset_id')
    .orderBy('number')
    .execute();
  const named = await db
    .selectFrom('version_prints')
    .innerJoin('asset_versions', 'asset_versions.id', 'version_prints.version_id')
    .select(['version_id', 'print_id'])
    .$if(column !== null, (query) => query.where(`asset_versions.${column!}`, 'in', value))
    .orderBy('version_id')
    .orderBy('position')
    .execute();
  const prints = new Map<string, string[]>(rows.map(({ id }) => [id, []]));
  for (const { version_id, print_id } of named) prints.get(version_id)?.push(print_id);
  return rows.map((row) => versionRecord(row, prints.get(row.id)!));
}

function wantedOf(
  which: { readonly asset_id: string } | { readonly sha256: string } | { readonly id: readonly string[] },
): ['asset_id' | 'sha256' | 'id', readonly string[]] {
  if ('id' in which) return ['id', which.id];
  return 'sha256' in which ? ['sha256', [which.sha256]] : ['asset_id', [which.asset_id]];
}

function versionRecord(row: VersionRow, printIds: readonly string[]): VersionRecord {
  return {
    id: row.id,
    assetId: row.asset_id,
    contentId: row.content_id,
    sha256: row.sha256,
    bytes: Number(row.bytes),
    modifiedAt: row.modified_at,
    etag: row.etag,
    facts: readJson(row.facts, `version ${row.id}`),
    printIds,
    notYetAt: row.not_yet_at,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    noMoreAt: row.no_more_at,
  };
}
