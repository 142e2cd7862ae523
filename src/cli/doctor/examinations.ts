import { readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatBytes, formatCounted } from '../../core/units.ts';
import type { Examination, Finding } from './diagnose.ts';

/** What the doctor looks at. Whoever puts the application together hands it the parts that only it may open. */
export interface DoctorSubject {
  /** `process.versions.node`. */
  readonly nodeVersion: string;
  /** The least one that works: '20.19'. */
  readonly leastNodeVersion: string;
  readonly home: string;
  readonly keyFile: string;
  /** Loads the compiled database driver. @throws where it was not built for this Node */
  loadDriver(): Promise<void>;
  /** Loads the compiled kernel. @throws {RowprintError} it was not built */
  loadKernel(): void;
  /** Worker threads that it runs on. */
  readonly threads: number;
  /** Reads the key file. @throws {RowprintError} missing, readable by others, wrong contents */
  readKeyId(): Promise<string>;
  /** Opens the home with that key, read-only. @throws {RowprintError} missing, damaged, newer, another key */
  openHome(): Promise<OpenHome>;
  /** Name and value of each limit in force, ready to show. Never a secret. */
  readonly limits: readonly (readonly [string, string])[];
}

/** A home that was opened to look at it. */
export interface OpenHome {
  readonly tables: number;
  readonly prints: number;
  /** Bytes of the database. */
  readonly bytes: number;
  /** What the database's own check complains of; empty when it is sound. */
  quickCheck(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const LEAST_FREE_BYTES = 1_000_000_000;

/** Everything `rowprint doctor` looks at, in the order in which things depend on each other. */
export function examinationsOf(subject: DoctorSubject): readonly Examination[] {
  return [
    { id: 'node', title: 'Node.js', look: () => lookAtNode(subject) },
    { id: 'database-driver', title: 'database driver', look: () => lookAtDriver(subject) },
    { id: 'engine', title: 'engine', look: () => lookAtEngine(subject) },
    { id: 'key-file', title: 'key file', look: () => lookAtKey(subject) },
    { id: 'home', title: 'home folder', look: () => lookAtHome(subject.home) },
    {
      id: 'database',
      title: 'database',
      needs: ['database-driver', 'key-file', 'home'],
      look: () => lookAtDatabase(subject),
    },
    { id: 'spool', title: 'spool folder', look: () => lookAtSpool(join(subject.home, 'spool')) },
    { id: 'disk', title: 'free disk', look: () => lookAtDisk(subject.home) },
    { id: 'limits', title: 'limits', look: () => lookAtLimits(subject) },
  ];
}

function lookAtNode({ nodeVersion, leastNodeVersion }: DoctorSubject): Finding {
  if (isAtLeast(nodeVersion, leastNodeVersion)) return { state: 'ok', found: nodeVersion };
  return { state: 'fail', found: nodeVersion, wayOut: `install Node.js ${leastNodeVersion} or newer` };
}

async function lookAtDriver(subject: DoctorSubject): Promise<Finding> {
  try {
    await subject.loadDriver();
    return { state: 'ok', found: 'loads' };
  } catch {
    const wayOut = 'run `npm rebuild better-sqlite3` in the folder of the project (it needs a C++ compiler)';
    return { state: 'fail', found: 'does not load: it was not built for this Node.js', wayOut };
  }
}

function lookAtEngine({ loadKernel, threads }: DoctorSubject): Finding {
  loadKernel();
  const where = threads === 0 ? 'in the main thread' : `on ${formatCounted(threads, 'worker thread')}`;
  return { state: 'ok', found: `the kernel loads, and works ${where}` };
}

async function lookAtKey(subject: DoctorSubject): Promise<Finding> {
  const keyId = await subject.readKeyId();
  return { state: 'ok', found: `${subject.keyFile}, key ${keyId}` };
}

async function lookAtHome(home: string): Promise<Finding> {
  const facts = await stat(home).catch(() => null);
  if (facts === null) return { state: 'fail', found: `${home} is missing`, wayOut: 'run `rowprint init`' };
  if (!facts.isDirectory()) {
    return { state: 'fail', found: `${home} is not a folder`, wayOut: 'name another one with --home' };
  }
  if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) {
    const mode = (facts.mode & 0o777).toString(8);
    return {
      state: 'warn',
      found: `${home} is open to others (mode ${mode})`,
      wayOut: `run \`chmod 700 ${home}\``,
    };
  }
  return { state: 'ok', found: home };
}

async function lookAtDatabase(subject: DoctorSubject): Promise<Finding> {
  const home = await subject.openHome();
  try {
    const complaints = await home.quickCheck();
    if (complaints.length === 0) {
      const held = `${formatCounted(home.tables, 'table')}, ${formatCounted(home.prints, 'print')}`;
      return { state: 'ok', found: `sound, opens with the key; ${held}, ${formatBytes(home.bytes)}` };
    }
    const found = `damaged in ${formatCounted(complaints.length, 'place')}`;
    return {
      state: 'fail',
      found,
      wayOut: 'restore the home folder from a backup, or init anew and add the tables again',
    };
  } finally {
    await home.close();
  }
}

/** Suspects that wait, encrypted: what a service that died left there is destroyed by the next one. */
async function lookAtSpool(folder: string): Promise<Finding> {
  const names = await readdir(folder).catch((failure: unknown) => {
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw failure;
  });
  if (names.length === 0) return { state: 'ok', found: 'empty' };
  const facts = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  const bytes = facts.reduce((sum, one) => sum + (one?.size ?? 0), 0);
  const { mode } = await stat(folder);
  const found = `${formatCounted(names.length, 'file')}, ${formatBytes(bytes)}, encrypted`;
  if (process.platform === 'win32' || (mode & 0o077) === 0) return { state: 'ok', found };
  return { state: 'warn', found: `${found}; open to others`, wayOut: `run \`chmod 700 ${folder}\`` };
}

async function lookAtDisk(home: string): Promise<Finding> {
  const folder = await nearestExisting(home);
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  const found = `${formatBytes(free)} in ${folder}`;
  if (free >= LEAST_FREE_BYTES) return { state: 'ok', found };
  return {
    state: 'warn',
    found,
    wayOut: `have ${formatBytes(LEAST_FREE_BYTES)} free, or choose another folder with --home`,
  };
}

function lookAtLimits({ limits }: DoctorSubject): Finding {
  return { state: 'ok', found: limits.map(([name, value]) => `${name} ${value}`).join(', ') };
}

async function nearestExisting(path: string): Promise<string> {
  let folder = path;
  while ((await stat(folder).catch(() => null)) === null && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}

function isAtLeast(version: string, least: string): boolean {
  const [have, need] = [version, least].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10) || 0),
  );
  for (const [at, part] of need!.entries()) {
    if (have![at] !== part) return (have![at] ?? 0) > part;
  }
  return true;
}
