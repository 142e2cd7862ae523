import { readFileSync } from 'node:fs';

/** Where package.json lies from here: in the source tree, and in what is built from it. */
const CANDIDATES = ['../../package.json', '../../../package.json'];

/** The version of the package. @throws when the installation lacks its package.json */
export function readVersion(): string {
  for (const candidate of CANDIDATES) {
    const text = readIfThere(new URL(candidate, import.meta.url));
    if (text === null) continue;
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    if (name === 'rowprint' && typeof version === 'string') return version;
  }
  throw new Error('the installation is damaged: package.json of rowprint is missing');
}

function readIfThere(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}
