import { createHash } from 'node:crypto';
import { type NamedEntry, nameWithin } from './named-entry.ts';
import type { Resource } from './resource.ts';

/** Enough to tell two listings apart, and little enough to wait for before the first file of a long one is told. */
export const DIGESTED_ENTRIES = 1_000;

/** What a folder's first entries say, in brief: the same folder under another name has the same digest. */
export function listingDigest(page: Resource, entries: readonly NamedEntry[]): string {
  const hash = createHash('sha256');
  for (const named of entries) {
    const { kind, bytes, modifiedAt } = named.entry;
    hash.update(JSON.stringify([nameWithin(page, named), kind, bytes, modifiedAt]));
  }
  return hash.digest('base64');
}
