import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { Secret } from '../core/secret.ts';

/** A secret is a line; anything longer is another kind of file and is not read. */
const MOST_BYTES = 4096;

/**
 * Read a file with one secret in it. One that other users may read is refused. Messages never quote it.
 * @param what it is the secret of, for messages @throws {UsageError}
 */
export async function readSecretFile(path: string, what: string): Promise<Secret> {
  // A pipe that nobody writes to would else be waited for without end.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    throw new UsageError(`${what}: file ${path} cannot be opened (${code}): check its name and owner`, {
      cause,
    });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MOST_BYTES)
      throw new UsageError(`${what}: ${path} is not a file with one line: write the secret alone into it`);
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw new UsageError(`${what}: file ${path} is open to other users: run \`chmod 600 ${path}\``);
    const text = (await file.readFile('utf8')).trim();
    if (text === '' || /[\x00-\x1f]/.test(text))
      throw new UsageError(`${what}: ${path} does not hold one line: write the secret alone into it`);
    return new Secret(text);
  } finally {
    await file.close();
  }
}
