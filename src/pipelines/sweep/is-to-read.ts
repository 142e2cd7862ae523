import type { AssetRecord, ListedAsset } from '../../store/watched.ts';
import { isRacy } from './racy-date.ts';

/**
 * What could not or must not be read is not read next time either, as long as it stays the same. What is too large is
 * looked at again each time, which costs no request: the limit may have been raised.
 */
const SETTLED_REASONS = new Set(['format', 'encrypted', 'list-only']);

/**
 * Whether a listed file has to be asked for: new, changed by what the listing says, not read last time, or of a
 * listing that says too little to tell. Others are unchanged, and cost nothing.
 */
export function isToRead(now: ListedAsset, before: AssetRecord | null): boolean {
  if (before === null || before.goneAt !== null) return true;
  if (!wasSettled(before)) return true;
  if (differ(now.bytes, before.bytes) || differ(now.modifiedAt, before.modifiedAt)) return true;
  if (differ(now.etag, before.etag)) return true;
  if (now.etag !== null && before.etag !== null) return false;
  if (now.modifiedAt === null || before.modifiedAt === null) return true;
  return isRacy(now.modifiedAt, before.lastSeenAt);
}

function wasSettled({ state, reason }: AssetRecord): boolean {
  if (state === 'read' || state === 'unchanged') return true;
  return state === 'skipped' && SETTLED_REASONS.has(reason ?? '');
}

/** What one of the two does not say tells nothing. */
function differ(now: string | number | null, before: string | number | null): boolean {
  return now !== null && before !== null && now !== before;
}
