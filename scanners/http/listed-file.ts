import type { ListedFile, ListingGap } from '../scanner.ts';
import type { HttpSession } from './http-session.ts';
import type { HttpReply } from './reply.ts';
import { pathOf, type Resource } from './resource.ts';

/** What a listing or a head says of a file; all null: nothing. */
export interface FileFacts {
  readonly bytes: number | null;
  readonly modifiedAt: string | null;
  readonly etag: string | null;
}

/** A file as the contract wants it. */
export function listedFile(session: HttpSession, resource: Resource, facts: FileFacts): ListedFile {
  const { bytes, modifiedAt, etag } = facts;
  const ref = refOf(session, resource);
  return { kind: 'file', path: pathOf(resource), ref, bytes, modifiedAt, etag, linkTarget: null };
}

/** What a reply's head says of the file. */
export function factsOf(reply: HttpReply): FileFacts {
  return {
    bytes: reply.bytes,
    modifiedAt: httpTime(reply.header('last-modified')),
    etag: reply.header('etag'),
  };
}

/** A gap at a folder. `reason`: an error code, or 'loop'. */
export function gapAt(resource: Resource, reason: string, message: string): ListingGap {
  return { kind: 'gap', path: pathOf(resource), reason, message };
}

/** The resource that a `ref` of this scanner names. @throws {TypeError} it is none of ours: a bug */
export function resourceOfRef({ target }: HttpSession, ref: string): Resource {
  if (ref.startsWith('/')) return { origin: target.url.origin, target: ref };
  const { origin } = new URL(ref);
  return { origin, target: ref.slice(ref.indexOf('/', ref.indexOf('//') + 2)) };
}

/** Most refs are just what to ask for; one of another origin (the https: that http: redirects to) has it in front. */
function refOf({ target }: HttpSession, resource: Resource): string {
  return resource.origin === target.url.origin ? resource.target : resource.origin + resource.target;
}

/** ISO time of a date header; null for none, or what is none. Source: RFC 9110 section 5.6.7. */
function httpTime(header: string | null): string | null {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
