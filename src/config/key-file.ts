import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskFullError, isDiskFull } from '../core/disk-full-error.ts';
import { UsageError } from '../core/errors.ts';

const KEY_HEX = /^[0-9a-fA-F]{64}$/;
/** 64 digits and a line end; anything much longer is another kind of file and is not read. */
const MAX_KEY_FILE_BYTES = 1024;

/**
 * Create a master key: 64 hexadecimal digits and a newline, readable by the owner only, in a folder that is made
 * (mode 0700) where it is missing. An existing file is never replaced: its prints would be lost with it.
 * @throws {UsageError} the file exists or cannot be created @throws {DiskFullError}
 */
export async function createKeyFile(path: string): Promise<void> {
  let file: FileHandle | null = null;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    file = await open(path, 'wx', 0o600);
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } catch (error) {
    if (file) await rm(path, { force: true });
    throw creationError(path, error);
  } finally {
    await file?.close();
  }
}

/**
 * The 32 bytes of the master key. A file that other users may read is refused: the key is all that protects the prints.
 * @throws {UsageError} missing, open to others, not a file, not a key; the message says what to do
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw openingError(path, error);
  }
  try {
    // Checked on the opened file, so that what was checked is what is read.
    const { isFile, mode, size } = await statOf(file);
    if (!isFile)
      throw new UsageError(`key file ${path} is not a file: give the one made by \`rowprint init\``);
    refuseOpenMode(path, mode);
    const key = size <= MAX_KEY_FILE_BYTES ? parseMasterKey(await file.readFile('latin1')) : null;
    if (!key) throw notAKey(path);
    return key;
  } finally {
    await file.close();
  }
}

/** The 32 bytes written as 64 hexadecimal digits, blanks around them allowed; null for anything else. */
export function parseMasterKey(text: string): Uint8Array | null {
  const hex = text.trim();
  return KEY_HEX.test(hex) ? Uint8Array.from(Buffer.from(hex, 'hex')) : null;
}

async function statOf(file: FileHandle): Promise<{ isFile: boolean; mode: number; size: number }> {
  const stat = await file.stat();
  return { isFile: stat.isFile(), mode: stat.mode, size: stat.size };
}

function refuseOpenMode(path: string, mode: number): void {
  // Windows reports made-up bits; access there is settled by the folder's access list.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(3, '0');
  throw new UsageError(`key file ${path} is open to other users (mode ${octal}): run \`chmod 600 ${path}\``);
}

function notAKey(path: string): UsageError {
  return new UsageError(
    `key file ${path} does not hold a key (64 hexadecimal digits): restore it, or give another one with --key-file`,
  );
}

function creationError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (isDiskFull(cause))
    return new DiskFullError(`no room left for the key file ${path}: free some space; nothing was created`, {
      cause,
    });
  if (code === 'EEXIST')
    return new UsageError(
      `key file ${path} exists already and is never replaced: use it, or name another one with --key-file`,
      { cause },
    );
  if (code === undefined) return cause;
  return new UsageError(`key file ${path} cannot be created (${code}): name another place with --key-file`, {
    cause,
  });
}

function openingError(path: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT')
    return new UsageError(`key file ${path} is missing: run \`rowprint init\`, or give it with --key-file`, {
      cause,
    });
  if (code === undefined) return cause;
  return new UsageError(
    `key file ${path} cannot be opened (${code}): check its owner, or give another with --key-file`,
    {
      cause,
    },
  );
}
