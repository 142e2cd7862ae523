import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { KEY_BYTES, KeyRing } from '../../fingerprints/keys.ts';
import type { Settings } from '../config/settings.ts';
import { systemClock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import { type DemoFiles, runDemo } from '../pipelines/run-demo.ts';
import type { DemoReport } from '../reports/demo-report.ts';
import type { DemoRequest, RunOptions } from '../reports/requests.ts';
import type { ServedDemo } from '../reports/served-demo.ts';
import { createHome } from '../store/home.ts';
import { contextOf } from './context.ts';

/** The home of a demonstration that ran, for the service to open. */
export interface DemoPlace {
  readonly home: string;
  /** The master key: it is in the memory of this process and nowhere else. */
  readonly key: Uint8Array;
  readonly report: DemoReport;
}

/** Opens the service on a demonstration, at any free port of 127.0.0.1, and fills it: see seedDemo. */
export type OpenDemoService = (settings: Settings, place: DemoPlace) => Promise<ServedDemo>;

/** The demonstration, and the service on it. */
export interface Demonstration {
  run(request: DemoRequest, run: RunOptions): Promise<DemoReport>;
  /** Serve what ran last. Null where there is no service to open. @throws {UsageError} nothing ran */
  readonly serve: (() => Promise<ServedDemo>) | null;
}

/** A demonstration with a home and a key of its own. */
export function createDemonstration(settings: Settings, openService: OpenDemoService | null): Demonstration {
  let last: DemoPlace | null = null;
  const serve = async (open: OpenDemoService): Promise<ServedDemo> => {
    if (last === null) throw new UsageError('there is no demonstration to serve: run it first');
    return open({ ...settings, home: last.home }, last);
  };
  return {
    async run(request, run) {
      const startedMs = systemClock.nowMs();
      const { folder } = request;
      if (folder !== undefined) requireUnused(folder);
      const place = resolve(folder ?? (await mkdtemp(join(tmpdir(), 'rowprint-demo-'))));
      try {
        last = await runIn(settings, place, request.seed, startedMs, run);
        return last.report;
      } catch (failure) {
        if (folder === undefined) rmSync(place, { recursive: true, force: true });
        throw failure;
      }
    },
    serve: openService === null ? null : () => serve(openService),
  };
}

async function runIn(
  settings: Settings,
  folder: string,
  seed: number,
  startedMs: number,
  run: RunOptions,
): Promise<DemoPlace> {
  const files = await writeDemoFiles(folder, seed);
  const home = join(folder, 'home');
  const key = randomBytes(KEY_BYTES);
  const keys = new KeyRing(key);
  await createHome(home, keys.keyId);
  const context = await contextOf(settings, home, keys);
  try {
    return { home, key, report: await runDemo(context, files, startedMs, run) };
  } finally {
    await context.store.close();
  }
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
