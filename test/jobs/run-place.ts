import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { KeyRing } from '../../fingerprints/keys.ts';
import { contextOf } from '../../src/compose/context.ts';
import { openRunService, type RunService, type RunServiceOptions } from '../../src/compose/run-service.ts';
import type { SpoolStart } from '../../src/compose/run-work.ts';
import { loadSettings, type Settings } from '../../src/config/settings.ts';
import { silentLogger } from '../../src/core/log.ts';
import type { RunOrder } from '../../src/jobs/run-queue.ts';
import { addTable } from '../../src/pipelines/fingerprint-table.ts';
import { spoolKeyFrom } from '../../src/pipelines/spool/spool-key.ts';
import { createSuspectFileSpool } from '../../src/pipelines/spool/suspect-file-spool.ts';
import type { WatchContext } from '../../src/pipelines/sweep/watch-context.ts';
import { createHome } from '../../src/store/home.ts';
import type { RunRecord } from '../../src/store/run-records.ts';
import { people, writeLeak, writeTable } from '../pipelines/generated-files.ts';
import { QUIET } from '../pipelines/workplace.ts';
import { makeTempFolder } from '../store/temp-folder.ts';
import { buildRunWorker } from './built-run-worker.ts';

const KEY = new Uint8Array(32).fill(7);
const ROOM = { userBytes: 2 ** 40, spoolBytes: 2 ** 40, userUploads: 1000 };
/** On a busy machine a thread starts slowly. */
const PATIENCE_MS = 150_000;
const POLL_MS = 5;

/** A home with a table 'lab_a' before each test of the file, and a service whose runs are done in real threads. */
export class RunPlace {
  folder = '';
  settings!: Settings;
  context!: WatchContext;
  readonly #services: RunService[] = [];
  #workerUrl!: URL;
  readonly #env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
    let removeWorker = (): void => {};
    beforeAll(async () => {
      const { url, remove } = await buildRunWorker();
      this.#workerUrl = url;
      removeWorker = remove;
    });
    afterAll(() => removeWorker());
    beforeEach(async () => {
      this.folder = await makeTempFolder();
      const home = join(this.folder, 'home');
      this.settings = loadSettings({
        env: { ROWPRINT_HOME: home, ROWPRINT_THREADS: '0', ROWPRINT_SCHEDULE_MS: '3600000', ...this.#env },
      });
      const keys = new KeyRing(KEY);
      await createHome(home, keys.keyId);
      this.context = await contextOf(this.settings, home, keys);
      const source = join(this.folder, 'lab_a.csv');
      await writeTable(source, people(300));
      const request = { name: 'lab_a', source, fields: {}, ignoredColumns: [], force: false };
      await addTable(this.context, { ...request, controller: 'Laboratory A' }, source, QUIET);
    });
    afterEach(async () => {
      for (const service of this.#services.splice(0)) await service.close();
      await this.context.store.close();
      await rm(this.folder, { recursive: true, force: true });
    });
  }

  /** A service on the home, not started. Closed after the test. */
  service(options: Partial<RunServiceOptions> = {}): RunService {
    const { settings, context } = this;
    const service = openRunService({
      settings,
      context,
      key: KEY,
      spool: this.#spool(),
      log: silentLogger,
      workerUrl: this.#workerUrl,
      ...options,
    });
    this.#services.push(service);
    return service;
  }

  /** Upload a leak of so many people of the table. @returns the order to check it */
  async upload(count = 200): Promise<RunOrder & { readonly kind: 'check' }> {
    const path = join(this.folder, 'leak.txt');
    await writeLeak(path, people(count));
    const bytes = await readFile(path);
    const { store, clock } = this.context;
    const { key, ...options } = this.#spool();
    const spool = createSuspectFileSpool({
      ...options,
      key: spoolKeyFrom(key),
      files: store.suspectFiles,
      clock,
    });
    const { id } = await spool.begin(
      {
        name: 'leak.txt',
        ownerId: 'u_anna',
        createdBy: 'anna',
        bytes: bytes.length,
        announcedSha256: null,
        destroyAt: new Date(clock.nowMs() + 3_600_000).toISOString(),
      },
      ROOM,
    );
    await spool.append(id, 0, Readable.from([bytes], { objectMode: true }));
    return { kind: 'check', suspect: id, strict: false };
  }

  /** The run once it is so. */
  async until(id: string, isSo: (run: RunRecord) => boolean): Promise<RunRecord> {
    const endMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const run = await this.context.store.runs.find(id);
      if (run !== null && isSo(run)) return run;
      if (performance.now() > endMs) throw new Error(`run ${id} is ${JSON.stringify(run)} for too long`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** The run once it is over. */
  ended(id: string): Promise<RunRecord> {
    return this.until(id, ({ endedAt }) => endedAt !== null);
  }

  #spool(): SpoolStart {
    return {
      folder: join(this.folder, 'uploads'),
      key: new Uint8Array(32).fill(5),
      maxFileBytes: 2 ** 40,
      requestIdleMs: 10_000,
      giveUpMs: 3_600_000,
    };
  }
}
