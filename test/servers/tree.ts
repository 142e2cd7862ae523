import { createHash } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oddNames } from './odd-names.ts';

/** A regular file of the tree. */
export interface PlantedFile {
  /** Below the root, without a leading '/', each byte one latin1 character. */
  readonly name: string;
  readonly bytes: number;
  /** Of the contents, lower-case hex. No two readable files that are not empty or linked have the same. */
  readonly sha256: string;
  /** False: mode 000, so that no server may give it or what is in it. */
  readonly isReadable: boolean;
}

/** What was written, and what there is to find. */
export interface PlantedTree {
  readonly root: string;
  readonly files: readonly PlantedFile[];
  remove(): void;
}

/** Sizes around the blocks in which disks, sockets and our own readers work. */
const EDGE_SIZES = [0, 1, 2, 511, 512, 513, 4095, 4096, 4097, 65_535, 65_536, 65_537, 131_072, 1_048_577];
const BIG_FILE_BYTES = 5 * 1024 * 1024;
const WIDE_FILES = 500;
const DEEP_FOLDERS = 20;
/** Folders by files in each: the ordinary part of a server. */
const ORDINARY_FOLDERS = 20;
const ORDINARY_FILES = 26;

/**
 * Write the adversarial tree, about 1,240 files, in a folder of its own that every user may read. `circles`: with links
 * that lead back to where they stand, in which most clients walk for ever.
 */
export function plantTree({ circles = true }: { readonly circles?: boolean } = {}): PlantedTree {
  const { planter, tree } = openTree();
  plantOrdinary(planter);
  plantOddNames(planter);
  plantEdges(planter);
  plantDates(planter);
  plantIndexes(planter);
  plantLocked(planter);
  plantLinks(planter, tree.outside);
  if (circles) plantCircles(planter);
  return tree;
}

/** A tree of so many small files in folders of at most `perFolder`, for measures of growth. */
export function plantManyFiles(count: number, perFolder: number): PlantedTree {
  const { planter, tree } = openTree();
  for (let at = 0; at < count; at++)
    planter.file(`folder-${Math.floor(at / perFolder)}/extract-${at}.csv`, 8);
  return tree;
}

/** A few extracts and a hidden file, for what is asked of configurations. */
export function plantSmallTree(): PlantedTree {
  const { planter, tree } = openTree();
  for (const name of ['patients.csv', 'exports/2024/results.csv', 'exports/contacts.csv', '.hidden.csv'])
    planter.file(name, 2000);
  chmodSync(planter.folder('incoming'), 0o777);
  return tree;
}

/** Writes files below a root and remembers them. */
interface Planter {
  folder(name: string): Buffer;
  file(name: string, bytes: number, isReadable?: boolean): Buffer;
  readonly root: string;
}

function openTree(): { planter: Planter; tree: PlantedTree & { readonly outside: string } } {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-tree-'));
  // mkdtemp keeps other users out, and the servers are other users when started as root.
  chmodSync(folder, 0o755);
  const [root, outside] = [join(folder, 'root'), join(folder, 'outside')];
  mkdirSync(root);
  mkdirSync(outside);
  writeFileSync(join(outside, 'outside.csv'), contentOf('outside', 1000));
  const files: PlantedFile[] = [];
  const remove = (): void => {
    unlock(Buffer.from(root));
    rmSync(folder, { recursive: true, force: true });
  };
  return { planter: createPlanter(root, files), tree: { root, outside, files, remove } };
}

function createPlanter(root: string, files: PlantedFile[]): Planter {
  const pathOf = (name: string): Buffer => Buffer.from(`${root}/${name}`, 'latin1');
  const folder = (name: string): Buffer => {
    mkdirSync(pathOf(name), { recursive: true });
    return pathOf(name);
  };
  return {
    root,
    folder,
    file(name, bytes, isReadable = true) {
      const parent = name.lastIndexOf('/');
      if (parent > 0) folder(name.slice(0, parent));
      const content = contentOf(name, bytes);
      writeFileSync(pathOf(name), content);
      if (!isReadable) chmodSync(pathOf(name), 0);
      files.push({ name, bytes, sha256: sha256Of(content), isReadable });
      return pathOf(name);
    },
  };
}

