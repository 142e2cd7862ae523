import { RowprintError } from '../../src/core/errors.ts';
import type { Folder } from './folder.ts';
import { type FolderListing, goTo, listFolder } from './list-folder.ts';
import { quotedPath } from './quoted-path.ts';
import { linkedPath, parentPath } from './remote-name.ts';
import type { Session } from './session.ts';

/** Knows the folders that were listed, and sees when one of them comes again under another name. */
export interface LoopGuard {
  /** The path under which the same folder was listed already; null: it is another one. */
  seenAs(folder: Folder, listing: FolderListing, session: Session): Promise<string | null>;
  /** A folder was listed, or (null) its name was seen at least. */
  note(folder: Folder, listing: FolderListing | null): void;
  /** Something that is no folder was listed. */
  noteName(path: string): void;
  /** Whether a link in this folder leads to what may be in the tree: by steps that end in it, or to a name that was listed. */
  staysInside(folder: string, target: string): boolean;
}

/**
 * A chain of folders that looks like its own beginning is a loop if it goes on alike after so many more rounds. Fewer than
 * 40, where Linux stops to follow links; no honest chain of folders that are all the same was seen to be as long.
 */
const MOST_ROUNDS = 16;
/** Paths of more than 4,096 bytes are refused by most systems, whether there is a loop or not. */
const MOST_PATH_BYTES = 2_000;

/**
 * Sees loops in two ways, because most servers show a link to a folder as a plain folder:
 * by MLSD's `unique` or the target of a link, where the listing under both names is the same; and by a listing that is the
 * same as the one of a folder above. The latter is also true of honest folders x/x/x of one date: then the server is asked
 * where we are (PWD; many resolve links), and where it does not know, for a folder far down: only a loop goes on so long.
 */
export function createLoopGuard(): LoopGuard {
  const digests = new Map<string, string | null>();
  const names = new Set<string>();
  let hasUniques = true;
  const uniques = new Map<string, { readonly path: string; readonly digest: string }>();

  return {
    async seenAs(folder, listing, session) {
      const { digest } = listing;
      hasUniques &&= !contradicts(listing, folder, uniques);
      const twin =
        hasUniques && typeof folder.entry?.unique === 'string' ? uniques.get(folder.entry.unique) : undefined;
      if (twin !== undefined && twin.path !== folder.path && twin.digest === digest) return twin.path;
      const { linkTarget = null } = folder.entry ?? {};
      const target = linkTarget === null ? null : linkedPath(parentPath(folder.path), linkTarget);
      if (target !== null && digests.get(target) === digest) return target;
      if (!listing.entries.some(({ kind }) => kind !== 'file')) return null;
      for (let above = folder.parent; above !== null; above = above.parent)
        if (digests.get(above.path) === digest && (await isSame(session, folder, above, listing)))
          return above.path;
      return null;
    },
    note(folder, listing) {
      if (listing === null || listing.failure !== null) {
        if (!digests.has(folder.path)) digests.set(folder.path, null);
        return;
      }
      const known = { path: folder.path, digest: listing.digest };
      digests.set(folder.path, listing.digest);
      for (const unique of [folder.entry?.unique ?? null, ...listing.selfUniques])
        if (unique !== null && !uniques.has(unique)) uniques.set(unique, known);
    },
    noteName: (path) => void names.add(path),
    staysInside(folder, target) {
      const path = linkedPath(folder, target);
      return path !== null && (!target.startsWith('/') || digests.has(path) || names.has(path));
    },
  };
}

/** A file that is the same as a folder: the server has one `unique` for all (systems without file numbers). */
function contradicts(
  { entries }: FolderListing,
  folder: Folder,
  uniques: ReadonlyMap<string, unknown>,
): boolean {
  return entries.some(
    ({ kind, unique }) =>
      kind === 'file' && unique !== null && (uniques.has(unique) || unique === folder.entry?.unique),
  );
}

async function isSame(
  session: Session,
  folder: Folder,
  above: Folder,
  { digest, entries }: FolderListing,
): Promise<boolean> {
  await goTo(session, folder.path);
  const reply = await session.control.command('PWD');
  const place = reply.code === 257 ? quotedPath(reply.lines[0]!) : null;
  if (place !== null && place !== folder.path) return place === above.path;
  const chain = folder.path.slice(above.path.replace(/\/$/, '').length);
  const mostRounds = Math.floor((MOST_PATH_BYTES - folder.path.length) / chain.length);
  const path = folder.path + chain.repeat(Math.max(1, Math.min(MOST_ROUNDS, mostRounds)));
  return (await orNull(() => listFolder(session, path, entries.length)))?.digest === digest;
}

/** A folder that cannot be listed proves nothing, as long as the session lives. */
async function orNull(list: () => Promise<FolderListing>): Promise<FolderListing | null> {
  try {
    return await list();
  } catch (failure) {
    if (failure instanceof RowprintError) return null;
    throw failure;
  }
}
