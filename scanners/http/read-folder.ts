import {
  AccessRefusedError,
  BudgetSpentError,
  ServerMisbehavedError,
  TransferBrokenError,
} from '../errors.ts';
import type { ListedFile, ListingGap } from '../scanner.ts';
import { type FolderPage, readFolderPage } from './folder-page.ts';
import { type Followed, followRedirects } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { gapAt } from './listed-file.ts';
import { DIGESTED_ENTRIES, listingDigest } from './listing-digest.ts';
import { type ListingMethod, listingRequest } from './listing-requests.ts';
import { isLoop } from './loop.ts';
import { type NamedEntry, nameEntry } from './named-entry.ts';
import { noteEntry, noteListing, noteTraversal } from './noted.ts';
import type { HttpReply } from './reply.ts';
import { pathOf, type Resource, resolveReference } from './resource.ts';
import type { Folder, WalkState } from './walk-state.ts';

/** What asking for a folder in one way came to. */
export type FolderOutcome =
  | { readonly kind: 'listing'; readonly dialect: string | null }
  | { readonly kind: 'loop' }
  /** No listing: the reply's head, its body left. */
  | { readonly kind: 'file'; readonly reply: HttpReply }
  | { readonly kind: 'gap'; readonly gap: ListingGap };

/** What the steps below are given. */
export interface FolderWork {
  readonly session: HttpSession;
  readonly state: WalkState;
  readonly folder: Folder;
  readonly method: ListingMethod;
  /** What to do with an entry that was not seen before: tell it, or ask for it later. */
  readonly take: (named: NamedEntry) => Iterable<ListedFile | ListingGap>;
}

/**
 * List one folder in one way, page by page, while its bytes come in. What fails here and leaves the visit possible is
 * an outcome. @throws what ends the visit, or its budget
 */
export async function* readFolder(
  work: FolderWork,
  begun: HttpReply | null = null,
): AsyncGenerator<ListedFile | ListingGap, FolderOutcome> {
  const { folder, method, session } = work;
  try {
    const followed = begun === null ? await ask(work) : ({ kind: 'reply', reply: begun } as const);
    if (followed.kind === 'elsewhere') return gap(folder.resource, followed.reason, followed.message);
    const { reply } = followed;
    if (reply.status < 200 || reply.status >= 300) {
      await reply.leave();
      return gap(folder.resource, REFUSED, `the server answered ${reply.status}`);
    }
    if (folder.listedAt === null) folder.resource = reply.resource;
    return yield* readPages(work, readFolderPage(reply, method, session));
  } catch (failure) {
    if (!isOfOneFolder(failure)) throw failure;
    return gap(folder.resource, failure.code, failure.message);
  }
}

const REFUSED = 'RP_ACCESS_REFUSED';

function gap(resource: Resource, reason: string, message: string): FolderOutcome {
  return { kind: 'gap', gap: gapAt(resource, reason, message) };
}

/** Whether the rest of the tree may still be listed after that failure. */
export function isOfOneFolder(
  failure: unknown,
): failure is AccessRefusedError | ServerMisbehavedError | TransferBrokenError | BudgetSpentError {
  if (failure instanceof BudgetSpentError) return failure.limit === 'maxListingBytes';
  return (
    failure instanceof AccessRefusedError ||
    failure instanceof ServerMisbehavedError ||
    failure instanceof TransferBrokenError
  );
}

function ask({ session, state, folder, method }: FolderWork): Promise<Followed> {
  return followRedirects(
    session,
    listingRequest(method, folder.listedAt ?? folder.resource),
    (next) => next.origin === state.origin && pathOf(next).startsWith(state.root),
  );
}

async function* readPages(
  work: FolderWork,
  first: FolderPage,
): AsyncGenerator<ListedFile | ListingGap, FolderOutcome> {
  const { session, folder } = work;
  const asked = new Set<string>();
  let page = first;
  for (;;) {
    const outcome = yield* readPage(work, page);
    const { next } = page.end();
    if (outcome.kind !== 'listing' || next === null) return outcome;
    const resource = resolveReference(page.reply.resource, next);
    if (resource === null || pathOf(resource) !== pathOf(page.reply.resource) || asked.has(resource.target)) {
      return gap(folder.resource, 'RP_SERVER_MISBEHAVED', 'the next page of the listing is no page of it');
    }
    asked.add(resource.target);
    const followed = await ask({ ...work, folder: { ...folder, listedAt: resource } });
    if (followed.kind === 'elsewhere') return gap(resource, followed.reason, followed.message);
    if (followed.reply.status !== OK) {
      return gap(folder.resource, REFUSED, `the next page was answered with ${followed.reply.status}`);
    }
    page = readFolderPage(followed.reply, work.method, session);
  }
}

const OK = 200;

async function* readPage(
  work: FolderWork,
  page: FolderPage,
): AsyncGenerator<ListedFile | ListingGap, FolderOutcome> {
  const { session, state, folder, method } = work;
  const { reply, entries } = page;
  let unsafe = 0;
  const named = nameAll(entries, reply.resource, state, (resource) => {
    unsafe++;
    noteTraversal(session, resource);
  });
  try {
    const { head, isWhole, failure } = await takeHead(named);
    if (head.length === 0 && unsafe === 0 && failure === null && page.end().dialect === null) {
      return { kind: 'file', reply };
    }
    const digest = listingDigest(reply.resource, head);
    if (await isLoop({ session, state, folder, method, digest, isWhole, entries: head }))
      return { kind: 'loop' };
    folder.digests.set(method, digest);
    noteListing(session, folder.resource, head);
    for (const entry of head) yield* takeNew(work, entry);
    if (failure !== null) throw failure.cause;
    for await (const entry of named) yield* takeNew(work, entry);
    if (unsafe > 0) yield gapAt(folder.resource, 'RP_SERVER_MISBEHAVED', unsafeMessage(unsafe));
    const { dialect, isBucket, isWhole: isRead } = page.end();
    if (!isRead) yield gapAt(folder.resource, 'RP_SERVER_MISBEHAVED', BROKEN_OFF);
    if (isBucket !== null) session.sightings.sawBucket(isBucket);
    return { kind: 'listing', dialect };
  } finally {
    await entries.return(undefined);
    await reply.leave();
  }
}

const BROKEN_OFF = 'the listing breaks off, or has a part that cannot be read: there may be more';

function unsafeMessage(count: number): string {
  return `${count} names lead out of their folder once they are decoded: they were not asked for`;
}

function* takeNew(work: FolderWork, named: NamedEntry): Generator<ListedFile | ListingGap> {
  if (!work.state.visited.add(named.path)) return;
  work.session.tools.budget.countEntry();
  noteEntry(work.session, named);
  yield* work.take(named);
}

async function* nameAll(
  entries: FolderPage['entries'],
  page: Resource,
  state: WalkState,
  onUnsafe: (resource: Resource) => void,
): AsyncGenerator<NamedEntry> {
  for await (const entry of entries) {
    const named = nameEntry(page, entry, state);
    if (named === 'elsewhere') continue;
    if ('unsafe' in named) onUnsafe(named.unsafe);
    else yield named;
  }
}

/** The first entries, and what kept more from coming: those that came are told before it is. */
async function takeHead(named: AsyncGenerator<NamedEntry>) {
  const head: NamedEntry[] = [];
  try {
    while (head.length < DIGESTED_ENTRIES) {
      const next = await named.next();
      if (next.done === true) return { head, isWhole: true, failure: null };
      head.push(next.value);
    }
    return { head, isWhole: false, failure: null };
  } catch (failure) {
    return { head, isWhole: false, failure: { cause: failure } };
  }
}
