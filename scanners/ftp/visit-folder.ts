import { RowprintError } from '../../src/core/errors.ts';
import {
  AccessRefusedError,
  BudgetSpentError,
  ServerMisbehavedError,
  TransferBrokenError,
} from '../errors.ts';
import type { ListedFile, ListingGap } from '../scanner.ts';
import { askModifiedAt, askSize } from './file-facts.ts';
import type { Folder } from './folder.ts';
import { type FolderListing, listFolder } from './list-folder.ts';
import type { ListingEntry } from './listing/listing-parser.ts';
import type { LoopGuard } from './loop-guard.ts';
import { joinPath, lastName, linkedPath, parentPath, requireSendable, shownPath } from './remote-name.ts';
import type { SessionKeeper } from './session-keeper.ts';
import type { VisitContext } from './visit-context.ts';
import { claimsWriting } from './write-rights.ts';

/** What one walk works with. */
export interface Walk {
  readonly visit: VisitContext;
  readonly keeper: SessionKeeper;
  /** Where it began. */
  readonly start: string;
  readonly guard: LoopGuard;
}

interface Look {
  readonly listing: FolderListing;
  /** The path under which the same folder was listed already. */
  readonly seenAs: string | null;
}

/** The files of one folder and what is missing of it; returns what may be folders in it, in the listing's order. */
export async function* visitFolder(
  folder: Folder,
  walk: Walk,
): AsyncGenerator<ListedFile | ListingGap, Folder[]> {
  const { visit, guard } = walk;
  if (folder.entry?.kind === 'link') noteOutside(folder, folder.entry, walk);
  const look = await lookAt(folder, walk);
  if (look instanceof RowprintError) {
    guard.note(folder, null);
    yield* notListed(folder, look, walk);
    return [];
  }
  if (look.seenAs !== null) {
    const message = `it is ${shownPath(look.seenAs)} under another name`;
    yield { kind: 'gap', path: shownPath(folder.path), reason: 'loop', message };
    return [];
  }
  guard.note(folder, look.listing);
  const { failure, entries } = look.listing;
  if (walk.keeper.identity === 'stranger' && (failure === null || entries.length > 0))
    visit.record.ftp.anonymousLists = true;
  const below = yield* filesOf(folder, look.listing, walk);
  yield* gapsOf(folder, look.listing, visit);
  if (failure instanceof BudgetSpentError && failure.limit !== 'maxListingBytes') throw failure;
  return below;
}

/** A gap for a failure. */
export function gapOf(path: string, { code, message }: RowprintError): ListingGap {
  return { kind: 'gap', path: shownPath(path), reason: code, message };
}

/** @throws what ends the visit; a failure that is only of this folder is returned */
async function lookAt(folder: Folder, { visit, keeper, guard }: Walk): Promise<Look | RowprintError> {
  const { budget, pace, signal } = visit.tools;
  const { maxDepth, maxEntries } = budget.limits;
  let partial: FolderListing | null = null;
  try {
    requireSendable(folder.path);
    if (folder.depth > maxDepth)
      return new BudgetSpentError(`more than ${maxDepth} folders deep: not looked at`, 'maxDepth');
    await pace.next(signal);
    return await keeper.use(async (session) => {
      const listing = await listFolder(session, folder.path, maxEntries - budget.spent().entries);
      partial = listing;
      // Once more in a new session; if that fails, too, what came is what there is.
      if (listing.failure instanceof TransferBrokenError && !session.control.isOpen()) throw listing.failure;
      return { listing, seenAs: await guard.seenAs(folder, listing, session) };
    });
  } catch (failure) {
    if (keeper.isOver() || signal.aborted || !(failure instanceof RowprintError)) throw failure;
    if (failure instanceof BudgetSpentError) throw failure;
    return partial === null ? failure : { listing: partial, seenAs: null };
  }
}

/** What cannot be entered is a file where the server does not say that it is a folder. */
async function* notListed(
  folder: Folder,
  failure: RowprintError,
  { visit, keeper }: Walk,
): AsyncGenerator<ListedFile | ListingGap> {
  const { entry, path } = folder;
  if (failure instanceof AccessRefusedError && (entry?.kind === 'link' || entry?.kind === 'unknown')) {
    yield listed(path, entry, visit);
    return;
  }
  const file = entry === null && failure instanceof AccessRefusedError ? await oneFile(path, keeper) : null;
  if (file === null && entry === null && keeper.identity === 'stranger')
    visit.record.ftp.anonymousLists ??= false;
  yield file === null ? gapOf(path, failure) : listed(path, file, visit);
}

