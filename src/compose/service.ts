import { existsSync } from 'node:fs';
import { parseTarget } from '../../scanners/shared/scope.ts';
import { createApi } from '../api/app.ts';
import { describeEnvironment } from '../api/environment.ts';
import { registerHealth } from '../api/health.ts';
import { createMetrics } from '../api/metrics.ts';
import { type RunningServer, startServer } from '../api/serve.ts';
import { readVersion } from '../cli/version.ts';
import type { Settings } from '../config/settings.ts';
import { createLogger, type Logger } from '../core/log.ts';
import { watchRequests } from '../jobs/watch-requests.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { ServeReport, ServeRequest, ServeRun } from '../reports/requests.ts';
import { databasePath } from '../store/home.ts';
import { openContext } from './context.ts';
import { initialise } from './initialise.ts';
import { openSlices, type ServiceSlices } from './service-slices.ts';

/** `serve`: open the home, or make it, listen, and end when the signal fires. */
export async function serve(settings: Settings, request: ServeRequest, run: ServeRun): Promise<void> {
  const made = await makeWhereMissing(settings);
  const log = createLogger(settings.logLevel);
  const context = await openContext(settings);
  try {
    const slices = await openSlices({ settings, context, log });
    try {
      const server = await listen(settings, request, context, slices, log);
      slices.start();
      try {
        const { home, keyFile } = settings;
        const notes = await slices.notes(server.url);
        await run.onListening({
          schema: 'rowprint.serve/1',
          url: server.url,
          home,
          keyFile,
          ...made,
          notes,
        });
        await aborted(run.signal);
      } finally {
        // First those who listen to events, or their requests would never end.
        slices.stopFollowers();
        await server.close();
      }
    } finally {
      await slices.close();
    }
  } finally {
    await context.store.close();
  }
}

/** Make the home, and the key where there is none either. */
async function makeWhereMissing(settings: Settings): Promise<Pick<ServeReport, 'isNewHome' | 'isNewKey'>> {
  if (existsSync(databasePath(settings.home))) return { isNewHome: false, isNewKey: false };
  const isKeyThere = settings.key !== null || existsSync(settings.keyFile);
  await initialise(settings, isKeyThere);
  return { isNewHome: true, isNewKey: !isKeyThere };
}

async function listen(
  settings: Settings,
  request: ServeRequest,
  context: WatchContext,
  slices: ServiceSlices,
  log: Logger,
): Promise<RunningServer> {
  const { store } = context;
  const metrics = createMetrics(slices.figures);
  const api = createApi(
    {
      watch: context,
      servers: watchRequests({
        open: async () => context,
        requireTarget: parseTarget,
        random: Math.random,
      }),
      settings: store.settings,
      log,
      service: { version: readVersion(), environment: describeEnvironment(settings) },
      ...slices.parts,
    },
    {
      before: slices.before,
      onAnswered: metrics.onAnswered,
      maxJsonBytes: settings.maxJsonBytes,
      answers: store.keptAnswers,
      answerKey: slices.answerKey,
    },
    slices.routes,
  );
  registerHealth(api, {
    store,
    isWorkerAlive: slices.isWorkerAlive,
    metrics,
    metricsToken: settings.metricsToken?.reveal() ?? null,
  });
  slices.mount(api);
  return startServer({
    host: request.host ?? settings.host,
    port: request.port ?? settings.port,
    fetch: api.fetch,
    limits: {
      maxConnections: settings.maxConnections,
      requestMs: settings.requestMs,
      idleMs: settings.connectionIdleMs,
      stopMs: settings.stopMs,
    },
    log,
    isBehindTls: slices.isBehindTls,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
