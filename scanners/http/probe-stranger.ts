import { RowprintError } from '../../src/core/errors.ts';
import {
  AccessRefusedError,
  BudgetSpentError,
  OutOfScopeError,
  ServerBusyError,
  TlsNotTrustedError,
  UnreachableError,
} from '../errors.ts';
import type { ListedFile } from '../scanner.ts';
import type { Exchange } from './exchange.ts';
import { fetchFile } from './fetch-file.ts';
import { readFolderPage } from './folder-page.ts';
import { followRedirects } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { type ListingMethod, listingRequest } from './listing-requests.ts';
import { outdatedTls } from './outdated-tls.ts';
import { pathOf, type Resource, resourceOf } from './resource.ts';
import { speaksWebdav } from './webdav.ts';

/**
 * Look at what a stranger gets. Without a login the listing has shown most of it, and only what is missing is asked for.
 * At most 20 requests, however often the server redirects or is busy.
 */
export async function probeStranger(visit: HttpSession): Promise<void> {
  const session = { ...visit, exchange: limited(visit) };
  const { sightings, target, found } = session;
  const isKnown = target.login === null && sightings.status() !== null;
  const start = isKnown ? (found.start ?? resourceOf(target.url)) : await probeStart(session);
  if (!isKnown) await attempt(() => probeWebdav(session, start));
  if (found.sample !== null && !sightings.hasStrangerRead())
    await attempt(() => readHead(session, found.sample!));
  for (const suspect of found.suspects) await attempt(() => readHead(session, suspect));
  for (const resource of found.traversals.slice(0, 1)) await attempt(() => probeTraversal(session, resource));
  if (start.origin.startsWith('https:')) {
    await attempt(async () =>
      sightings.sawOutdatedTls(await outdatedTls(new URL(start.origin), session.tools)),
    );
  }
}

/** One more may become four: on a new connection, and once more for a busy server. Two are for the handshakes. */
const MOST_REQUESTS = 20 - 2 - 4;

function limited({ exchange, tools }: HttpSession): Exchange {
  const before = tools.budget.spent().requests;
  return {
    ...exchange,
    async send(request) {
      if (tools.budget.spent().requests - before <= MOST_REQUESTS) return exchange.send(request);
      throw new AccessRefusedError(
        `${request.resource.origin} was not looked at further: 20 requests are spent`,
      );
    },
  };
}

/** One thing that cannot be looked at hides no other, unless the server or the budget is at its end. */
async function attempt(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (failure) {
    const isEnd = ENDS.some((end) => failure instanceof end);
    if (!(failure instanceof RowprintError) || isEnd) throw failure;
  }
}

const ENDS = [BudgetSpentError, OutOfScopeError, ServerBusyError, TlsNotTrustedError, UnreachableError];

async function probeStart(session: HttpSession): Promise<Resource> {
  const resource = resourceOf(session.target.url);
  const { sightings } = session;
  const followed = await followRedirects(
    session,
    { ...listingRequest('GET', resource), asStranger: true },
    () => true,
  );
  sightings.sawStartRedirect(followed.firstRedirect);
  if (followed.kind === 'elsewhere') return resource;
  const { reply } = followed;
  sightings.sawStart(reply.status);
  sightings.sawStrangerStart(reply.status);
  await attempt(async () => {
    const dialect = await dialectOf(session, 'GET', followed.reply);
    if (dialect !== null) sightings.sawOpenListing(pathOf(reply.resource), dialect);
  });
  return reply.resource;
}

async function dialectOf(
  session: HttpSession,
  method: ListingMethod,
  reply: Parameters<typeof readFolderPage>[0],
): Promise<string | null> {
  const page = readFolderPage(reply, method, session);
  try {
    for await (const _ of page.entries);
    const { dialect, isBucket } = page.end();
    if (isBucket !== null) session.sightings.sawBucket(isBucket);
    return dialect;
  } finally {
    await reply.leave();
  }
}

async function probeWebdav(session: HttpSession, start: Resource): Promise<void> {
  if (!(await speaksWebdav(session, start, true))) return;
  const reply = await session.exchange.send({ ...listingRequest('PROPFIND', start), asStranger: true });
  await reply.leave();
  if (reply.status === MULTI_STATUS) session.sightings.sawWebdavListing();
}

const MULTI_STATUS = 207;
/** Enough to see whether bytes come, and whether they begin like a list of users: see fetch-file.ts. */
const HEAD_BYTES = 256;

/** The first bytes of a file, as a stranger gets them. @throws as `Visit.fetch` */
async function readHead(
  session: HttpSession,
  { path, ref }: Pick<ListedFile, 'path' | 'ref'>,
): Promise<Buffer> {
  const fetched = await fetchFile(session, { path, ref, start: 0, length: HEAD_BYTES, known: null }, true);
  const chunks: Uint8Array[] = [];
  if (fetched.kind === 'bytes') for await (const chunk of fetched.chunks) chunks.push(chunk);
  const head = Buffer.concat(chunks);
  if (head.length > 0 && !path.endsWith('/')) session.sightings.sawStrangerRead(path);
  return head;
}

/** The server itself names it; a well-made one answers 400 or 404. */
async function probeTraversal(session: HttpSession, { origin, target }: Resource): Promise<void> {
  const path = pathOf({ origin, target });
  const head = await readHead(session, { path, ref: origin + target });
  if (head.length > 0) session.sightings.sawOutsideRoot({ path, target: path, proof: 'read' });
}
