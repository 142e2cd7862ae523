import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that copies whole servers. */
export interface Peer {
  readonly id: string;
  readonly protocols: readonly ('ftp' | 'http')[];
  /** The command that copies all that a stranger gets at an address into a folder. */
  command(url: URL, into: string): readonly string[];
}

/** What a peer brought home. */
export interface PeerRun {
  /** Contents of the tree, each counted once, whatever their names became. */
  readonly distinctFiles: number;
  /** Files on the disk: many more than there are mean circles. */
  readonly writtenFiles: number;
  readonly elapsedMs: number;
  /** 'killed': it did not end by itself in time. */
  readonly end: 'done' | 'killed' | 'failed';
}

export const PEERS: readonly Peer[] = [
  {
    id: 'lftp',
    protocols: ['ftp', 'http'],
    command: (url, into) => [
      'lftp',
      '--norc',
      '-c',
      `set net:timeout 5; set net:max-retries 2; set ftp:ssl-allow no; set ftp:list-options -a; open ${url.href} && mirror --parallel=1 / ${into}`,
    ],
  },
  {
    id: 'wget',
    protocols: ['ftp', 'http'],
    command: (url, into) =>
      ['wget', '--no-config', '--recursive', '--level=inf', '--no-parent', '--no-verbose'].concat(
        ['-e', 'robots=off', '--no-host-directories', '--restrict-file-names=nocontrol'],
        ['--timeout=5', '--tries=2', `--directory-prefix=${into}`, url.href],
      ),
  },
  {
    id: 'rclone',
    protocols: ['ftp', 'http'],
    command: (url, into) =>
      ['rclone', 'copy', rcloneRemote(url), into, '--config', '/dev/null', '--retries', '1'].concat([
        '--low-level-retries',
        '2',
        '--contimeout',
        '5s',
        '--timeout',
        '5s',
      ]),
  },
];

/** Whether a peer is installed here. */
export function isInstalled({ id }: Peer): boolean {
  return spawnSync(id, [id === 'lftp' ? '--version' : 'version']).error === undefined;
}

/** Let a peer copy a server into a folder of its own, and count what it got. */
export async function runPeer(
  peer: Peer,
  url: URL,
  contents: ReadonlySet<string>,
  limitMs: number,
): Promise<PeerRun> {
  const into = mkdtempSync(join(tmpdir(), 'rowprint-peer-'));
  try {
    const [program, ...args] = peer.command(url, into);
    const startedMs = performance.now();
    const end = await runToItsEnd(spawn(program!, args, { detached: true, stdio: 'ignore' }), limitMs);
    const elapsedMs = performance.now() - startedMs;
    const found = new Set<string>();
    let writtenFiles = 0;
    for (const sha256 of contentsIn(Buffer.from(into))) {
      writtenFiles++;
      if (contents.has(sha256)) found.add(sha256);
    }
    return { distinctFiles: found.size, writtenFiles, elapsedMs, end };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** A connection string of rclone. Its password is the word that anonymous FTP asks for, in rclone's own cover. */
function rcloneRemote(url: URL): string {
  if (url.protocol !== 'ftp:') return `:http,url="${url.href}":`;
  const cover = spawnSync('rclone', ['obscure', 'anonymous@example.org'], { encoding: 'utf8' }).stdout.trim();
  return `:ftp,host=127.0.0.1,port=${url.port},user=anonymous,pass=${cover}:/`;
}

async function runToItsEnd(child: ChildProcess, limitMs: number): Promise<PeerRun['end']> {
  let isKilled = false;
  const timer = setTimeout(() => {
    isKilled = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitMs);
  const code = await new Promise<number | null>((settle, fail) => {
    child.once('error', fail).once('exit', settle);
  }).finally(() => clearTimeout(timer));
  return isKilled ? 'killed' : code === 0 ? 'done' : 'failed';
}

function* contentsIn(folder: Buffer): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const path = Buffer.concat([folder, Buffer.from('/'), entry.name as unknown as Uint8Array]);
    if (entry.isDirectory()) yield* contentsIn(path);
    else if (entry.isFile()) yield createHash('sha256').update(readFileSync(path)).digest('hex');
  }
}
