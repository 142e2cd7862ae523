import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Report } from '../../src/reports/report.ts';

/** How a process ended, and all it said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Environment variables beside those of the installation. */
type Variables = Readonly<Record<string, string>>;

/** A folder of its own with home, key, temporary folder and files, used through the built command line only. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'rowprint-e2e-'));
  readonly home = join(this.folder, 'home');
  readonly keyFolder = join(this.folder, 'keys');
  readonly keyFile = join(this.keyFolder, 'key');
  readonly temporary = join(this.folder, 'tmp');
  readonly #variables: Variables;

  constructor(variables: Variables = {}) {
    this.#variables = variables;
    mkdirSync(this.temporary);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Start a process; nothing of the tests' own environment is seen by it but PATH. */
  start(args: readonly string[], variables: Variables = {}): ChildProcess {
    return spawn(process.execPath, [inject('product'), ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.folder,
        TMPDIR: this.temporary,
        ROWPRINT_HOME: this.home,
        ROWPRINT_KEY_FILE: this.keyFile,
        ...this.#variables,
        ...variables,
      },
    });
  }

  /** Run a command to its end. */
  run(...args: readonly string[]): Promise<Ended> {
    return endOf(this.start(args));
  }

  /** Run a command that must end as it says, else the test fails with what it told. */
  async expectCode(code: number, ...args: readonly string[]): Promise<Ended> {
    const ended = await this.run(...args);
    if (ended.code !== code)
      throw new Error(`rowprint ${args[0]} ended with ${ended.code}, not ${code}: ${ended.err}`);
    return ended;
  }

  /** Check one file and give its report, whatever the exit code. */
  async check(...args: readonly string[]): Promise<Report> {
    return JSON.parse((await this.run('check', ...args, '--json')).out) as Report;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** All a process says until it ends. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}
