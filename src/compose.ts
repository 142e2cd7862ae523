import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createTokeniser } from '../fingerprints/engine/tokeniser.ts';
import { KEY_BYTES, KeyRing } from '../fingerprints/keys.ts';
import type { Application, OpenApplication } from './cli/application.ts';
import { examine } from './cli/doctor/examine.ts';
import { createKeyFile } from './config/key-file.ts';
import { loadMasterKey, loadSettings, type Settings } from './config/settings.ts';
import { systemClock } from './core/clock.ts';
import { UsageError } from './core/errors.ts';
import { csvFormat } from './formats/csv/csv-format.ts';
import { openLocalFile } from './formats/local-file.ts';
import { checkSuspect } from './pipelines/check-suspect.ts';
import type { PipelineContext } from './pipelines/context.ts';
import { loadKernel } from './pipelines/engine/load-kernel.ts';
import { explainRow } from './pipelines/explain-row.ts';
import { addTable, refreshTable } from './pipelines/fingerprint-table.ts';
import { listReports, listSuspects, listTables, storedReport } from './pipelines/list-known.ts';
import type { DemoFiles } from './pipelines/run-demo.ts';
import { runDemo } from './pipelines/run-demo.ts';
import type { InitReport } from './reports/table-report.ts';
import { createHome, databasePath, openStore } from './store/home.ts';
import type { Store } from './store/store.ts';
import { withoutCredentials } from './tables/connection-string.ts';
import { tableSources } from './tables/registry.ts';

/**
 * Put the product together: the one place that names concrete plugins and opens the database. Home and key are opened
 * by the first request that needs them.
 */
export const openApplication: OpenApplication = async ({ home, keyFile, debug }) => {
  const settings = loadSettings({ flags: { home, keyFile, ...(debug ? { logLevel: 'debug' } : {}) } });
  let opened: Promise<PipelineContext> | null = null;
  const context = (): Promise<PipelineContext> => {
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
    async forgetTable(name) {
      const { erasedPrints } = await (await store()).tables.forget(name);
      return { name, prints: erasedPrints };
    },
    listSuspects: async () => listSuspects(await store()),
    async forgetSuspect(name) {
      const { erasedPrints } = await (await store()).suspects.forget(name);
      return { name, prints: erasedPrints };
    },
    check: async (request, run) => checkSuspect(await context(), request, run),
    report: async (id) => storedReport(await store(), id),
    listReports: async () => listReports(await store()),
    explain: async (id, row, against) => explainRow(await store(), id, row, against),
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

async function openContext(settings: Settings): Promise<PipelineContext> {
  if (!existsSync(databasePath(settings.home)))
    throw new UsageError(
      `there is no home at ${settings.home}: run \`rowprint init\`, or name another one with --home`,
    );
  return contextOf(settings, settings.home, new KeyRing(await loadMasterKey(settings)));
}

async function contextOf(settings: Settings, home: string, keys: KeyRing): Promise<PipelineContext> {
  const password = settings.sourcePassword?.reveal();
  return {
    store: await openStore(home, keys.keyId),
    keyId: keys.keyId,
    tokeniser: await createTokeniser(keys),
    engine: { module: loadKernel(), threads: settings.threads, keys },
    clock: systemClock,
    formats: [csvFormat],
    tableSources: tableSources({ csvFormat, openFile: openLocalFile }),
    openFile: openLocalFile,
    readingDefaults: {
      country: settings.defaultCountry,
      currentYear: new Date(systemClock.nowMs()).getUTCFullYear(),
    },
    extractLimits: {
      maxCellChars: settings.maxCellChars,
      maxColumns: settings.maxColumns,
      maxBytes: settings.maxFileBytes,
      maxRatio: settings.maxRatio,
    },
    tableOptions: {
      statementTimeoutMs: settings.statementTimeoutMs,
      connectTimeoutMs: settings.connectTimeoutMs,
      ...(password === undefined ? {} : { password }),
    },
    falseDiscovery: { maxFalseShare: settings.maxFalseShare, maxFalseRows: Number.POSITIVE_INFINITY },
  };
}

/** Both or neither: a key without its home would stand in the way of the next try. */
async function initialise(settings: Settings, useExistingKey: boolean): Promise<InitReport> {
  const { home, keyFile } = settings;
  if (existsSync(databasePath(home)))
    throw new UsageError(`there is a home at ${home} already: name another one with --home`);
  const isKeyGiven = useExistingKey || settings.key !== null;
  if (!isKeyGiven && existsSync(keyFile))
    throw new UsageError(
      `there is a key at ${keyFile} already: name another one with --key-file, or take it with --use-existing-key`,
    );
  if (!isKeyGiven) await createKeyFile(keyFile);
  try {
    const { keyId } = new KeyRing(await loadMasterKey(settings));
    await createHome(home, keyId);
    return { home, keyFile, keyId };
  } catch (failure) {
    if (!isKeyGiven) rmSync(keyFile, { force: true });
    throw failure;
  }
}

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
  const { writeModelCase } = await import('./demo/model-case.ts');
  const { tables, leakPath, truth } = await writeModelCase(folder, seed);
  return {
    folder,
    seed,
    tables,
    leakPath,
    truth: {
      leakRows: truth.leakRows,
      strangerRows: truth.rowsUnexplained,
      persons: truth.persons,
      tables: truth.tables.map((table) => ({
        name: table.table,
        controller: table.controller,
        leakRows: table.leakRowsPresent,
        tableRows: table.tableRowsPresent,
        persons: table.persons,
      })),
    },
  };
}

/** A home of the demonstration's own, with a key that is never written down. */
async function openDemoContext(settings: Settings, folder: string): Promise<PipelineContext> {
  const home = join(folder, 'home');
  const keys = new KeyRing(randomBytes(KEY_BYTES));
  await createHome(home, keys.keyId);
  return contextOf(settings, home, keys);
}
