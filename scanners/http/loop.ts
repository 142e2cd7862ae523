import { readFolderPage } from './folder-page.ts';
import { type Followed, followRedirects } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { DIGESTED_ENTRIES, listingDigest } from './listing-digest.ts';
import { type ListingMethod, listingRequest } from './listing-requests.ts';
import { type NamedEntry, nameEntry } from './named-entry.ts';
import { splitTarget } from './resource.ts';
import type { Folder, WalkState } from './walk-state.ts';

/** A folder whose listing has just been read, or begun. */
export interface ReadFolder {
  readonly session: HttpSession;
  readonly state: WalkState;
  readonly folder: Folder;
  readonly method: ListingMethod;
  readonly digest: string;
  /** Whether the listing is over, so that something else can be asked. */
  readonly isWhole: boolean;
  readonly entries: readonly NamedEntry[];
}

/** Times that the same names have to bring up the same listing again. */
const REPEATS = 2;
/**
 * For a folder with nothing in it but the next one, as in a legal x/x/x: its listing says so little that a deeper look
 * is due. Nothing is shown twice meanwhile, since there is nothing to show.
 */
const LONE_REPEATS = 8;

/**
 * Whether the folder is one of those above it under another name, as symbolic links make it. Its listing is then the
 * same, and so it is further down the same names: that is tried, for a folder may well contain a copy of itself.
 */
export async function isLoop(read: ReadFolder): Promise<boolean> {
  const { folder, method, digest, entries, isWhole } = read;
  if (entries.length === 0) return false;
  for (let above = folder.parent; above !== null; above = above.parent) {
    if (above.digests.get(method) !== digest) continue;
    const chain = namesBetween(above, folder);
    if (chain === null) continue;
    // A thousand same names in the same order are no coincidence.
    if (!isWhole) return entries.length >= DIGESTED_ENTRIES;
    if (await repeats(read, chain, entries.length === 1 ? LONE_REPEATS : REPEATS)) return true;
  }
  return false;
}

/** 'b/loop/' for /a/ and /a/b/loop/; null where one is not below the other. */
function namesBetween(above: Folder, below: Folder): string | null {
  const from = splitTarget(above.resource.target).path;
  const to = splitTarget(below.resource.target).path;
  return from.endsWith('/') && to.startsWith(from) && to !== from ? to.slice(from.length) : null;
}

async function repeats(read: ReadFolder, chain: string, times: number): Promise<boolean> {
  const { origin, target } = read.folder.resource;
  for (let time = 1; time <= times; time++) {
    const resource = { origin, target: target + chain.repeat(time) };
    const asked = await followRedirects(read.session, listingRequest(read.method, resource), () => false);
    if ((await digestOf(read, asked)) !== read.digest) return false;
  }
  return true;
}

async function digestOf(read: ReadFolder, asked: Followed): Promise<string | null> {
  if (asked.kind === 'elsewhere') return null;
  const { reply } = asked;
  const head: NamedEntry[] = [];
  try {
    for await (const entry of readFolderPage(reply, read.method, read.session).entries) {
      const named = nameEntry(reply.resource, entry, read.state);
      if (named !== 'elsewhere' && !('unsafe' in named)) head.push(named);
      if (head.length === DIGESTED_ENTRIES) break;
    }
    return listingDigest(reply.resource, head);
  } finally {
    await reply.leave();
  }
}
