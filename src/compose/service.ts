import { existsSync } from 'node:fs';
import { KeyRing } from '../../fingerprints/keys.ts';
import { parseTarget } from '../../scanners/shared/scope.ts';
import { createApi } from '../api/app.ts';
import { describeEnvironment } from '../api/environment.ts';
import { registerHealth } from '../api/health.ts';
import { createMetrics } from '../api/metrics.ts';
import { type RunningServer, startServer } from '../api/serve.ts';
import { readVersion } from '../cli/version.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import { createLogger, type Logger } from '../core/log.ts';
import { watchRequests } from '../jobs/watch-requests.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { ServeReport, ServeRequest, ServeRun } from '../reports/requests.ts';
import { databasePath } from '../store/home.ts';
import { contextOf } from './context.ts';
import { initialise } from './initialise.ts';
import { openSlices, type ServiceSlices } from './service-slices.ts';

/** `serve`: open the home, or make it, listen, and end when the signal fires. */
export async function serve(settings: Settings, request: ServeRequest, run: ServeRun): Promise<void> {
  const made = await makeWhereMissing(settings);
  const { home, keyFile } = settings;
  const key = await loadMasterKey(settings);
  const service = await openService({
    settings,
    key,
    host: request.host ?? settings.host,
    port: request.port ?? settings.port,
  });
  try {
    const { url, notes } = service;
    await run.onListening({ schema: 'rowprint.serve/1', url, home, keyFile, ...made, notes });
    await aborted(run.signal);
  } finally {
    await service.close();
  }
}

/** What a service is opened on. */
export interface ServiceOptions {
  readonly settings: Settings;
  /** The master key. */
  readonly key: Uint8Array;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** A service that listens and does its work. */
export interface OpenService {
  readonly url: string;
  /** What a person has to know or do next: the link for the first account. */
  readonly notes: readonly string[];
  /** Answers a request as if it had come by the network. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Let go of everything; what is being done is put back. Safe to call once. */
  close(): Promise<void>;
}

/** Open the service on a home. It listens before it is put together, because its port is a part of who it is. */
export async function openService({ settings, key, host, port }: ServiceOptions): Promise<OpenService> {
  const log = createLogger(settings.logLevel);
  const context = await contextOf(settings, settings.home, new KeyRing(key));
  const closing: (() => Promise<void>)[] = [() => context.store.close()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    let answer: Answer = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
    const server = await listen(settings, { host, port, log, answer: (...given) => answer(...given) });
    closing.push(() => server.close());
    const slices = await openSlices({ settings, key, context, log, url: server.url });
    closing.splice(1, 0, () => slices.close());
    // First those who listen to events, or their requests would never end.
    closing.push(async () => slices.stopFollowers());
    const { fetch, stop } = await assemble(settings, context, slices, log);
    closing.splice(1, 0, async () => stop());
    answer = fetch;
    slices.start();
    return { url: server.url, notes: await slices.notes(server.url), fetch, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

type Answer = (request: Request, env?: unknown) => Response | Promise<Response>;

/** Make the home, and the key where there is none either. */
async function makeWhereMissing(settings: Settings): Promise<Pick<ServeReport, 'isNewHome' | 'isNewKey'>> {
  if (existsSync(databasePath(settings.home))) return { isNewHome: false, isNewKey: false };
  const isKeyThere = settings.key !== null || existsSync(settings.keyFile);
  await initialise(settings, isKeyThere);
  return { isNewHome: true, isNewKey: !isKeyThere };
}

/** Put the API, the health and the pages together. */
async function assemble(
  settings: Settings,
  context: WatchContext,
  slices: ServiceSlices,
  log: Logger,
): Promise<{ readonly fetch: Answer; stop(): void }> {
  const { store } = context;
  const metrics = createMetrics(slices.figures);
  const servers = watchRequests({
    open: async () => context,
    requireTarget: parseTarget,
    random: Math.random,
  });
  const service = { version: readVersion(), environment: describeEnvironment(settings) };
  const root = createApi(
    { watch: context, servers, settings: store.settings, log, service, ...slices.parts },
    {
      before: slices.before,
      onAnswered: metrics.onAnswered,
      maxJsonBytes: settings.maxJsonBytes,
      answers: store.keptAnswers,
      answerKey: slices.answerKey,
    },
    slices.routes,
  );
  registerHealth(root, {
    store,
    isWorkerAlive: slices.isWorkerAlive,
    metrics,
    metricsToken: settings.metricsToken?.reveal() ?? null,
  });
  await slices.mount(root);
  return { fetch: (request, env) => root.fetch(request, env as object), stop: () => metrics.close() };
}

function listen(
  settings: Settings,
  at: { readonly host: string; readonly port: number; readonly log: Logger; readonly answer: Answer },
): Promise<RunningServer> {
  const { host, port, log, answer } = at;
  return startServer({
    host,
    port,
    fetch: answer,
    limits: {
      maxConnections: settings.maxConnections,
      requestMs: settings.requestMs,
      idleMs: settings.connectionIdleMs,
      stopMs: settings.stopMs,
    },
    log,
    isBehindTls: settings.publicUrl?.startsWith('https:') ?? false,
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
