import { AccessRefusedError, BudgetSpentError, ServerMisbehavedError } from '../errors.ts';
import type { Fetched, FetchRequest } from '../scanner.ts';
import { parseContentRange } from './content-range.ts';
import { fetchHeaders } from './fetch-headers.ts';
import { followRedirects } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { factsOf, resourceOfRef } from './listed-file.ts';
import type { HttpReply } from './reply.ts';

/** Read one file, or a part of it; see `Visit.fetch`. `asStranger`: without the login. */
export async function fetchFile(
  session: HttpSession,
  request: FetchRequest,
  asStranger = false,
): Promise<Fetched> {
  if (request.length === 0) return noBytes(request.start, null);
  const headers = fetchHeaders(request);
  const reply = await ask(session, request, headers, asStranger);
  if (reply.status !== UNSATISFIABLE) return fetched(session, request, headers, reply, asStranger);
  await reply.leave();
  const totalBytes = parseContentRange(reply.header('content-range'))?.totalBytes ?? null;
  if (totalBytes !== null && totalBytes <= request.start) return noBytes(request.start, totalBytes);
  // The part exists, or the server does not say: without a range it may be sent all the same.
  const whole = await ask(session, request, {}, asStranger);
  if (whole.status !== UNSATISFIABLE) return fetched(session, request, {}, whole, asStranger);
  await whole.leave();
  throw misbehaved(request, 'refuses a range that was not asked for (416)');
}

const OK = new Set([200, 203]);
const NO_CONTENT = 204;
const UNAUTHORISED = 401;
const FORBIDDEN = 403;
const PARTIAL = 206;
const NOT_MODIFIED = 304;
const UNSATISFIABLE = 416;

async function ask(
  session: HttpSession,
  { path, ref }: FetchRequest,
  headers: Record<string, string>,
  asStranger: boolean,
): Promise<HttpReply> {
  const resource = resourceOfRef(session, ref);
  const followed = await followRedirects(
    session,
    { method: 'GET', resource, headers, asStranger },
    () => true,
  );
  if (followed.kind === 'reply') return followed.reply;
  throw new AccessRefusedError(`${path} was not fetched: ${followed.message}`);
}

async function fetched(
  session: HttpSession,
  request: FetchRequest,
  headers: Readonly<Record<string, string>>,
  reply: HttpReply,
  asStranger: boolean,
): Promise<Fetched> {
  const { status } = reply;
  if (OK.has(status)) return bytesOf(session, request, reply, { start: 0, totalBytes: reply.bytes });
  if (status === PARTIAL) {
    try {
      return bytesOf(session, request, reply, checkedPart(request, headers, reply));
    } catch (failure) {
      await reply.leave();
      throw failure;
    }
  }
  await reply.leave();
  if (status === NO_CONTENT) return noBytes(0, 0);
  if (status === NOT_MODIFIED && ('if-none-match' in headers || 'if-modified-since' in headers)) {
    return { kind: 'unchanged' };
  }
  if (status === NOT_MODIFIED)
    throw misbehaved(request, 'says that it is unchanged, which nobody asked (304)');
  if (isRefusal(status) && (asStranger || session.target.login === null))
    session.sightings.sawStrangerRefused();
  throw new AccessRefusedError(`${request.path} was refused: the server answered ${status}`);
}

/** A login is wanted, or none would do: not that there is no such file. */
function isRefusal(status: number): boolean {
  return status === UNAUTHORISED || status === FORBIDDEN;
}

/** Where a part starts. @throws {ServerMisbehavedError} it is not the part that was asked for */
function checkedPart(
  request: FetchRequest,
  headers: Readonly<Record<string, string>>,
  reply: HttpReply,
): { readonly start: number; readonly totalBytes: number | null } {
  if (!('range' in headers)) throw misbehaved(request, 'sends a part where all was asked for (206)');
  const range = parseContentRange(reply.header('content-range'));
  const part = range?.part ?? null;
  if (range === null || part === null) throw misbehaved(request, 'sends a part and does not say which one');
  const { start, length } = request;
  const isOther = part.first !== start || (length !== null && part.last >= start + length);
  if (isOther) throw misbehaved(request, 'sends another part than was asked for');
  if (reply.bytes !== null && reply.bytes !== part.last - part.first + 1) {
    throw misbehaved(request, 'sends a part that is not as long as it says');
  }
  return { start, totalBytes: range.totalBytes };
}

function bytesOf(
  session: HttpSession,
  request: FetchRequest,
  reply: HttpReply,
  { start, totalBytes }: { readonly start: number; readonly totalBytes: number | null },
): Fetched {
  const end = request.length === null ? null : request.start + request.length;
  let isConfirmed = false;
  const chunks = cut(session, request, reply, end === null ? null : end - start, () => {
    isConfirmed = true;
  });
  const { modifiedAt, etag } = factsOf(reply);
  return { kind: 'bytes', start, totalBytes, modifiedAt, etag, chunks, isConfirmed: () => isConfirmed };
}

/** The body up to so many bytes. `onConfirmed`: all of them came, and the server said that it is all. */
async function* cut(
  session: HttpSession,
  request: FetchRequest,
  reply: HttpReply,
  wanted: number | null,
  onConfirmed: () => void,
): AsyncGenerator<Uint8Array> {
  const { maxAssetBytes } = session.tools.budget.limits;
  let received = 0;
  try {
    for await (const chunk of reply.chunks) {
      const rest = wanted === null ? chunk.length : Math.min(chunk.length, wanted - received);
      if (received === 0 && rest > 0) noteFirst(session, request, reply, chunk.subarray(0, rest));
      received += rest;
      if (wanted === null && received > maxAssetBytes) throw tooLong(request.path, maxAssetBytes);
      yield chunk.subarray(0, rest);
      if (received === wanted) return onConfirmed();
    }
    if (reply.tellsEnd) onConfirmed();
  } finally {
    await reply.leave();
  }
}

/** The first line of every Unix' list of users: the superuser has the number 0. */
const LIST_OF_USERS = /^root:[^:\n]*:0:0:/m;

function noteFirst(
  { sightings, target }: HttpSession,
  { path }: FetchRequest,
  reply: HttpReply,
  first: Uint8Array,
): void {
  if (target.login === null && !isFolderPage(path, reply)) sightings.sawStrangerRead(path);
  if (LIST_OF_USERS.test(Buffer.from(first.subarray(0, HEAD_BYTES)).toString('latin1'))) {
    sightings.sawOutsideRoot({ path, target: null, proof: 'read' });
  }
}

/** The superuser stands first. */
const HEAD_BYTES = 256;

/** What a site shows at a folder's own address is its page, not a file that somebody left there. */
function isFolderPage(path: string, reply: HttpReply): boolean {
  return path.endsWith('/') && /html/i.test(reply.header('content-type') ?? '');
}

function tooLong(path: string, maxAssetBytes: number): BudgetSpentError {
  return new BudgetSpentError(
    `${path} is longer than ${maxAssetBytes} bytes and its server did not say so: the rest was not read; raise maxAssetBytes`,
    'maxAssetBytes',
  );
}

function noBytes(start: number, totalBytes: number | null): Fetched {
  return {
    kind: 'bytes',
    start,
    totalBytes,
    modifiedAt: null,
    etag: null,
    chunks: {
      async *[Symbol.asyncIterator]() {},
    },
    isConfirmed: () => true,
  };
}

function misbehaved({ path }: FetchRequest, what: string): ServerMisbehavedError {
  return new ServerMisbehavedError(`the server of ${path} ${what}`);
}
