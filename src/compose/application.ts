import { resolve } from 'node:path';
import { KeyRing } from '../../fingerprints/keys.ts';
import { parseTarget } from '../../scanners/shared/scope.ts';
import type { Application, OpenApplication } from '../cli/application.ts';
import { examine } from '../cli/doctor/examine.ts';
import { loadMasterKey, loadSettings } from '../config/settings.ts';
import { watchRequests } from '../jobs/watch-requests.ts';
import { checkSuspect } from '../pipelines/check-suspect.ts';
import { declareColumns } from '../pipelines/declare-columns.ts';
import { estimateFile } from '../pipelines/estimate-file.ts';
import { addTable, refreshTable } from '../pipelines/fingerprint-table.ts';
import { listReports, listSuspects, listTables, storedReport } from '../pipelines/list-known.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { Store } from '../store/store.ts';
import { withoutCredentials } from '../tables/connection-string.ts';
import { accessRequests } from './access-requests.ts';
import { backUp, restore } from './back-up.ts';
import { openContext } from './context.ts';
import { createDemonstration } from './demonstration.ts';
import { initialise } from './initialise.ts';

/**
 * Put the product together: the one place that names concrete plugins and opens the database. Home and key are opened
 * by the first request that needs them.
 */
export const openApplication: OpenApplication = async ({ home, keyFile, debug }) => {
  const settings = loadSettings({ flags: { home, keyFile, ...(debug ? { logLevel: 'debug' } : {}) } });
  let opened: Promise<WatchContext> | null = null;
  const context = (): Promise<WatchContext> => {
    opened ??= openContext(settings);
    return opened;
  };
  const store = async (): Promise<Store> => (await context()).store;
  const demonstration = createDemonstration(settings, async (of, place) => {
    const { openDemoService } = await import('./demo-service.ts');
    return openDemoService(of, place);
  });
  const application: Application = {
    logLevel: settings.logLevel,
    init: ({ useExistingKey }) => initialise(settings, useExistingKey),
    addTable: async (request, run) => addTable(await context(), request, keptSource(request.source), run),
    refreshTable: async (request, run) =>
      refreshTable(
        await context(),
        request,
        request.source === undefined ? null : keptSource(request.source),
        run,
      ),
    listTables: async () => listTables(await store()),
    declareColumns: async (name, columns) => declareColumns(await store(), name, columns),
    async forgetTable(name) {
      const { erasedPrints } = await (await store()).tables.forget(name);
      return { name, prints: erasedPrints };
    },
    listSuspects: async () => listSuspects(await store()),
    async forgetSuspect(name) {
      const { erasedPrints } = await (await store()).suspects.forget(name);
      return { name, prints: erasedPrints };
    },
    check: async (request, run) =>
      request.estimate === undefined
        ? checkSuspect(await context(), request, run)
        : estimateFile(await context(), request, run),
    report: async (id) => storedReport(await store(), id),
    listReports: async () => listReports(await store()),
    ...watchRequests({ open: context, requireTarget: parseTarget, random: Math.random }),
    backUp: (file, run) => backUp(settings, file, run),
    restore: (file, run) => restore(settings, file, run),
    ...accessRequests(settings, context),
    doctor: () => examine(settings, async () => new KeyRing(await loadMasterKey(settings)).keyId),
    demo: (request, run) => demonstration.run(request, run),
    serveDemo: demonstration.serve,
    async serve(request, run) {
      const { serve } = await import('./service.ts');
      return serve(settings, request, run);
    },
    async close() {
      // A home that could not be opened has been told about already.
      await opened?.then(
        ({ store: open }) => open.close(),
        () => undefined,
      );
    },
  };
  return application;
};

/** How a table's source is remembered: paths from anywhere, addresses without their password. */
function keptSource(source: string): string {
  if (source.includes('://')) return withoutCredentials(source);
  const hash = source.lastIndexOf('#');
  return hash < 0 ? resolve(source) : `${resolve(source.slice(0, hash))}${source.slice(hash)}`;
}
