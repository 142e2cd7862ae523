import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the demonstration is, and who may see it. */
export interface OpenDemo {
  /** Of the service: 'http://127.0.0.1:40001'. */
  readonly origin: string;
  /** The page of its case. */
  readonly casePath: string;
  readonly name: string;
  readonly password: string;
}

/** Start `rowprint demo` and wait for what it says at its end: its link, and the account. It stays open until `close`. */
export async function openDemo(product: string): Promise<{ demo: OpenDemo; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'rowprint-browser-'));
  const child = spawn(process.execPath, [product, 'demo', '--folder', join(folder, 'demo')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder },
  });
  const closed = once(child, 'close');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const close = async (): Promise<void> => {
    child.kill('SIGINT');
    await closed;
    rmSync(folder, { recursive: true, force: true });
  };
  while (demoOf(said) === null && child.exitCode === null)
    await Promise.race([once(child.stderr, 'data'), closed]);
  const demo = demoOf(said);
  if (demo !== null) return { demo, close };
  await close();
  throw new Error(`the demonstration did not open: ${said.slice(-2000)}`);
}

function demoOf(said: string): OpenDemo | null {
  const found = /(http:\/\/\S+)\s+Sign in as (\S+) with the password (\S+)/.exec(said);
  if (found === null) return null;
  const { origin, pathname } = new URL(found[1]!);
  return { origin, casePath: pathname, name: found[2]!, password: found[3]! };
}
