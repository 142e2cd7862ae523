import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ByteRange, rangeOf } from './byte-range.ts';
import type { FileTree, TreeEntry } from './file-tree.ts';
import { listingPage } from './http-listing.ts';
import { listen } from './listen.ts';
import { LOOPBACK, type RunningServer } from './running-server.ts';

/** A client that takes or sends nothing for so long is hung up on. */
const IDLE_MS = 30_000;

/**
 * Start an HTTP server that lists and serves what the tree shows to anybody, as nginx does with `autoindex on`:
 * with ranges and entity tags. For the demonstration only: it answers on loopback alone.
 */
export async function startHttpServer(tree: FileTree): Promise<RunningServer> {
  const server = createServer((request, response) => {
    // A client that leaves in the middle is no failure of the server: the connection is over either way.
    answer(tree, request, response).catch(() => response.destroy());
  });
  server.setTimeout(IDLE_MS);
  const { port, close } = await listen(server);
  return { url: `http://${LOOPBACK}:${port}/`, stop: close };
}

async function answer(tree: FileTree, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    end(response, 405, { Allow: 'GET, HEAD' });
    return;
  }
  const path = pathOf(request.url ?? '/');
  const found = path === null ? null : await tree.find(path);
  if (path === null || found === null) end(response, path === null ? 400 : 404, {});
  else if (!found.isFolder) await sendFile(request, response, found, (part) => tree.read(path, part));
  else if (path.endsWith('/')) sendFolder(request, response, path, await tree.list(path));
  else end(response, 301, { Location: `${encodeURI(path)}/` });
}

/** The path that is asked for; null: it is not written as one. */
function pathOf(target: string): string | null {
  try {
    const { pathname } = new URL(target, `http://${LOOPBACK}`);
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

function sendFolder(
  { method }: IncomingMessage,
  response: ServerResponse,
  path: string,
  entries: readonly TreeEntry[],
): void {
  const page = Buffer.from(listingPage(path, entries));
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length });
  response.end(method === 'HEAD' ? undefined : page);
}

async function sendFile(
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  { bytes, modifiedMs }: TreeEntry,
  read: (part: ByteRange) => Readable,
): Promise<void> {
  const etag = `"${Math.floor(modifiedMs / 1000).toString(16)}-${bytes.toString(16)}"`;
  const facts = {
    ETag: etag,
    'Last-Modified': new Date(modifiedMs).toUTCString(),
    'Accept-Ranges': 'bytes',
    'Content-Type': 'text/plain',
  };
  if (headers['if-none-match'] === etag) {
    end(response, 304, facts);
    return;
  }
  // A part of another version than the client has would not fit the rest.
  const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
  const range = isSame ? rangeOf(headers.range, bytes) : null;
  if (range === 'unsatisfiable') {
    end(response, 416, { 'Content-Range': `bytes */${bytes}` });
    return;
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  response.writeHead(range === null ? 200 : 206, {
    ...facts,
    'Content-Length': last - first + 1,
    ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${bytes}` }),
  });
  if (method === 'HEAD' || bytes === 0) response.end();
  else await pipeline(read({ first, last }), response);
}

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...headers, ...(status === 304 ? {} : { 'Content-Length': 0 }) });
  response.end();
}
