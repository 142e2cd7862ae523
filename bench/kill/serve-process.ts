import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PRODUCT = fileURLToPath(new URL('../../bin/rowprint.js', import.meta.url));

/** What `serve --json` says once it listens. */
interface Listening {
  readonly url: string;
  readonly notes: readonly string[];
}

/** A `rowprint serve` of its own, as people start it. */
export interface ServeProcess {
  /** Null until it listens; its last one once it ended. */
  readonly url: string | null;
  /** Resolves when it listens. @throws it ended before */
  readonly listening: Promise<Listening>;
  readonly hasEnded: boolean;
  /** @returns its exit code; null: it was killed */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** Start the built product on any port. Whoever ends it before it listens does not wait for `listening`. */
export function startServe(env: Readonly<Record<string, string>>): ServeProcess {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const child = spawn(process.execPath, [PRODUCT, 'serve', '--port', '0', '--json'], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let url: string | null = null;
  const listening = readListening(child.stdout).then((said) => {
    url = said.url;
    return said;
  });
  listening.catch(() => undefined);
  return {
    get url() {
      return url;
    },
    listening,
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    async stop(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** The document may be of several lines: whatever comes before it is complete belongs to it. */
async function readListening(stdout: NodeJS.ReadableStream): Promise<Listening> {
  let text = '';
  for await (const line of createInterface({ input: stdout })) {
    text += line;
    try {
      return JSON.parse(text) as Listening;
    } catch {
      // More of it comes.
    }
  }
  throw new Error('the service ended before it listened');
}
