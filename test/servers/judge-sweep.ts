import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { bytesOfPath } from '../../scanners/shared/remote-path.ts';
import type { Sweep } from './sweep-server.ts';
import type { TestServer } from './test-server.ts';
import type { PlantedTree } from './tree.ts';

/** What a sweep got wrong, as paths, and what it got. */
export interface Judgement {
  /** Files that the server names and the sweep does not. */
  readonly missing: readonly string[];
  /** Files that the server is said to hide, and named all the same: then what is said of it is wrong. */
  readonly unhidden: readonly string[];
  /** Paths that are on no disk, or are folders. */
  readonly invented: readonly string[];
  /** Files whose bytes are not those on the disk, or did not come although the server gives them. */
  readonly unread: readonly string[];
  /** Names that lead to a file that was listed under another name before. */
  readonly repeated: readonly string[];
  /** Files of the tree whose bytes came, each counted once. */
  readonly filesRead: number;
}

/** Compare what a sweep brought home with the disk that was served. */
export function judgeSweep(
  tree: PlantedTree,
  sweep: Sweep,
  server: Pick<TestServer, 'hides' | 'refuses' | 'disguise'>,
  variant: string,
): Judgement {
  const disguise = server.disguise ?? ((name: string) => name);
  const bare = new Map(tree.files.map(({ name }) => [disguise(name), name]));
  const named = new Map(
    sweep.files.map(({ path }) => {
      const name = nameOf(path, tree.root);
      return [bare.get(name) ?? name, path];
    }),
  );
  const unreadable = new Set(tree.files.filter((file) => !file.isReadable).map(({ name }) => name));
  const seen = new Set<string>();
  const judged = { invented: [] as string[], unread: [] as string[], repeated: [] as string[] };
  const read = new Set<string>();
  for (const [name, path] of named) {
    const place = placeOf(tree.root, name);
    if (place === 'nowhere') judged.invented.push(path);
    if (place === 'nowhere' || place === 'elsewhere') continue;
    if (seen.has(place.real)) judged.repeated.push(path);
    seen.add(place.real);
    const content = sweep.contents.get(path);
    if (content === undefined || unreadable.has(name)) continue;
    if (content === sha256Of(place.real)) read.add(place.real);
    else if (!(server.refuses(name, variant) && content.startsWith('RP_')))
      judged.unread.push(`${path} ${content}`);
  }
  const missing = tree.files.filter(
    ({ name, isReadable }) => isReadable && !server.hides(name, variant) && !named.has(name),
  );
  const unhidden = tree.files.filter(({ name }) => server.hides(name, variant) && named.has(name));
  return {
    ...judged,
    unhidden: unhidden.map(({ name }) => JSON.stringify(name)),
    missing: missing.map(({ name }) => JSON.stringify(name)),
    filesRead: tree.files.filter(({ name }) => read.has(`${realpathSync(tree.root)}/${name}`)).length,
  };
}

/** The name on the disk, below the root: a folder that was given as a file is its index. */
function nameOf(path: string, root: string): string {
  const name = Buffer.from(bytesOfPath(path)).toString('latin1').slice(1);
  if (!name.endsWith('/')) return name;
  const index = ['index.html', 'index.htm'].find(
    (one) => statSync(`${root}/${name}${one}`, { throwIfNoEntry: false }) !== undefined,
  );
  return name + (index ?? '');
}

/** Where a name really leads, latin1. 'elsewhere': out of the tree, or to nothing, which a server may show or not. */
function placeOf(root: string, name: string): { readonly real: string } | 'nowhere' | 'elsewhere' {
  const path = Buffer.from(`${root}/${name}`, 'latin1');
  try {
    const real = realpathSync(path, 'buffer').toString('latin1');
    if (!real.startsWith(`${realpathSync(root)}/`)) return 'elsewhere';
    return statSync(path).isDirectory() ? 'nowhere' : { real };
  } catch {
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? 'nowhere' : 'elsewhere';
  }
}

function sha256Of(real: string): string {
  return createHash('sha256')
    .update(readFileSync(Buffer.from(real, 'latin1')))
    .digest('hex');
}
