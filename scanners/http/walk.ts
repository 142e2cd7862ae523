import { RowprintError } from '../../src/core/errors.ts';
import { BudgetSpentError } from '../errors.ts';
import type { ListedFile, ListingGap } from '../scanner.ts';
import { askWhatItIs } from './ask-what-it-is.ts';
import { followRedirects } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { factsOf, gapAt, listedFile } from './listed-file.ts';
import { listingRequest } from './listing-requests.ts';
import type { NamedEntry } from './named-entry.ts';
import { type FolderOutcome, type FolderWork, readFolder } from './read-folder.ts';
import type { HttpReply } from './reply.ts';
import { folderOf, pathOf, resourceOf } from './resource.ts';
import { createWalkState, type Folder, type WalkState } from './walk-state.ts';
import { speaksWebdav } from './webdav.ts';

type Listed = ListedFile | ListingGap;

/** Everything below the target, or the one file that it is. @throws what ends the visit; a spent budget is a gap */
export async function* walk(session: HttpSession): AsyncGenerator<Listed> {
  const state = createWalkState(resourceOf(session.target.url));
  let folder = state.queue[0]!;
  try {
    yield* walkStart(session, state, folder);
    for (let at = 1; at < state.queue.length; at++) {
      folder = state.queue[at]!;
      // What was visited is not kept: only what is still below it refers to it.
      state.queue[at] = state.queue[0]!;
      yield* walkFolder(session, state, folder, null);
    }
  } catch (failure) {
    if (!(failure instanceof BudgetSpentError)) {
      if (failure instanceof RowprintError) session.sightings.failed(failure);
      throw failure;
    }
    yield gapAt(folder.resource, failure.code, failure.message);
  }
}

async function* walkStart(session: HttpSession, state: WalkState, start: Folder): AsyncGenerator<Listed> {
  const { sightings, found } = session;
  const path = pathOf(start.resource);
  const followed = await followRedirects(session, listingRequest('GET', start.resource), (next) => {
    const there = pathOf(next);
    return there.startsWith(folderOf(path)) || there === path;
  });
  sightings.sawStartRedirect(followed.firstRedirect);
  if (followed.kind === 'elsewhere') {
    yield gapAt(start.resource, followed.reason, followed.message);
    return;
  }
  const { reply } = followed;
  sightings.sawStart(reply.status);
  found.start = reply.resource;
  state.origin = reply.resource.origin;
  state.root = folderOf(pathOf(reply.resource));
  state.visited.add(pathOf(reply.resource));
  // A file that was there and is not: nothing is left to list. A folder without a page may still have files.
  if (GONE.has(reply.status) && !path.endsWith('/')) return reply.leave();
  session.tools.budget.countEntry();
  start.resource = reply.resource;
  yield* walkFolder(session, state, start, reply);
}

const GONE = new Set([404, 410]);

/** List it in each way that the server knows; what is in several of them is told once. */
async function* walkFolder(
  session: HttpSession,
  state: WalkState,
  folder: Folder,
  begun: HttpReply | null,
): AsyncGenerator<Listed> {
  const unknown: NamedEntry[] = [];
  const work: FolderWork = {
    session,
    state,
    folder,
    method: 'GET',
    take: (named) => take(session, state, folder, unknown, named),
  };
  const shown = yield* readFolder(work, begun);
  if (shown.kind === 'loop') return yield loopGap(folder);
  const isFolder = shown.kind !== 'file' || folder.resource.target.endsWith('/');
  if (begun !== null && isFolder) state.isWebdav = await speaksWebdav(session, folder.resource, false);
  let members = state.isWebdav && isFolder ? yield* readFolder({ ...work, method: 'PROPFIND' }) : null;
  // Announced and refused at the start: it is then refused everywhere, and nothing is missing.
  if (begun !== null && members?.kind !== 'listing') [state.isWebdav, members] = [false, null];
  if (members?.kind === 'loop') return yield loopGap(folder);
  noteOpenListing(session, folder, shown, members);
  yield* conclude(session, folder, shown, members);
  for (const named of unknown) yield* resolveUnknown(session, state, folder, named);
}

function loopGap({ resource }: Folder): ListingGap {
  return gapAt(resource, 'loop', 'it is a folder above it under another name, and was listed there');
}

/** What is left to say of a folder: nothing where some way of listing it went well. */
function* conclude(
  session: HttpSession,
  { resource, orFile }: Folder,
  shown: FolderOutcome,
  members: FolderOutcome | null,
): Generator<Listed> {
  if (members?.kind === 'listing') return;
  if (orFile !== null && shown.kind !== 'listing') return yield orFile;
  if (shown.kind === 'gap') yield shown.gap;
  if (shown.kind === 'file') {
    const file = listedFile(session, resource, factsOf(shown.reply));
    session.found.sample ??= file;
    yield file;
  }
  // A page was shown, and then the way behind it failed: there may be more than it showed.
  if (members?.kind === 'gap' && shown.kind !== 'gap') yield members.gap;
}

function noteOpenListing(
  { sightings, target }: HttpSession,
  { resource }: Folder,
  shown: FolderOutcome,
  members: FolderOutcome | null,
): void {
  if (target.login !== null) return;
  if (members?.kind === 'listing') sightings.sawWebdavListing();
  const listing = shown.kind === 'listing' ? shown : members;
  if (listing?.kind === 'listing') sightings.sawOpenListing(pathOf(resource), listing.dialect ?? 'unknown');
}

function* take(
  session: HttpSession,
  state: WalkState,
  folder: Folder,
  unknown: NamedEntry[],
  named: NamedEntry,
): Generator<Listed> {
  if (named.entry.kind === 'file') yield listedFile(session, named.resource, named.entry);
  else if (named.entry.kind === 'unknown') unknown.push(named);
  else yield* queueFolder(session, state, folder, named, null);
}

function* queueFolder(
  { tools }: HttpSession,
  state: WalkState,
  parent: Folder,
  { resource, listedAt }: NamedEntry,
  orFile: ListedFile | null,
): Generator<Listed> {
  const depth = parent.depth + 1;
  const { maxDepth } = tools.budget.limits;
  if (depth <= maxDepth) state.queue.push({ resource, listedAt, orFile, depth, parent, digests: new Map() });
  else yield gapAt(resource, 'RP_BUDGET_SPENT', `it is more than ${maxDepth} folders deep; raise maxDepth`);
}

/** A name that may be a file or a folder is asked for its head. */
async function* resolveUnknown(
  session: HttpSession,
  state: WalkState,
  folder: Folder,
  named: NamedEntry,
): AsyncGenerator<Listed> {
  const answer = await askWhatItIs(session, named);
  if (answer.kind === 'file') return yield listedFile(session, named.resource, answer.facts);
  const orFile = answer.orFile === null ? null : listedFile(session, named.resource, answer.orFile);
  yield* queueFolder(session, state, folder, { ...named, resource: answer.resource }, orFile);
}
