import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Readable } from 'node:stream';

/** A file or folder below the root of a server. */
export interface TreeEntry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** What a server shows: plain files and folders. */
export interface FileTree {
  /** Null: nothing is there. */
  find(path: string): Promise<TreeEntry | null>;
  /** Entries of a folder by name; none where there is no folder. */
  list(path: string): Promise<readonly TreeEntry[]>;
  /** The bytes of a file that `find` found, both ends included; to its end where `last` is left out. */
  read(path: string, part: { readonly first: number; readonly last?: number }): Readable;
}

/** The files below a folder of the demonstration, and nothing outside it. */
export function openFileTree(root: string): FileTree {
  const localPath = (path: string): string => join(root, absolutePath('/', path));
  const find = async (path: string): Promise<TreeEntry | null> => {
    if (path.includes('\0')) return null;
    const stat = await lstat(localPath(path)).catch(() => null);
    if (stat === null || !(stat.isFile() || stat.isDirectory())) return null;
    return {
      name: posix.basename(path),
      isFolder: stat.isDirectory(),
      bytes: stat.size,
      modifiedMs: Math.floor(stat.mtimeMs),
    };
  };
  return {
    find,
    read: (path, { first, last }) =>
      createReadStream(localPath(path), { start: first, ...(last === undefined ? {} : { end: last }) }),
    async list(path) {
      if ((await find(path))?.isFolder !== true) return [];
      const names = (await readdir(localPath(path))).sort();
      const entries = await Promise.all(names.map((name) => find(posix.join(path, name))));
      return entries.filter((entry) => entry !== null);
    },
  };
}

/** A path as a client names it, from where it is: without '.' and '..', which end at the root, and no slash at the end. */
export function absolutePath(folder: string, path: string): string {
  const normal = posix.normalize(path.startsWith('/') ? path : posix.join(folder, path));
  const fromRoot = posix.join('/', normal);
  return fromRoot.length > 1 && fromRoot.endsWith('/') ? fromRoot.slice(0, -1) : fromRoot;
}
