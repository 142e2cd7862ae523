import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, stat, statfs, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFullError, isDiskFull } from '../../core/disk-full-error.ts';

/** Names of uploaded files in the folder are their ids, made here: nothing that an uploader wrote is in a path. */
const ID = /^f_[0-9]{8}_[0-9a-z]{14}$/;
/** Left to everybody else on the disk: a database that cannot write is worse than an upload that waits. */
const LEAST_FREE_BYTES = 256 * 1024 * 1024;

/** The folder of encrypted uploads; files have mode 0600. */
export class SpoolFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Make the empty file of an upload. */
  async create(id: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    await (await this.#open(id, O_WRONLY | O_CREAT | O_EXCL)).close();
  }

  openToWrite(id: string): Promise<FileHandle> {
    return this.#open(id, constants.O_RDWR);
  }

  openToRead(id: string): Promise<FileHandle> {
    return this.#open(id, constants.O_RDONLY);
  }

  /** Cut the file to nothing, for those who have it open, and remove it. Nothing happens where it is not there. */
  async remove(id: string): Promise<void> {
    try {
      const handle = await this.openToWrite(id);
      try {
        await handle.truncate(0);
      } finally {
        await handle.close();
      }
      await unlink(this.#pathOf(id));
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure;
    }
  }

  /** Size of a file; null where it is not there. */
  async bytesOf(id: string): Promise<number | null> {
    const found = await stat(this.#pathOf(id)).catch(() => null);
    return found?.size ?? null;
  }

  /** Ids of the files that are there; sweeps keep others in the same folder. */
  async ids(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => ID.test(name));
  }

  /** @throws {DiskFullError} so many bytes more would fill the disk */
  async requireFree(bytes: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize < bytes + LEAST_FREE_BYTES) throw diskFull();
  }

  #open(id: string, flags: number): Promise<FileHandle> {
    return open(this.#pathOf(id), flags | constants.O_NOFOLLOW, 0o600);
  }

  #pathOf(id: string): string {
    if (!ID.test(id)) throw new RangeError('not an id of an uploaded file');
    return join(this.#folder, id);
  }
}

/** What went wrong when the spool was written, as a failure with a way out where the disk is full. */
export function spoolFailure(cause: unknown): unknown {
  return isDiskFull(cause) ? diskFull(cause) : cause;
}

function diskFull(cause?: unknown): DiskFullError {
  return new DiskFullError(
    'the disk of the spool has no room for it: make room, then go on with the upload',
    {
      cause,
    },
  );
}
