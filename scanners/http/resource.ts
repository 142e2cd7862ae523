import { pathFromBytes } from '../shared/remote-path.ts';

/** Something on a server: where it is, and the bytes to ask for it with, which are never re-encoded. */
export interface Resource {
  /** 'https://ftp.example.org:8443', without credentials. */
  readonly origin: string;
  /** The request target: path and query as the server wrote them. Starts with '/'. */
  readonly target: string;
}

/** What a URL names. */
export function resourceOf(url: URL): Resource {
  return { origin: url.origin, target: sendable(url.pathname + url.search) };
}

/**
 * What a reference of a page (an href, a Location) names, as RFC 3986 section 5.2 resolves it, but byte for byte: `new
 * URL` would re-encode quotes, backslashes and dots and then ask for another file. Fragments are left out. Null: it is
 * no HTTP, has credentials in it, or is longer than a request may be.
 */
export function resolveReference(base: Resource, reference: string): Resource | null {
  if (reference.length > MOST_TARGET_CHARS) return null;
  const text = sendable(reference.replace(/#.*$/s, ''));
  const absolute = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(text);
  if (absolute !== null && !/^https?$/i.test(absolute[1]!)) return null;
  const scheme = absolute === null ? base.origin.slice(0, base.origin.indexOf(':')) : absolute[1]!;
  const rest = absolute === null ? text : absolute[2]!;
  if (rest.startsWith('//')) return elsewhere(scheme, rest.slice(2));
  const { path } = splitTarget(base.target);
  if (rest === '') return base;
  if (rest.startsWith('?')) return { origin: base.origin, target: path + rest };
  if (rest.startsWith('/')) return { origin: base.origin, target: withoutDots(rest) };
  return { origin: base.origin, target: withoutDots(folderOf(path) + rest) };
}

/** Path and query (with its '?') of a request target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at) };
}

/** Everything up to the last '/' of a path. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Identity of a resource within its endpoint: its bytes without percent signs, as shared/remote-path.ts writes them. */
export function pathOf({ target }: Resource): string {
  return pathFromBytes(percentDecoded(splitTarget(target).path));
}

/**
 * Whether the name would lead out of its folder once a server decodes it: '%2e%2e', '..%2f', '..\'. Plain '..' are gone
 * by now, as in every browser.
 */
export function isTraversal({ target }: Resource): boolean {
  const decoded = Buffer.from(percentDecoded(splitTarget(target).path)).toString('latin1');
  return decoded.split(/[/\\]/).some((segment) => segment === '..' || segment === '.');
}

/** How many folders above the server's root such a name leads; 0: it stays within. */
export function foldersAboveRoot({ target }: Resource): number {
  const decoded = Buffer.from(percentDecoded(splitTarget(target).path)).toString('latin1');
  let depth = 0;
  let lowest = 0;
  for (const segment of decoded.split(/[/\\]/)) {
    if (segment === '..') lowest = Math.min(lowest, --depth);
    else if (segment !== '' && segment !== '.') depth++;
  }
  return Math.abs(lowest);
}

/** Servers take 8 KiB of request line at most by default (Apache, nginx); a longer name cannot be asked for. */
const MOST_TARGET_CHARS = 8_000;

function elsewhere(scheme: string, rest: string): Resource | null {
  const found = /^([^/?\\]*)([/?].*)?$/s.exec(rest);
  const authority = found?.[1] ?? '';
  if (found === null || authority === '' || authority.includes('@')) return null;
  const tail = found[2] ?? '/';
  try {
    const { origin } = new URL(`${scheme}://${authority}/`);
    return { origin, target: withoutDots(tail.startsWith('/') ? tail : `/${tail}`) };
  } catch {
    return null;
  }
}

/** RFC 3986 section 5.2.4, on '.' and '..' as they stand; encoded ones are somebody's trick and stay. */
function withoutDots(target: string): string {
  const { path, query } = splitTarget(target);
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [at, segment] of segments.entries()) {
    const isDots = segment === '.' || segment === '..';
    if (segment === '..') kept.pop();
    if (!isDots) kept.push(segment);
    else if (at === segments.length - 1) kept.push('');
  }
  return `/${kept.join('/')}${query}`;
}

/** A request line has no blanks, controls or bytes beyond ASCII: these are what the server forgot to encode. */
function sendable(text: string): string {
  return text.replace(/[^\x21-\x7e]+/g, (signs) =>
    [...Buffer.from(signs, 'utf8')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

/** A percent sign without two hex digits stands for itself. */
function percentDecoded(path: string): Uint8Array {
  const parts = path.split(/%([0-9a-f]{2})/i);
  return Buffer.concat(
    parts.map((part, at) =>
      at % 2 === 0 ? Buffer.from(part, 'latin1') : Uint8Array.of(Number.parseInt(part, 16)),
    ),
  );
}
