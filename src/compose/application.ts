import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KEY_BYTES, KeyRing } from '../../fingerprints/keys.ts';
import { parseTarget } from '../../scanners/shared/scope.ts';
import type { Application, OpenApplication } from '../cli/application.ts';
import { examine } from '../cli/doctor/examine.ts';
import { loadMasterKey, loadSettings, type Settings } from '../config/settings.ts';
import { systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import { watchRequests } from '../jobs/watch-requests.ts';
import { affectedKeys } from '../pipelines/affected-keys.ts';
import { checkSuspect } from '../pipelines/check-suspect.ts';
import { declareColumns } from '../pipelines/declare-columns.ts';
import { estimateFile } from '../pipelines/estimate-file.ts';
import { explainRow } from '../pipelines/explain-row.ts';
import { addTable, refreshTable } from '../pipelines/fingerprint-table.ts';
import { listReports, listSuspects, listTables, storedReport } from '../pipelines/list-known.ts';
import type { DemoFiles } from '../pipelines/run-demo.ts';
import { runDemo } from '../pipelines/run-demo.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import { createHome } from '../store/home.ts';
import type { Store } from '../store/store.ts';
import { withoutCredentials } from '../tables/connection-string.ts';
import { backUp, restore } from './back-up.ts';
import { contextOf, openContext } from './context.ts';
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
    async *affected(id, table) {
      const { id: whole } = await (await store()).reports.get(id);
      yield* (await affectedKeys(await context(), table, [whole])).lines();
    },
    listReports: async () => listReports(await store()),
    explain: async (id, row, against) => explainRow(await store(), id, row, against),
    ...watchRequests({ open: context, requireTarget: parseTarget, random: Math.random }),
    backUp: (file, run) => backUp(settings, file, run),
    restore: (file, run) => restore(settings, file, run),
    doctor: () => examine(settings, async () => new KeyRing(await loadMasterKey(settings)).keyId),
    async demo({ folder, seed }, run) {
      const startedMs = systemClock.nowMs();
      if (folder !== undefined) requireUnused(folder);
      const place = resolve(folder ?? (await mkdtemp(join(tmpdir(), 'rowprint-demo-'))));
      try {
        const files = await writeDemoFiles(place, seed);
        const demo = await openDemoContext(settings, place);
        try {
          return await runDemo(demo, files, startedMs, run);
        } finally {
          await demo.store.close();
        }
      } catch (failure) {
        if (folder === undefined) rmSync(place, { recursive: true, force: true });
        throw failure;
      }
    },
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

/** The demonstration replaces files of its names: none of anybody's may be there. */
function requireUnused(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is not empty: name a new folder with --folder`);
}

async function writeDemoFiles(folder: string, seed: number): Promise<DemoFiles> {
  const { writeDemoCase } = await import('../demo/write-demo-case.ts');
  const { tables, leakPath, truth, servers } = await writeDemoCase(folder, seed);
  return {
    folder,
    seed,
    tables,
    leakPath,
    servers,
    truth: {
      leakRows: truth.leak.leakRows,
      strangerRows: truth.leak.rowsUnexplained,
      persons: truth.leak.persons,
      tables: truth.leak.tables.map((table) => ({
        name: table.table,
        controller: table.controller,
        leakRows: table.leakRowsPresent,
        tableRows: table.tableRowsPresent,
        persons: table.persons,
      })),
      servers: {
        ...truth.extracts,
        servers: truth.extracts.servers.map(({ server, leakRows, rowsInLeak }) => ({
          name: server,
          leakRows,
          serverRows: rowsInLeak,
        })),
        takenVersion: { ...truth.extracts.takenVersion, endpoint: truth.extracts.takenVersion.server },
      },
    },
  };
}

/** A home of the demonstration's own, with a key that is never written down. */
async function openDemoContext(settings: Settings, folder: string): Promise<WatchContext> {
  const home = join(folder, 'home');
  const keys = new KeyRing(randomBytes(KEY_BYTES));
  await createHome(home, keys.keyId);
  return contextOf(settings, home, keys);
}
