import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readlinkSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSpool, type Spool } from '../../../src/pipelines/sweep/encrypted-spool.ts';
import { makeTempFolder } from '../../store/temp-folder.ts';

const MARKER = 'planted-cell-4711@example.org';
const PART_BYTES = 1024 * 1024;
let folder = '';
let spool: Spool;

beforeEach(async () => {
  folder = await makeTempFolder();
  spool = createSpool(folder);
});
afterEach(async () => {
  await spool.destroy();
  await rm(folder, { recursive: true, force: true });
});

/** So many MiB, full of the marker, each one different. */
function parts(count: number): Buffer[] {
  return Array.from({ length: count }, (_, at) => Buffer.alloc(PART_BYTES, `${at} ${MARKER} `));
}

async function write(chunks: readonly Buffer[]): Promise<void> {
  for (const chunk of chunks) await spool.write(chunk);
}

async function readFrom(start: number): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const chunk of spool.source('x').stream(start)) read.push(Buffer.from(chunk));
  return Buffer.concat(read);
}

/** What this process holds open in the folder: its files have no name any more. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(`${folder}/spool-`)
        ? [`/proc/self/fd/${fd}`]
        : [];
    } catch {
      return []; // closed meanwhile
    }
  });
}

async function contentOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: 0 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a spool', () => {
  test.each([1, 3, 6])('of %d MiB gives back its bytes from any place, with their SHA-256', async (count) => {
    const all = Buffer.concat(parts(count));
    await write(parts(count));

    expect(spool.finish()).toBe(createHash('sha256').update(all).digest('hex'));
    for (const start of [0, 1, 15, 16, 17, PART_BYTES - 1, PART_BYTES, all.length - 1, all.length])
      expect((await readFrom(start)).equals(all.subarray(start)), String(start)).toBe(true);
  });

  test('keeps small files off the disk', async () => {
    await write(parts(4));

    expect(openFiles()).toEqual([]);
  });

  test('writes large ones encrypted into a file without a name', async () => {
    await write(parts(6));

    const [file, ...more] = openFiles();
    expect(more).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    const sealed = await contentOf(file);
    expect(sealed).toHaveLength(6 * PART_BYTES);
    expect(sealed.includes(MARKER)).toBe(false);
  });

  test('forgets what was written when the server starts anew', async () => {
    await write(parts(6));
    await spool.restart();
    await write(parts(2));

    expect(spool.bytes()).toBe(2 * PART_BYTES);
    expect(spool.finish()).toBe(
      createHash('sha256')
        .update(Buffer.concat(parts(2)))
        .digest('hex'),
    );
    expect(openFiles()).toEqual([]);
  });

  test('leaves nothing open once it is destroyed, twice', async () => {
    await write(parts(6));

    await spool.destroy();
    await spool.destroy();

    expect(openFiles()).toEqual([]);
  });

  test('neither keeps nor wipes the memory that chunks came in', async () => {
    const chunk = Buffer.from(MARKER);
    await spool.write(chunk);
    chunk.fill(0x20);

    expect(String(await readFrom(0))).toBe(MARKER);
    chunk.write(MARKER);
    await spool.destroy();
    expect(String(chunk)).toBe(MARKER);
  });
});
