import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ServeReport } from '../../src/reports/requests.ts';
import type { Installation } from '../e2e/installation.ts';

/** A built `rowprint serve` in a process of its own. */
export interface ServeProcess {
  readonly origin: string;
  /** The one-time link for the first account; null where there is one already. */
  readonly setupLink: string | null;
  /** End it as Ctrl-C does, and wait for its end. Gives its exit code. */
  stop(): Promise<number | null>;
}

/** Start the service and wait until it says where it is. */
export async function startServe(
  installation: Installation,
  port: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<ServeProcess> {
  const child = installation.start(['serve', '--json', '--port', `${port}`], variables);
  const closed = once(child, 'close') as Promise<[number | null]>;
  child.stderr!.resume();
  const line = await Promise.race([
    once(createInterface({ input: child.stdout! }), 'line') as Promise<[string]>,
    closed.then(([code]) => Promise.reject(new Error(`the service ended with ${code}`))),
  ]);
  const { url, notes } = JSON.parse(line[0]) as ServeReport;
  return {
    origin: new URL(url).origin,
    setupLink: /http\S+#\S+/.exec(notes.join('\n'))?.[0] ?? null,
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      return (await closed)[0];
    },
  };
}
