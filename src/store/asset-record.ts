import type { AssetRecord } from './watched.ts';
import type { AssetRow } from './watched-schema.ts';

/** An asset as others see it. */
export function assetRecord(row: AssetRow): AssetRecord {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    path: row.path,
    ref: row.ref,
    // Number() because other databases give 64 bits as text.
    bytes: row.bytes === null ? null : Number(row.bytes),
    modifiedAt: row.modified_at,
    etag: row.etag,
    linkTarget: row.link_target,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    goneAt: row.gone_at,
    state: row.state,
    reason: row.reason,
    versionId: row.version_id,
    addedIn: row.added_in,
  };
}
