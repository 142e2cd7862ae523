import { setMaxListeners } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyRing } from '../../fingerprints/keys.ts';
import { NotFoundError } from '../api/api-errors.ts';
import type { ApiParts } from '../api/api-parts.ts';
import type { createApi, RegisterRoutes } from '../api/app.ts';
import { registerAlerts } from '../api/handlers/alerts.ts';
import { registerAudit } from '../api/handlers/audit.ts';
import { registerCases } from '../api/handlers/cases.ts';
import { registerKeptSuspects } from '../api/handlers/kept-suspects.ts';
import { registerOrderedRuns } from '../api/handlers/ordered-runs.ts';
import { createProviderRoutes } from '../api/handlers/provider.ts';
import { registerRuns } from '../api/handlers/runs.ts';
import { registerSession } from '../api/handlers/session.ts';
import { registerSuspects } from '../api/handlers/suspects.ts';
import { registerThresholds } from '../api/handlers/thresholds.ts';
import { registerTokens } from '../api/handlers/tokens.ts';
import { registerUploads } from '../api/handlers/uploads.ts';
import { registerUsers } from '../api/handlers/users.ts';
import type { ServiceFigures } from '../api/metrics.ts';
import { guards } from '../api/middleware/guard.ts';
import { ownHosts } from '../api/middleware/host-check.ts';
import { sightOf } from '../api/sight.ts';
import { requireSeen } from '../api/uploads/suspect-uploads.ts';
import { visiblePart } from '../api/visible-part.ts';
import { readVersion } from '../cli/version.ts';
import type { Settings } from '../config/settings.ts';
import type { Logger } from '../core/log.ts';
import { eraseOldReports } from '../jobs/erase-old-reports.ts';
import { joinCase } from '../jobs/join-case.ts';
import { runningClocks } from '../jobs/running-clocks.ts';
import { createSchedule } from '../jobs/schedule.ts';
import { createTablePlaces } from '../jobs/table-places.ts';
import type { StoredReport } from '../pipelines/stored-report.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import { storedCurve } from '../pipelines/threshold-curve.ts';
import { reportToPdf } from '../reports/pdf/report-pdf.ts';
import { createPages } from '../web/app.tsx';
import { loadAssets } from '../web/assets.ts';
import { openAccess } from './access.ts';
import { openAlertService } from './alert-service.ts';
import { openRunService } from './run-service.ts';
import { openSpoolService } from './spool-service.ts';

/** What the slices of the service are put together from. */
export interface SliceOptions {
  readonly settings: Settings;
  /** The master key. */
  readonly key: Uint8Array;
  readonly context: WatchContext;
  readonly log: Logger;
  /** Where the service listens. */
  readonly url: string;
}

