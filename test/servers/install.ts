import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A program that can be started. */
export interface Installed {
  readonly path: string;
  /** Before every path of its package: '' where it is installed, else the folder into which it was unpacked. */
  readonly root: string;
  /** Where its libraries are, beside the system's. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The program is not here and cannot be brought here: `message` says why. A test skips with it. */
export class NotInstallableError extends Error {}

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rowprint-test-servers');
const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];
const APT_MS = 120_000;

/**
 * Find a server as Debian installs it, else unpack its packages, with those they need, into a cache of the user. FTP
 * servers exclude one another, so that at most one of them can be installed.
 * @throws {NotInstallableError}
 */
export function findProgram(name: string, packages: readonly string[]): Installed {
  for (const folder of FOLDERS)
    if (existsSync(join(folder, name))) return { path: join(folder, name), root: '', environment: {} };
  const root = join(CACHE, packages[0]!);
  if (programIn(root, name) === null) unpack(packages, root);
  const path = programIn(root, name);
  if (path === null) throw new NotInstallableError(`${packages.join(', ')} hold no program ${name}`);
  return { path, root, environment: { LD_LIBRARY_PATH: libraryFolders(root).join(':') } };
}

/**
 * A file of a package, by its absolute path, unpacked where it is not installed.
 * @throws {NotInstallableError}
 */
export function findFile(path: string, packageName: string): string {
  const root = join(CACHE, packageName);
  if (existsSync(path)) return path;
  if (!existsSync(join(root, path))) unpack([packageName], root);
  return join(root, path);
}

/** A shared library of a package, installed or unpacked. @throws {NotInstallableError} */
export function findLibrary(name: string, packageName: string): string {
  const root = join(CACHE, packageName);
  const find = (below: string): string | undefined =>
    libraryFolders(below)
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path));
  const found = find('/') ?? find(root);
  if (found !== undefined) return found;
  unpack([packageName], root);
  const unpacked = find(root);
  if (unpacked === undefined) throw new NotInstallableError(`${packageName} holds no ${name}`);
  return unpacked;
}

function programIn(root: string, name: string): string | null {
  return FOLDERS.map((folder) => join(root, folder, name)).find((path) => existsSync(path)) ?? null;
}

function unpack(packages: readonly string[], root: string): void {
  const downloads = join(root, 'packages');
  mkdirSync(downloads, { recursive: true });
  run('apt-get', ['download', ...withNeeded(packages)], downloads);
  for (const file of readdirSync(downloads).filter((name) => name.endsWith('.deb')))
    run('dpkg', ['-x', join(downloads, file), root], downloads);
}

/** What would be installed newly with them. What would only be renewed is taken as it is here. */
function withNeeded(packages: readonly string[]): readonly string[] {
  const plan = run('apt-get', ['install', '--simulate', '--no-install-recommends', ...packages], CACHE);
  const needed = [...plan.matchAll(/^Inst (\S+) \(/gm)].map(([, name]) => name!);
  return [...new Set([...packages, ...needed])];
}

function libraryFolders(root: string): string[] {
  const folders = ['usr/lib', 'lib']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder));
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join(folder, name)),
  );
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: APT_MS,
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error !== undefined || status !== 0)
    throw new NotInstallableError(`${program} ${args[0]}: ${error?.message ?? stderr.trim().slice(-300)}`);
  return stdout;
}
