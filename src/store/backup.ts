import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import Sqlite from 'better-sqlite3';
import { throwIfCancelled, UsageError } from '../core/errors.ts';
import { databasePath, openStore } from './home.ts';
import { storeError } from './sqlite/sqlite-errors.ts';

/** Pages of 16 KiB that are copied in one go: other work of the process comes in between. */
const PAGES_AT_ONCE = 512;
const PAGE_BYTES = 16_384;

/** How a copy is watched and stopped. */
export interface CopyOptions {
  readonly signal: AbortSignal;
  readonly onCopied: (bytesDone: number, bytesTotal: number) => void;
  /** Called once all is copied, before it is read back. */
  readonly onVerifying: () => void;
}

/** What a backup or a restored home holds. */
export interface CopiedHome {
  readonly homeId: string;
  readonly bytes: number;
}

/**
 * Copy the database of a home into a new file of mode 0600, while others write to it: the copy is the home as it was at one
 * moment. It is read back whole, all checksums with it, before it gets its name; nothing is left where that fails. The key is
 * not in it, nor the spool.
 * @throws {UsageError} no home, or the file exists @throws {StoreDamagedError} {DiskFullError} {CancelledError}
 */
export async function backUpHome(
  home: string,
  file: string,
  keyId: string,
  options: CopyOptions,
): Promise<CopiedHome> {
  const source = databasePath(home);
  if (!existsSync(source)) throw new UsageError(`no database in ${home}: give the right folder with --home`);
  requireAbsent(file);
  return inStaging(file, async (staging) => {
    const copy = databasePath(staging);
    await copySnapshot(source, copy, options);
    const copied = await verified(staging, keyId, options);
    giveName(copy, file);
    return copied;
  });
}

/**
 * Make a home from a backup. The copy is verified before it gets its name; the backup stays as it is.
 * @throws {UsageError} the home exists, or there is no such file @throws {KeyMismatchError} {StoreNewerError}
 * @throws {StoreDamagedError} {DiskFullError} {CancelledError}
 */
export async function restoreHome(
  file: string,
  home: string,
  keyId: string,
  options: CopyOptions,
): Promise<CopiedHome> {
  if (!existsSync(file)) throw new UsageError(`there is no backup at ${file}: check its name`);
  if (existsSync(home))
    throw new UsageError(`${home} exists already and is never replaced: name a new folder with --home`);
  return inStaging(home, async (staging) => {
    await copyBytes(file, databasePath(staging), options);
    const copied = await verified(staging, keyId, options);
    // A folder is never renamed over one with something in it, whoever made that meanwhile.
    await rename(staging, home).catch((cause: unknown) => {
      throw storeError(cause, home);
    });
    return copied;
  });
}

/** Work in a new folder beside `path`, so that what is made there gets its name at once; removed afterwards. */
async function inStaging<Result>(path: string, work: (staging: string) => Promise<Result>): Promise<Result> {
  let staging = '';
  try {
    // mkdtemp makes it of mode 0700.
    staging = mkdtempSync(join(dirname(resolve(path)), `.${basename(path)}.partial-`));
    return await work(staging);
  } catch (cause) {
    throw missingFolder(cause, path) ?? storeError(cause, path);
  } finally {
    if (staging !== '') rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * One moment of the source: the read transaction is begun before the copy, and SQLite does not begin again with each write of
 * others, as it would without it.
 */
async function copySnapshot(source: string, copy: string, options: CopyOptions): Promise<void> {
  const from = new Sqlite(source, { readonly: true, fileMustExist: true });
  try {
    from.exec('begin');
    from.prepare('select count(*) from sqlite_schema').get();
    closeSync(openSync(copy, 'wx', 0o600));
    await from.backup(copy, {
      progress: ({ totalPages, remainingPages }) => {
        throwIfCancelled(options.signal);
        options.onCopied((totalPages - remainingPages) * PAGE_BYTES, totalPages * PAGE_BYTES);
        return PAGES_AT_ONCE;
      },
    });
  } finally {
    from.close();
  }
}

/** The bytes as they are: opening the backup as a database would leave files beside it, and needs a folder that is writable. */
async function copyBytes(source: string, copy: string, { signal, onCopied }: CopyOptions): Promise<void> {
  const total = statSync(source).size;
  let done = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      throwIfCancelled(signal);
      yield chunk;
      done += chunk.length;
      onCopied(done, total);
    }
  };
  const from = createReadStream(source, { highWaterMark: PAGES_AT_ONCE * PAGE_BYTES });
  await pipeline(from, counted, createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
}

/** Open the copy as a home, which brings an older schema up to date, and read everything. */
async function verified(folder: string, keyId: string, options: CopyOptions): Promise<CopiedHome> {
  options.onVerifying();
  const store = await openStore(folder, keyId);
  try {
    await store.verify();
  } finally {
    await store.close();
  }
  throwIfCancelled(options.signal);
  const copy = databasePath(folder);
  chmodSync(copy, 0o600);
  return { homeId: store.homeId, bytes: flushed(copy) };
}

/** Wait until the disk has it. Gives its size. */
function flushed(file: string): number {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
  }
}

/** Fails where the name was taken meanwhile, instead of replacing what has it. */
function giveName(copy: string, file: string): void {
  try {
    linkSync(copy, file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw fileExists(file);
    // Some file systems have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw cause;
    copyFileSync(copy, file, constants.COPYFILE_EXCL);
    chmodSync(file, 0o600);
  }
}

function requireAbsent(file: string): void {
  if (existsSync(file)) throw fileExists(file);
}

function fileExists(file: string): UsageError {
  return new UsageError(`${file} exists already and is never replaced: name another file`);
}

function missingFolder(cause: unknown, path: string): UsageError | null {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return null;
  return new UsageError(`the folder of ${path} does not exist: make it first`, { cause });
}
