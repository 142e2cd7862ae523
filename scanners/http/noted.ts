import type { HttpSession } from './http-session.ts';
import { listedFile } from './listed-file.ts';
import type { NamedEntry } from './named-entry.ts';
import { foldersAboveRoot, pathOf, type Resource } from './resource.ts';

/** As many as the probe has requests for. */
const MOST_SUSPECTS = 3;
const MOST_TRAVERSALS = 2;

/** Keep an entry for the probe if it is worth a look by a stranger. */
export function noteEntry({ found, ...session }: HttpSession, { entry, resource, path }: NamedEntry): void {
  if (entry.kind === 'folder') return;
  const file = listedFile({ found, ...session }, resource, entry);
  const isSuspect = entry.isLink || path.endsWith('/passwd');
  if (isSuspect && found.suspects.length < MOST_SUSPECTS) found.suspects.push(file);
  // Where folders have no '/', a name with an ending is most likely a file.
  const isFile = entry.kind === 'file' || /[^/][.][a-z0-9]{1,5}$/i.test(path);
  if (!isSuspect && isFile && entry.bytes !== 0) found.sample ??= file;
}

/** Keep a name that leads above the server's root, which no server should serve. */
export function noteTraversal({ found }: HttpSession, resource: Resource): void {
  if (foldersAboveRoot(resource) > 0 && found.traversals.length < MOST_TRAVERSALS) {
    found.traversals.push(resource);
  }
}

/** What stands at the root of Unix file systems (Filesystem Hierarchy Standard 3.0, section 3.2). */
const ROOT_FOLDERS = new Set([
  'bin',
  'boot',
  'dev',
  'etc',
  'home',
  'lib',
  'proc',
  'root',
  'sbin',
  'usr',
  'var',
]);
/** A site may well have 'home', 'lib' and 'bin'; hardly five of them with 'etc'. */
const LEAST_ROOT_FOLDERS = 5;

/** See whether a listing is of a file system's root. */
export function noteListing(
  { sightings }: HttpSession,
  folder: Resource,
  entries: readonly NamedEntry[],
): void {
  const names = new Set(
    entries
      .filter(({ entry }) => entry.kind !== 'file')
      .map(({ path }) => path.replace(/\/$/, '').split('/').at(-1)!)
      .filter((name) => ROOT_FOLDERS.has(name)),
  );
  if (!names.has('etc') || names.size < LEAST_ROOT_FOLDERS) return;
  sightings.sawOutsideRoot({ path: pathOf(folder), target: null, proof: 'listed' });
}
