import { createHash } from 'node:crypto';
import { RowprintError } from '../../src/core/errors.ts';
import { AccessRefusedError, BudgetSpentError, TransferBrokenError } from '../errors.ts';
import { createListingParser, type ListingEntry } from './listing/listing-parser.ts';
import type { OpenTransfer } from './open-transfer.ts';
import { shownPath } from './remote-name.ts';
import { isDone, replyFailure } from './reply-failure.ts';
import type { Session } from './session.ts';
import { startTransfer } from './transfer.ts';

/** What a server tells of one folder. */
export interface FolderListing {
  /** Without the folder itself and its parent, each name once. */
  readonly entries: readonly ListingEntry[];
  /** MLSD's `unique` of the folder itself and of its parent, where it lists them. */
  readonly selfUniques: readonly string[];
  /** Whether the folder itself, or its parent, was listed: then an empty listing is an empty folder. */
  readonly showsSelf: boolean;
  /** Lines that could not be read. */
  readonly unreadLines: number;
  /** What kept the listing from its end; null: it came to its end. What came before is in it. */
  readonly failure: RowprintError | null;
  /** The server said that this was all. */
  readonly isConfirmed: boolean;
  /** Hex. The same for the same names with the same facts, in this order. */
  readonly digest: string;
}

type Way = 'MLSD' | 'LIST -a' | 'LIST';

/**
 * List a folder (bytes as latin1): go there, then list without a name, because `LIST -x` is taken for an option. MLSD
 * where the server has it, else `LIST -a`, else `LIST`. One entry more than `mostEntries` is read at most.
 * @throws {AccessRefusedError} {TransferBrokenError} {ServerMisbehavedError} {OutOfScopeError} before the first byte
 */
export async function listFolder(
  session: Session,
  path: string,
  mostEntries: number,
): Promise<FolderListing> {
  await goTo(session, path);
  await session.setType('A');
  const { habits } = session.visit;
  const listing = habits.takesMlsd ? await unlessRefused(session, path, 'MLSD', mostEntries) : null;
  if (listing !== null && !isGarbage(listing)) return listing;
  const second = await listInText(session, path, mostEntries);
  habits.takesMlsd = false;
  return second;
}

/** An empty `LIST -a` may be a search for a file '-a': asked once more without. */
async function listInText(session: Session, path: string, mostEntries: number): Promise<FolderListing> {
  const { habits } = session.visit;
  if (habits.takesListAll === 'no') return await read(session, path, 'LIST', mostEntries);
  const all = await unlessRefused(session, path, 'LIST -a', mostEntries);
  if (all !== null && (all.showsSelf || all.entries.length > 0 || all.failure !== null)) {
    habits.takesListAll = 'yes';
    return all;
  }
  const plain = await read(session, path, 'LIST', mostEntries);
  if (habits.takesListAll === 'untold' && (all === null || plain.entries.length > 0))
    habits.takesListAll = 'no';
  return plain;
}

/** Go to a folder. Roots that are no paths ("DISK:[PUB]") are gone through name by name. */
export async function goTo(session: Session, path: string): Promise<void> {
  const isPath = session.root.startsWith('/');
  for (const step of isPath ? [path] : [session.root, ...path.split('/').filter(Boolean)]) {
    const reply = await session.askFor('CWD', step);
    if (!isDone(reply)) throw replyFailure(reply, `the folder ${shownPath(path)}`, session.visit.place);
  }
}

/** Null: the command, or the folder, was refused. */
async function unlessRefused(
  session: Session,
  path: string,
  way: Way,
  mostEntries: number,
): Promise<FolderListing | null> {
  try {
    return await read(session, path, way, mostEntries);
  } catch (failure) {
    if (failure instanceof AccessRefusedError) return null;
    throw failure;
  }
}

function isGarbage({ entries, unreadLines, showsSelf }: FolderListing): boolean {
  return entries.length === 0 && !showsSelf && unreadLines > 0;
}

async function read(session: Session, path: string, way: Way, mostEntries: number): Promise<FolderListing> {
  const { visit } = session;
  const [verb, argument = null] = way.split(' ') as ['MLSD' | 'LIST', string?];
  const what = `the listing of ${shownPath(path)}`;
  const parser = createListingParser(verb === 'MLSD' ? 'mlsd' : 'list', visit.tools.clock.nowMs());
  const collection = createCollection();
  const transfer = await startTransfer(session, { verb, argument, what });
  let isConfirmed = false;
  let failure: RowprintError | null = null;
  try {
    for await (const chunk of boundedChunks(session, transfer, what)) {
      collection.add(parser.push(chunk));
      if (collection.entries.length > mostEntries) break;
    }
    collection.add(parser.end());
    if (collection.entries.length > mostEntries) await transfer.abandon();
    else isConfirmed = await transfer.confirm();
  } catch (cause) {
    visit.tools.signal.throwIfAborted();
    if (!(cause instanceof RowprintError)) throw cause;
    failure = cause;
  }
  return { ...collection.listed(), unreadLines: parser.unreadLines, failure, isConfirmed };
}

/** The bytes of a listing, as long as it keeps to its limits. @throws {BudgetSpentError} {TransferBrokenError} */
async function* boundedChunks(
  { visit }: Session,
  transfer: OpenTransfer,
  what: string,
): AsyncGenerator<Uint8Array> {
  const { maxListingBytes, operationMs } = visit.tools.budget.limits;
  const endsAtMs = performance.now() + operationMs;
  let bytes = 0;
  for (let chunk = await transfer.next(); chunk !== null; chunk = await transfer.next()) {
    bytes += chunk.length;
    if (bytes > maxListingBytes) {
      await transfer.abandon();
      throw new BudgetSpentError(
        `${what} is over ${maxListingBytes} bytes: raise the limit`,
        'maxListingBytes',
      );
    }
    yield chunk;
    if (performance.now() > endsAtMs) {
      await transfer.abandon();
      throw new TransferBrokenError(`${what} did not come to its end within ${operationMs} ms`);
    }
  }
}

/** Takes entries as they come: each name once, and the digest of all. */
function createCollection() {
  const entries: ListingEntry[] = [];
  const names = new Set<string>();
  const selfUniques: string[] = [];
  const digest = createHash('sha256');
  let showsSelf = false;
  const addOne = (entry: ListingEntry): void => {
    if (entry.isSelf) {
      showsSelf = true;
      if (entry.unique !== null) selfUniques.push(entry.unique);
    } else if (!names.has(entry.name)) {
      names.add(entry.name);
      entries.push(entry);
      const { kind, name, bytes, modifiedAt, linkTarget } = entry;
      digest.update(`${[kind, bytes, modifiedAt, linkTarget, name].join('\0')}\n`);
    }
  };
  return {
    entries,
    add: (some: readonly ListingEntry[]): void => some.forEach(addOne),
    listed: () => ({ entries, selfUniques, showsSelf, digest: digest.digest('hex') }),
  };
}
