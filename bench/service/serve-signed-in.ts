import { readFileSync } from 'node:fs';
import { KeyRing } from '../../fingerprints/keys.ts';
import { parseTarget } from '../../scanners/shared/scope.ts';
import { createApi } from '../../src/api/app.ts';
import { startServer } from '../../src/api/serve.ts';
import { contextOf } from '../../src/compose/context.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLogger } from '../../src/core/log.ts';
import { watchRequests } from '../../src/jobs/watch-requests.ts';

// A service on a home, whose only actor is an admin: what the reads themselves cost. Ends with its stdin.
// serve-signed-in.ts HOME KEY_FILE
const [home, keyFile] = process.argv.slice(2);
const keys = new KeyRing(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'));
const settings = loadSettings({ flags: { home } });
const watch = await contextOf(settings, home, keys);
const open = async () => watch;
const api = createApi(
  {
    watch,
    servers: watchRequests({ open, requireTarget: parseTarget, random: Math.random }),
    audit: { note: async () => {} },
    settings: watch.store.settings,
    log: silentLogger,
    isReportInUse: async () => false,
    documents: { pdf: async () => new Uint8Array(0) },
    service: { version: '', environment: [] },
  },
  {
    before: [
      async (context, next) => {
        const actor = {
          id: 'u_bench',
          name: 'bench',
          role: 'admin',
          controllers: null,
          means: 'token',
        } as const;
        context.set('actor', actor);
        await next();
      },
    ],
    maxJsonBytes: settings.maxJsonBytes,
    answers: watch.store.keptAnswers,
    answerKey: keys.subkey('bench'),
  },
);
const server = await startServer({
  host: '127.0.0.1',
  port: 0,
  fetch: api.fetch,
  limits: { maxConnections: 20_000, requestMs: 30_000, idleMs: 60_000, stopMs: 1000 },
  log: silentLogger,
  isBehindTls: false,
});
process.stdout.write(`${server.url}\n`);
process.stdin.resume().on('end', () => void end());

async function end(): Promise<void> {
  await server.close();
  await watch.store.close();
  process.exit(0);
}