function plantOrdinary({ file }: Planter): void {
  for (let folder = 0; folder < ORDINARY_FOLDERS; folder++)
    for (let at = 0; at < ORDINARY_FILES; at++)
      file(`exports/batch-${folder}/extract-${at}.csv`, 100 + at * 37);
  for (let at = 0; at < WIDE_FILES; at++) file(`wide/record-${String(at).padStart(5, '0')}.txt`, 40);
  let deep = 'deep';
  for (let depth = 0; depth < DEEP_FOLDERS; depth++) {
    deep += `/level-${depth}`;
    file(`${deep}/here.csv`, 64);
  }
}

/** Each odd name once as a file and once as a folder with a file in it. */
function plantOddNames({ file }: Planter): void {
  for (const name of oddNames().map((bytes) => bytes.toString('latin1'))) {
    file(`names/${name}`, 50);
    file(`folders/${name}/inside.csv`, 50);
  }
  file('-dashdir/inside.csv', 50);
  file('-dashdir/-dashdir/inside.csv', 50);
}

function plantEdges({ file, folder, root }: Planter): void {
  for (const bytes of EDGE_SIZES) file(`sizes/size-${bytes}.bin`, bytes);
  file('sizes/big.bin', BIG_FILE_BYTES);
  folder('empty/inside/inside');
  // A folder in a folder of the same name is no loop.
  file('x/x/x/x.csv', 60);
  file('x/x/x.csv', 60);
  file('x/x.csv', 60);
  // Two folders with the same listing, one in the other's sibling, are no loop either.
  file('same/one/same.csv', 60);
  file('same/two/same.csv', 60);
  linkSync(`${root}/x/x.csv`, `${root}/x/hard-link.csv`);
}

/** A date tomorrow, in this year, in the last one, long ago and at the start of time. */
function plantDates({ file }: Planter): void {
  const nowS = Date.now() / 1000;
  const dayS = 86_400;
  const dates = { tomorrow: nowS + dayS, nextYear: nowS + 400 * dayS, lastMonth: nowS - 30 * dayS };
  const old = { lastYear: nowS - 300 * dayS, tenYears: nowS - 3650 * dayS, epoch: 0, y2k: 946_684_799 };
  for (const [name, seconds] of Object.entries({ ...dates, ...old }))
    utimesSync(file(`dates/${name}.csv`, 70), seconds, seconds);
}

/** Folders whose index hides what stands beside it. */
function plantIndexes({ file }: Planter): void {
  for (const index of ['index.html', 'index.htm']) {
    file(`site-${index}/${index}`, 200);
    file(`site-${index}/beside.csv`, 80);
    file(`site-${index}/below/deeper.csv`, 80);
  }
}

function plantLocked({ file, root }: Planter): void {
  file('locked/file.csv', 90, false);
  file('locked/readable.csv', 90);
  file('locked/folder/inside.csv', 90, false);
  chmodSync(`${root}/locked/folder`, 0);
}

/** Links to files and folders, out of the tree, and to nothing. */
function plantLinks({ file, root }: Planter, outside: string): void {
  file('links/there/target.csv', 95);
  link(root, {
    'links/to-file.csv': 'there/target.csv',
    'links/to-folder': 'there',
    'links/to-link': 'to-file.csv',
    'links/dangling.csv': 'nowhere.csv',
    'links/to-itself': 'to-itself',
    'links/outside.csv': join(outside, 'outside.csv'),
    'links/outside': outside,
  });
}

/** Links to a parent, to the folder itself, to one another, and over two levels. */
function plantCircles({ file, root }: Planter): void {
  for (const name of ['a/in-a', 'b/in-b', 'deep/deeper/inside']) file(`loops/${name}.csv`, 95);
  link(root, {
    'loops/up': '..',
    'loops/here': '.',
    'loops/a/to-b': '../b',
    'loops/b/to-a': '../a',
    'loops/deep/deeper/back': '../..',
  });
}

function link(root: string, links: Readonly<Record<string, string>>): void {
  for (const [name, target] of Object.entries(links)) symlinkSync(target, `${root}/${name}`);
}

/** Bytes that depend on the name alone, so that a file given under another's name is noticed. */
function contentOf(name: string, bytes: number): Buffer {
  const line = Buffer.from(`${sha256Of(Buffer.from(name, 'latin1'))}\n`);
  return Buffer.alloc(bytes, line).fill(
    createHash('sha256').update(name, 'latin1').digest('hex').slice(0, bytes),
    0,
    Math.min(bytes, 64),
  );
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Folders that nobody may enter cannot be removed by their owner either. */
function unlock(folder: Buffer): void {
  if ((lstatSync(folder).mode & 0o700) !== 0o700) chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }))
    if (entry.isDirectory()) unlock(Buffer.concat([folder, Buffer.from('/'), entry.name]));
}
