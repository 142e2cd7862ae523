import type { Fetched, FetchRequest } from '../../../scanners/scanner.ts';
import type { VersionRecord } from '../../store/watched.ts';
import { isRacy } from './racy-date.ts';

/** An answer with bytes. */
export type FetchedBytes = Extract<Fetched, { kind: 'bytes' }>;

/** Ends a transfer of which nothing (more) is wanted. */
export async function leave({ chunks }: FetchedBytes): Promise<void> {
  await chunks[Symbol.asyncIterator]().return?.();
}

/** Whether the server's own words say that it is the version that is known. */
export function isSameByHeaders(fetched: FetchedBytes, known: VersionRecord): boolean {
  if (fetched.totalBytes !== null && fetched.totalBytes !== known.bytes) return false;
  if (isStrong(fetched.etag) && isStrong(known.etag)) return fetched.etag === known.etag;
  const { modifiedAt } = validatorOf(known);
  return fetched.totalBytes !== null && modifiedAt !== null && fetched.modifiedAt === modifiedAt;
}

/** What a server is told of the version that is known. A date that proves nothing is left out. */
export function validatorOf({
  etag,
  modifiedAt,
  lastSeenAt,
}: VersionRecord): NonNullable<FetchRequest['known']> {
  const isTelling = modifiedAt !== null && !isRacy(modifiedAt, lastSeenAt);
  return { etag, modifiedAt: isTelling ? modifiedAt : null };
}

/** An ETag that stands for exactly these bytes. */
export function isStrong(etag: string | null): etag is string {
  return etag !== null && !etag.startsWith('W/');
}
