import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { Secret } from '../core/secret.ts';

/** How a server is told who asks. */
export type LoginFile =
  | { readonly kind: 'password'; readonly user: Secret; readonly password: Secret }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret };

/** A login is some lines; anything longer is another kind of file and is not read. */
const MOST_BYTES = 8192;

/**
 * Read the login of an endpoint: lines `user=NAME` and `password=TEXT`, or `bearer=TOKEN`, or `header=NAME: VALUE`.
 * A file that other users may read is refused. Messages never quote it.
 * @throws {UsageError}
 */
export async function readLoginFile(path: string): Promise<LoginFile> {
  // A pipe that nobody writes to would else be waited for without end.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    const { code = 'unknown reason' } = cause as NodeJS.ErrnoException;
    throw new UsageError(`login file ${path} cannot be opened (${code}): check its name and owner`, {
      cause,
    });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MOST_BYTES) throw notALogin(path);
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
      throw new UsageError(`login file ${path} is open to other users: run \`chmod 600 ${path}\``);
    return parseLogin(await file.readFile('utf8')) ?? refuse(path);
  } finally {
    await file.close();
  }
}

/** A login as the file has it; null for anything else. */
export function parseLogin(text: string): LoginFile | null {
  const lines = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const equals = line.indexOf('=');
    if (equals < 0 || /[\x00-\x08\x0a-\x1f]/.test(line)) return null;
    const name = line.slice(0, equals).trim().toLowerCase();
    if (lines.has(name)) return null;
    lines.set(name, line.slice(equals + 1));
  }
  const [user, password, bearer, header] = ['user', 'password', 'bearer', 'header'].map((name) =>
    lines.get(name),
  );
  if (user && password !== undefined && lines.size === 2)
    return { kind: 'password', user: new Secret(user), password: new Secret(password) };
  if (lines.size !== 1) return null;
  if (bearer?.trim()) return { kind: 'bearer', token: new Secret(bearer.trim()) };
  const parts = /^\s*([A-Za-z0-9-]+):\s*(\S.*)$/.exec(header ?? '');
  return parts === null ? null : { kind: 'header', name: parts[1]!, value: new Secret(parts[2]!) };
}

function refuse(path: string): never {
  throw notALogin(path);
}

function notALogin(path: string): UsageError {
  return new UsageError(
    `login file ${path} does not hold a login: write the lines user=NAME and password=TEXT, or bearer=TOKEN, or header=NAME: VALUE`,
  );
}
