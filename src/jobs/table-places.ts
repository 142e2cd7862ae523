import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve, sep } from 'node:path';
import { RowprintError } from '../core/errors.ts';

/** Who asks over the API may not have this read as a table. */
export class TablePlaceRefusedError extends RowprintError {
  readonly code = 'RP_TABLE_PLACE_REFUSED';
}

/** The places that tables may be read from when somebody asks over the API: else it would read any file for them. */
export interface TablePlaces {
  /**
   * The source as it may be ordered: a database without a password, or a file in the folder by its whole path.
   * @throws {TablePlaceRefusedError}
   */
  require(source: string): Promise<string>;
}

const SECRET_PARAMETERS = /^(password\d?|passwd|pwd|passwordSha1|sslpassword|token)$/i;

/** Databases, and files in this folder; null: no files. */
export function createTablePlaces(folder: string | null): TablePlaces {
  return {
    async require(source) {
      if (source.includes('://')) return withoutPassword(source);
      if (folder === null)
        throw new TablePlaceRefusedError(
          'files are not read over the API here: name a database, or have ROWPRINT_TABLE_FOLDER set to a folder of tables',
        );
      return fileIn(folder, source);
    },
  };
}

/** What is ordered is stored and shown: a password would be too. */
function withoutPassword(source: string): string {
  // A host may be missing beside a user (postgres://user@/db): only what the driver parses is right, so look at the text.
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(source)?.[1];
  const isReadable =
    authority !== undefined && !/@/.test(source.slice(source.indexOf('://') + 3 + authority.length));
  const parameters = new URLSearchParams(/\?([^#]*)/.exec(source)?.[1] ?? '');
  const hasSecret = [...parameters.keys()].some((name) => SECRET_PARAMETERS.test(name));
  const login = authority?.includes('@') ? authority.slice(0, authority.lastIndexOf('@')) : '';
  if (isReadable && !hasSecret && !login.includes(':')) return source;
  throw new TablePlaceRefusedError(
    'a source holds no password over the API: leave it out and have ROWPRINT_SOURCE_PASSWORD set for the service',
  );
}

/** Links are followed before it is looked where the file is. */
async function fileIn(folder: string, source: string): Promise<string> {
  const hash = source.lastIndexOf('#');
  const [path, part] = hash < 0 ? [source, ''] : [source.slice(0, hash), source.slice(hash)];
  const root = await realpath(folder).catch(() => null);
  const file = root === null ? null : await realpath(resolved(root, path)).catch(() => null);
  if (root === null || file === null || !file.startsWith(root + sep))
    throw new TablePlaceRefusedError(
      'there is no such file in the folder of tables: name one by its path in it',
    );
  return file + part;
}

function resolved(root: string, path: string): string {
  // A NUL would end the path for the system and not for us.
  if (path.includes('\0')) return root;
  return isAbsolute(path) ? path : resolve(root, path);
}
