import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the project, with a slash at its end. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The rooms of the product. One that does not exist yet is empty. */
export const PRODUCT_FOLDERS = ['src', 'fingerprints', 'scanners'].filter((folder) =>
  existsSync(PROJECT + folder),
);

/** Every TypeScript file of the product as the file system has it, from the project's folder, in order. */
export function productFiles(): readonly string[] {
  return PRODUCT_FOLDERS.flatMap(filesUnder)
    .filter((path) => /[.](ts|tsx|mts|cts)$/.test(path))
    .sort();
}

/** Every file under a folder of the project, whatever its kind. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(PROJECT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(PROJECT.length));
}

/** The text of a file of the project. */
export function textOf(path: string): string {
  return readFileSync(PROJECT + path, 'utf8');
}
