import { ServerMisbehavedError } from '../errors.ts';
import { isRedirect } from './follow-redirects.ts';
import type { HttpSession } from './http-session.ts';
import { type FileFacts, factsOf } from './listed-file.ts';
import type { NamedEntry } from './named-entry.ts';
import { isOfOneFolder } from './read-folder.ts';
import type { HttpReply } from './reply.ts';
import { pathOf, type Resource, resolveReference } from './resource.ts';

/** What a head tells. 'folder' also for what may be one: asking for its listing decides. */
export type WhatItIs =
  /** `orFile`: it looks so and is not sure; without a listing there it is this file. */
  | { readonly kind: 'folder'; readonly resource: Resource; readonly orFile: FileFacts | null }
  | { readonly kind: 'file'; readonly facts: FileFacts };

/** Servers that know no HEAD, or refuse it: there the name is asked for as a folder is, and left if it is none. */
const NO_HEAD = new Set([400, 405, 501]);
/** What a listing comes as; text is mostly a file, and listings in text are told by their server's redirect. */
const LISTING_TYPES = /html|xml|json/i;

/** Ask the server for the head of a name of which its listing did not say the kind. One request. @throws what ends the visit */
export async function askWhatItIs(
  { exchange }: HttpSession,
  { resource, entry }: NamedEntry,
): Promise<WhatItIs> {
  try {
    const reply = await exchange.send({ method: 'HEAD', resource });
    await reply.leave();
    const location = isRedirect(reply) ? reply.header('location')! : '';
    if (location.endsWith('/')) return folderBehind(resource, location, entry);
    if (NO_HEAD.has(reply.status) || mayBeListing(reply)) return { kind: 'folder', resource, orFile: null };
    const isTold = reply.status >= 200 && reply.status < 300;
    return { kind: 'file', facts: isTold ? merged(entry, factsOf(reply)) : entry };
  } catch (failure) {
    // A redirect to an odd name may be no HTTP any more (mini-httpd writes controls as they are).
    if (failure instanceof ServerMisbehavedError) return folderBehind(resource, '', entry);
    if (isOfOneFolder(failure)) return { kind: 'file', facts: entry };
    throw failure;
  }
}

/**
 * Servers send who asks for a folder on to the same name with '/' at its end. Some decode the name on the way, and it
 * then reads as another: the name that was asked for is kept, and its listing decides.
 */
function folderBehind({ origin, target }: Resource, location: string, entry: FileFacts): WhatItIs {
  const resource = { origin, target: `${target}/` };
  const next = resolveReference(resource, location);
  const isSame = location !== '' && next?.origin === origin && pathOf(next) === pathOf(resource);
  return { kind: 'folder', resource, orFile: isSame ? null : entry };
}

function mayBeListing(reply: HttpReply): boolean {
  return reply.status === OK && LISTING_TYPES.test(reply.header('content-type') ?? '');
}

const OK = 200;

/** The server's head is exact where the listing may be rounded. */
function merged(listed: FileFacts, told: FileFacts): FileFacts {
  return {
    bytes: told.bytes ?? listed.bytes,
    modifiedAt: told.modifiedAt ?? listed.modifiedAt,
    etag: told.etag ?? listed.etag,
  };
}
