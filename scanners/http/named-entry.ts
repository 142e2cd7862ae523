import type { HttpListingEntry } from './listing/listing-reader.ts';
import { folderOf, isTraversal, pathOf, type Resource, resolveReference, splitTarget } from './resource.ts';
import type { WalkState } from './walk-state.ts';

/** An entry of a listing, with what it names. */
export interface NamedEntry {
  readonly entry: HttpListingEntry;
  readonly resource: Resource;
  /** Where a bucket's folder is listed; see `Folder`. */
  readonly listedAt: Resource | null;
  /** Identity; see shared/remote-path.ts. */
  readonly path: string;
}

/**
 * What an entry names: 'elsewhere' for what is not below the start (parents, other hosts, other schemes) and
 * {unsafe} for names that a server would decode into a way out of their folder.
 */
export function nameEntry(
  page: Resource,
  entry: HttpListingEntry,
  { root, origin }: WalkState,
): NamedEntry | { readonly unsafe: Resource } | 'elsewhere' {
  const named = resolveReference(page, entry.href);
  if (named === null || named.origin !== origin) return 'elsewhere';
  if (isTraversal(named)) return { unsafe: named };
  const resource = entry.kind === 'folder' ? asFolder(named) : named;
  const path = pathOf(resource);
  const listedAt = entry.listedAt === undefined ? null : resolveReference(page, entry.listedAt);
  // The listing of a bucket's folder is the bucket's, with another question.
  if (listedAt !== null && pathOf(listedAt) !== pathOf(page)) return 'elsewhere';
  return path.startsWith(root) && path !== root ? { entry, resource, listedAt, path } : 'elsewhere';
}

/** Name of an entry within its page, for comparison with the same page under another name. */
export function nameWithin(page: Resource, { resource }: NamedEntry): string {
  const folder = folderOf(splitTarget(page.target).path);
  return resource.target.startsWith(folder) ? resource.target.slice(folder.length) : resource.target;
}

/** Sort orders and the like are the same folder; names within it are relative to its '/'. */
function asFolder({ origin, target }: Resource): Resource {
  const { path } = splitTarget(target);
  return { origin, target: path.endsWith('/') ? path : `${path}/` };
}
