import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach } from 'vitest';
import { type SpoolKey, spoolKeyFrom } from '../../../src/pipelines/spool/spool-key.ts';
import {
  createSuspectFileSpool,
  type SuspectFileSpool,
} from '../../../src/pipelines/spool/suspect-file-spool.ts';
import { createHome, openStore } from '../../../src/store/home.ts';
import type { Store } from '../../../src/store/store.ts';
import type {
  NewSuspectFile,
  SpoolLimits,
  SuspectFileRecord,
} from '../../../src/store/suspect-file-records.ts';
import { KEY_ID } from '../../store/samples.ts';
import { makeTempFolder } from '../../store/temp-folder.ts';
import { DayClock, day } from '../../store/watched-samples.ts';

/** Room for everything that the tests upload. */
export const ROOM: SpoolLimits = { userBytes: 2 ** 40, spoolBytes: 2 ** 40, userUploads: 1000 };

const GIVE_UP_MS = 3_600_000;

/** A new home with a spool before each test of the file, and the clock of both. */
export class SpoolPlace {
  home = '';
  store!: Store;
  clock = new DayClock();
  spool!: SuspectFileSpool;
  readonly #key = spoolKeyFrom(new Uint8Array(32).fill(5));

  constructor() {
    beforeEach(async () => {
      this.home = await makeTempFolder();
      this.clock = new DayClock();
      await createHome(join(this.home), KEY_ID);
      this.store = await openStore(this.home, KEY_ID, { clock: this.clock });
      this.spool = this.newSpool();
    });
    afterEach(async () => {
      await this.store.close();
      await rm(this.home, { recursive: true, force: true });
    });
  }

  /** A spool as a process that starts has it: it knows what is stored and nothing else. */
  newSpool({
    key = this.#key,
    maxFileBytes = 2 ** 40,
    requestIdleMs = 10_000,
  }: {
    key?: SpoolKey;
    maxFileBytes?: number;
    requestIdleMs?: number;
  } = {}): SuspectFileSpool {
    const { clock } = this;
    const files = this.store.suspectFiles;
    const folder = this.spoolFolder;
    return createSuspectFileSpool({
      folder,
      files,
      key,
      clock,
      maxFileBytes,
      requestIdleMs,
      giveUpMs: GIVE_UP_MS,
    });
  }

  get spoolFolder(): string {
    return join(this.home, 'spool');
  }

  begin(changes: Partial<NewSuspectFile> = {}): Promise<SuspectFileRecord> {
    return this.spool.begin({ ...UPLOAD, ...changes }, ROOM);
  }

  /** Upload a whole file. */
  async put(bytes: Uint8Array, changes: Partial<NewSuspectFile> = {}): Promise<SuspectFileRecord> {
    const { id } = await this.begin({ bytes: bytes.length, ...changes });
    return this.spool.append(id, 0, streamOf(bytes));
  }

  async read(id: string, start = 0): Promise<Buffer> {
    return readAll((await this.spool.open(id)).stream(start));
  }

  spoolFiles(): Promise<string[]> {
    return readdir(this.spoolFolder);
  }

  /** Every byte of every file under the home folder. */
  async allBytes(): Promise<Buffer> {
    const entries = await readdir(this.home, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return Buffer.concat(await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name)))));
  }
}

const UPLOAD: NewSuspectFile = {
  name: 'leak.txt',
  ownerId: 'u_1',
  createdBy: 'anna',
  bytes: null,
  announcedSha256: null,
  destroyAt: day(2),
};

/** A stream of these chunks. */
export function streamOf(...chunks: Uint8Array[]): Readable {
  return Readable.from(chunks, { objectMode: true });
}

/** A stream that ends with a failure after these chunks, as a connection that is cut. */
export function cutStream(...chunks: Uint8Array[]): Readable {
  return Readable.from(
    (async function* () {
      yield* chunks;
      throw new Error('the connection was cut');
    })(),
  );
}

/** All that comes. */
export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(Buffer.from(chunk));
  return Buffer.concat(read);
}

/** Bytes that are nowhere alike. */
export function someBytes(count: number): Buffer {
  return randomBytes(count);
}