/** The target may be one file: then the server knows its size. */
async function oneFile(path: string, keeper: SessionKeeper): Promise<ListingEntry | null> {
  if (path === '/') return null;
  const { bytes, modifiedAt } = await keeper.use(async (session) => ({
    bytes: await askSize(session, path),
    modifiedAt: await askModifiedAt(session, path),
  }));
  if (bytes === null) return null;
  const facts = { linkTarget: null, unique: null, perm: null, isSelf: false };
  return { name: lastName(path), kind: 'file', bytes, modifiedAt, ...facts };
}

async function* filesOf(
  folder: Folder,
  { entries }: FolderListing,
  { visit, keeper, guard }: Walk,
): AsyncGenerator<ListedFile | ListingGap, Folder[]> {
  const below: Folder[] = [];
  let strange = 0;
  for (const entry of entries) {
    visit.tools.budget.countEntry();
    const name = nameIn(folder.path, entry.name);
    if (name === null) {
      strange++;
      continue;
    }
    const path = joinPath(folder.path, name);
    if (keeper.identity === 'stranger' && claimsWriting(entry.perm))
      visit.record.claimedWritable(shownPath(path));
    if (entry.kind !== 'folder') guard.noteName(path);
    if (entry.kind === 'file') yield listed(path, entry, visit);
    else if (entry.kind !== 'other') below.push({ path, depth: folder.depth + 1, parent: folder, entry });
  }
  if (strange > 0) yield gapOf(folder.path, strangeNames(strange, visit.place));
  return below;
}

function* gapsOf(
  folder: Folder,
  { failure, isConfirmed, unreadLines, entries }: FolderListing,
  { place }: VisitContext,
): Generator<ListingGap> {
  if (unreadLines > 0)
    yield gapOf(
      folder.path,
      new ServerMisbehavedError(`${unreadLines} lines of the listing cannot be read, ${entries.length} can`),
    );
  if (failure instanceof BudgetSpentError && failure.limit !== 'maxListingBytes') return;
  if (failure !== null) yield gapOf(folder.path, failure);
  else if (!isConfirmed)
    yield gapOf(folder.path, new TransferBrokenError(`${place} never said that the listing was whole`));
}

/** A name that stands for exactly one thing in this folder; some servers list whole paths. Null: it does not. */
function nameIn(folder: string, listedName: string): string | null {
  const prefix = joinPath(folder, '');
  const name = listedName.startsWith(prefix) ? listedName.slice(prefix.length) : listedName;
  return name === '' || name === '.' || name === '..' || name.includes('/') ? null : name;
}

function strangeNames(count: number, place: string): ServerMisbehavedError {
  return new ServerMisbehavedError(
    `${place} listed ${count} names that are no names in a folder ('', '.', '..', or with '/'): they were not followed`,
  );
}

function listed(path: string, entry: ListingEntry, { record }: VisitContext): ListedFile {
  const { bytes, modifiedAt, kind, linkTarget } = entry;
  const shown = shownPath(path);
  record.sample.offer({ path: shown, ref: path, bytes });
  return {
    kind: 'file',
    path: shown,
    ref: path,
    // The size of a link is the length of its target.
    bytes: kind === 'file' ? bytes : null,
    modifiedAt,
    etag: null,
    linkTarget: linkTarget === null ? null : shownPath(linkTarget),
  };
}

/** A link that leads out: above the root for certain; elsewhere if the whole tree was shown, and that is not in it. */
function noteOutside({ path }: Folder, { linkTarget }: ListingEntry, { visit, guard, start }: Walk): void {
  if (linkTarget === null) return;
  const folder = parentPath(path);
  if (linkedPath(folder, linkTarget) !== null && (start !== '/' || guard.staysInside(folder, linkTarget)))
    return;
  visit.record.outsideRoot({ path: shownPath(path), target: shownPath(linkTarget), proof: 'listed' });
}
