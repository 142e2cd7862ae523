import { AccessRefusedError } from '../errors.ts';
import { pathFromBytes } from '../shared/remote-path.ts';

/** A server's name or path (bytes as latin1) as it may be shown and kept. */
export function shownPath(path: string): string {
  return pathFromBytes(Buffer.from(path, 'latin1'));
}

/** The folder's path with a name in it. */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The folder that a path is in: '/' for '/a'. */
export function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** The last name of a path. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** @throws {AccessRefusedError} a path with a sign that ends a command: it is known, and cannot be asked for */
export function requireSendable(path: string): void {
  if (/[\n\0]/.test(path))
    throw new AccessRefusedError(
      `${shownPath(path)} cannot be asked for over FTP: its name holds a line end or NUL; nothing was sent`,
    );
}

/**
 * Where a link leads, by its words alone: '/a/b' + '../c' is '/a/c'. Null where it climbs above the root. What is no
 * path of this kind (a drive, another system's) comes out as a name in the folder.
 */
export function linkedPath(folder: string, target: string): string | null {
  const names: string[] = [];
  for (const name of (target.startsWith('/') ? target : joinPath(folder, target)).split('/')) {
    if (name === '' || name === '.') continue;
    if (name !== '..') names.push(name);
    else if (names.pop() === undefined) return null;
  }
  return `/${names.join('/')}`;
}