/** What the slices of the service (runs, access, uploads, cases, alerts, pages) give to the whole. */
export interface ServiceSlices {
  /** What handlers need of them. */
  readonly parts: Pick<ApiParts, 'audit' | 'isReportInUse' | 'documents'>;
  /** Security headers, who asks, rate limits, CSRF: in this order, before every request. */
  readonly before: ReturnType<typeof guards>;
  /** Routes of the API: `(api) => registerRuns(api, …)`. */
  readonly routes: readonly RegisterRoutes[];
  /** Seals the answers to requests with an idempotency key. */
  readonly answerKey: Uint8Array;
  readonly figures: () => Promise<ServiceFigures>;
  readonly isWorkerAlive: () => boolean;
  /** Add what is beside the API: pages, uploads, callbacks. */
  mount(root: ReturnType<typeof createApi>): Promise<void>;
  /** Begin to do runs, to look for what is due, to send alerts. */
  start(): void;
  /** What a person has to know once it listens: the link for the first account. */
  notes(url: string): Promise<readonly string[]>;
  /** End the streams of events: the requests behind them would go on for ever. */
  stopFollowers(): void;
  /** Stop, putting back what is being done. */
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Open the slices. Nothing is begun before `start`. */
export async function openSlices(options: SliceOptions): Promise<ServiceSlices> {
  const { settings, key, context, log, url } = options;
  const { store, clock } = context;
  const keys = new KeyRing(key);
  const access = await openAccess(settings, store, keys, clock, url);
  const { audit } = access;
  const { uploads, start: spool } = openSpoolService(settings, keys, context);
  const alerts = openAlertService({
    settings,
    context,
    secretKey: keys.subkey('alert-secrets'),
    publicUrl: settings.publicUrl ?? url,
    serviceSettings: store.settings,
    runningClocks: async () =>
      runningClocks(await store.cases.list(), (await store.settings.get()).notificationHours, clock.nowMs()),
    version: readVersion(),
    log,
  });
  const runs = openRunService({
    settings,
    key,
    spool,
    context,
    log,
    finish: async (run, result) => {
      await joinCase(store, run, result);
      await alerts.afterRun(run, result);
    },
  });
  const keeping = [
    createSchedule('the spool could not be tidied', MINUTE_MS, log, () => uploads.keeper.tidy()),
    createSchedule('old reports could not be erased', HOUR_MS, log, async () => {
      const { reportDays } = await store.settings.get();
      for (const id of await eraseOldReports(store, reportDays, clock.nowMs()))
        await audit.note({ actor: 'system', action: 'report.erased', object: `report ${id}` });
    }),
  ];
  const closing = new AbortController();
  // One listener for each stream of events that is open.
  setMaxListeners(0, closing.signal);
  const parts = {
    watch: context,
    audit,
    settings: store.settings,
    runs: runs.queue,
    uploads,
    channels: alerts.channels,
    tablePlaces: createTablePlaces(settings.tableFolder),
    access,
    closing: closing.signal,
    uploadedName: async (id: string, actor: Parameters<typeof requireSeen>[1]) =>
      requireSeen(uploads.files, actor, id).then(
        ({ name }) => name,
        (failure: unknown) => {
          if (failure instanceof NotFoundError) return null;
          throw failure;
        },
      ),
  };
  const { origin } = access.settings;
  const { hostname, port } = new URL(url);
  const bound = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
  return {
    parts: {
      audit,
      isReportInUse: async (id) => (await store.cases.holding('report', id)).length > 0,
      documents: {
        pdf: async (report, language) =>
          reportToPdf(report, language, { curve: await storedCurve(store, report.id) }),
      },
    },
    before: guards(access, {
      hosts: ownHosts(bound, origin, settings.allowedHosts ?? []),
      origin,
      proxies: settings.proxies,
    }),
    routes: [
      (api) => registerSession(api, parts),
      (api) => registerUsers(api, parts),
      (api) => registerTokens(api, parts),
      (api) => registerAudit(api, parts),
      (api) => registerRuns(api, parts),
      (api) => registerOrderedRuns(api, parts),
      (api) => registerSuspects(api, parts),
      (api) => registerKeptSuspects(api, parts),
      (api) => registerUploads(api, parts),
      (api) => registerCases(api, parts),
      (api) => registerAlerts(api, parts),
      (api) => registerThresholds(api, parts, (id, controllers) => mayKnow(context, id, controllers)),
    ],
    answerKey: keys.subkey('api/kept-answers'),
    figures: () => figuresOf(context),
    isWorkerAlive: runs.isAtWork,
    async mount(root) {
      root.route('/', createProviderRoutes({ access, log }));
      const pages = createPages({
        fetchApi: (request, env) => root.fetch(request, env as object),
        assets: await loadAssets(dirname(fileURLToPath(import.meta.resolve('#pages')))),
        clock,
        log,
        defaultLanguage: async () => (await store.settings.get()).language,
      });
      root.route('/', pages);
    },
    start() {
      runs.start();
      alerts.start();
      for (const one of keeping) one.start();
    },
    async notes(at) {
      const path = await access.firstAdmin.path();
      return path === null
        ? []
        : ['', 'Nobody has an account yet. This link makes the first one, once:', `  ${at}${path}`];
    },
    stopFollowers: () => closing.abort(),
    async close() {
      for (const one of keeping) await one.close();
      await runs.close();
      await alerts.close();
    },
  };
}

/** Whether somebody who sees only some controllers may know of a report. */
async function mayKnow(
  { store }: WatchContext,
  id: string,
  controllers: readonly string[],
): Promise<boolean> {
  const record = await store.reports.find(id);
  return (
    record !== null && visiblePart((record.report as StoredReport).report, sightOf({ controllers })) !== null
  );
}

async function figuresOf({ store, clock }: WatchContext): Promise<ServiceFigures> {
  const [waiting] = await store.runs.list({ state: 'queued', limit: 1 });
  const files = await store.suspectFiles.list();
  return {
    runs: await store.runs.counts(),
    queueAgeSeconds: waiting === undefined ? 0 : (clock.nowMs() - Date.parse(waiting.createdAt)) / 1000,
    spoolBytes: files.reduce(
      (sum, { destroyedAt, received }) => sum + (destroyedAt === null ? received : 0),
      0,
    ),
  };
}
