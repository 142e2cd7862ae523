import { Readable } from 'node:stream';
import { LABORATORY_A } from '../../src/demo/laboratories.ts';
import { writeRow } from '../../src/demo/layouts.ts';
import type { Person } from '../../src/demo/person.ts';
import { PEOPLE_PER_BLOCK, peopleOfBlock } from '../../src/demo/population.ts';
import type { FileTree, TreeEntry } from '../../src/demo/servers/file-tree.ts';

/** The population that the tables are of: people with ids below TABLE_ROWS are in the table. */
export const SEED = 1;
export const TABLE_ROWS = 2_000;

const ROWS_PER_FILE = 5;
/** One file in so many holds rows of the table, beside strangers. */
const MEMBERS_EVERY = 40;
const MEMBERS_PER_FILE = 2;
const FILES_PER_FOLDER = 100;
const FOLDERS_PER_AREA = 20;
const FIRST_STRANGER = Math.ceil(TABLE_ROWS / PEOPLE_PER_BLOCK) * PEOPLE_PER_BLOCK;
/** Blocks of people that are kept: files of one folder are of a few neighbouring ones. */
const KEPT_BLOCKS = 8;
const MODIFIED_MS = Date.UTC(2023, 5, 1, 9, 30);

const AREA = /^\/area-(\d{3})$/;
const FOLDER = /^\/area-(\d{3})\/lot-(\d{2})$/;
const FILE = /^\/area-(\d{3})\/lot-(\d{2})\/extract-(\d{6})\.csv$/;

/** Files of the tree that hold rows of the table. */
export function filesWithMembers(count: number): number {
  return Math.ceil(count / MEMBERS_EVERY);
}

/**
 * A tree of so many small CSV files in nested folders. Each is made from its number when it is asked for; only sizes are
 * kept, 4 bytes a file, so that listing a second time does not make all files again.
 */
export function numberedTree(count: number): FileTree {
  const sizes = new Int32Array(count);
  const people = keptPeople();
  const content = (file: number): Buffer => Buffer.from(contentOf(file, people));
  const entryOf = (file: number): TreeEntry => {
    if (sizes[file] === 0) sizes[file] = content(file).length;
    return { name: nameOf(file), isFolder: false, bytes: sizes[file]!, modifiedMs: MODIFIED_MS };
  };
  const folders = Math.ceil(count / FILES_PER_FOLDER);
  const areas = Math.ceil(folders / FOLDERS_PER_AREA);
  return {
    async find(path) {
      const file = fileAt(path);
      if (file !== null) return file < count ? entryOf(file) : null;
      const isFolder = path === '/' || placeOf(AREA, path) < areas || folderAt(path) < folders;
      return isFolder ? folderEntry(path) : null;
    },
    async list(path) {
      if (path === '/') return range(0, areas).map((area) => folderEntry(areaName(area)));
      const area = placeOf(AREA, path);
      if (area < areas) {
        const here = range(area * FOLDERS_PER_AREA, Math.min(folders, (area + 1) * FOLDERS_PER_AREA));
        return here.map((folder) => folderEntry(`lot-${padded(folder % FOLDERS_PER_AREA, 2)}`));
      }
      const folder = folderAt(path);
      if (folder >= folders) return [];
      return range(folder * FILES_PER_FOLDER, Math.min(count, (folder + 1) * FILES_PER_FOLDER)).map(entryOf);
    },
    read: (path, { first, last }) =>
      Readable.from([content(fileAt(path)!).subarray(first, last === undefined ? undefined : last + 1)]),
  };
}

function contentOf(file: number, personOf: (id: number) => Person): string {
  const { columns } = LABORATORY_A.extract;
  const lines = [columns.map(({ name }) => name).join(';')];
  for (let row = 0; row < ROWS_PER_FILE; row++) {
    const isMember = file % MEMBERS_EVERY === 0 && row < MEMBERS_PER_FILE;
    const stranger = FIRST_STRANGER + file * ROWS_PER_FILE + row;
    const member = ((file / MEMBERS_EVERY) * MEMBERS_PER_FILE + row) % TABLE_ROWS;
    const cells = writeRow(LABORATORY_A.extract, LABORATORY_A, personOf(isMember ? member : stranger));
    lines.push(cells.map((cell) => cell.replaceAll(/[;"\r\n]/g, ' ')).join(';'));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function keptPeople(): (id: number) => Person {
  const blocks = new Map<number, readonly Person[]>();
  return (id) => {
    const at = Math.floor(id / PEOPLE_PER_BLOCK);
    const block = blocks.get(at) ?? peopleOfBlock(SEED, at);
    if (blocks.size === KEPT_BLOCKS && !blocks.has(at)) blocks.delete(blocks.keys().next().value!);
    blocks.set(at, block);
    return block[id % PEOPLE_PER_BLOCK]!;
  };
}

function folderAt(path: string): number {
  const [, area, lot] = FOLDER.exec(path) ?? [];
  return area === undefined ? Number.POSITIVE_INFINITY : Number(area) * FOLDERS_PER_AREA + Number(lot);
}

/** Null: that is no name of a file. */
function fileAt(path: string): number | null {
  const [, area, lot, file] = FILE.exec(path) ?? [];
  if (area === undefined) return null;
  const folder = Number(area) * FOLDERS_PER_AREA + Number(lot);
  return Math.floor(Number(file) / FILES_PER_FOLDER) === folder ? Number(file) : null;
}

function placeOf(pattern: RegExp, path: string): number {
  return Number(pattern.exec(path)?.[1] ?? Number.POSITIVE_INFINITY);
}

function folderEntry(path: string): TreeEntry {
  return { name: path.slice(path.lastIndexOf('/') + 1), isFolder: true, bytes: 0, modifiedMs: MODIFIED_MS };
}

function areaName(area: number): string {
  return `area-${padded(area, 3)}`;
}

function nameOf(file: number): string {
  return `extract-${padded(file, 6)}.csv`;
}

function padded(place: number, digits: number): string {
  return String(place).padStart(digits, '0');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
