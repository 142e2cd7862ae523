import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who a server is when it was started as root, and the group of that user. */
export const SERVICE_USER = 'nobody';
export const SERVICE_GROUP = 'nogroup';
/** Their numbers on Debian, for programs that do not change the user themselves. */
const SERVICE_ID = 65_534;
const START_MS = 10_000;
const STOP_MS = 2_000;
const RETRY_MS = 25;

/** Whether this process may become other users, and so has its servers do. */
export const IS_ROOT = process.getuid?.() === 0;

/** How a server is started. */
export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Start it as the service user: for programs that do not give up root themselves. */
  readonly dropsRoot?: boolean;
}

/** A server's own folder (configuration, logs, sockets) and the port that is free for it. */
export interface Site {
  readonly folder: string;
  readonly port: number;
}

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  /** What it wrote to its output and logs so far. */
  log(): string;
  /** Every process of it ends, and its folder is removed. */
  stop(): Promise<void>;
}

/**
 * Start a server in the foreground, in a process group of its own, and wait until its port answers.
 * @throws {Error} with the end of its log when it ends or does not answer in time
 */
export async function runServer(command: (site: Site) => Command): Promise<RunningServer> {
  const site = { folder: mkdtempSync(join(tmpdir(), 'rowprint-server-')), port: await freePort() };
  chmodSync(site.folder, 0o755);
  // Some open their logs after they have become the service user.
  if (IS_ROOT) chownSync(site.folder, SERVICE_ID, SERVICE_ID);
  let child: ChildProcess | null = null;
  const log = (): string => logsIn(site.folder);
  const stop = async (): Promise<void> => {
    if (child !== null) await endGroup(child);
    rmSync(site.folder, { recursive: true, force: true });
  };
  try {
    child = start(command(site), site.folder);
    await untilItAnswers(child, site.port, log);
  } catch (failure) {
    await stop();
    throw failure;
  }
  return { port: site.port, log, stop };
}

function start(command: Command, cwd: string): ChildProcess {
  const log = openSync(join(cwd, 'output.log'), 'w');
  const child = spawn(command.path, command.args, {
    cwd,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', HOME: cwd, ...command.environment },
    ...(IS_ROOT && command.dropsRoot === true ? { uid: SERVICE_ID, gid: SERVICE_ID } : {}),
  });
  closeSync(log);
  child.on('error', () => {});
  // A run that is cut short leaves no server behind.
  const end = (): void => signalGroup(child.pid, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

function logsIn(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.log'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
}

async function untilItAnswers(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const endMs = Date.now() + START_MS;
  while (Date.now() < endMs) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) break;
    if (await answers(port)) return;
    await sleep(RETRY_MS);
  }
  throw new Error(`${child.spawnfile} does not answer on port ${port}: ${log().trim().slice(-1000)}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (isThere: boolean): void => {
      socket.destroy();
      settle(isThere);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** Ask politely, then end whatever is left of the group. */
async function endGroup(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((settle) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) settle();
    else child.once('exit', () => settle());
  });
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
  signalGroup(child.pid, 'SIGKILL');
  await ended;
}

function signalGroup(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((settle, fail) => {
    const server = createServer();
    server.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
