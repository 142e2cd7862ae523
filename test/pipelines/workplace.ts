import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { createTokeniser } from '../../fingerprints/engine/tokeniser.ts';
import { KeyRing } from '../../fingerprints/keys.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { Person } from '../../src/demo/person.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { openLocalFile } from '../../src/formats/local-file.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import type { PipelineContext } from '../../src/pipelines/context.ts';
import { addTable } from '../../src/pipelines/fingerprint-table.ts';
import type { Report } from '../../src/reports/report.ts';
import type { AddTableRequest, CheckRequest, RunOptions } from '../../src/reports/requests.ts';
import type { TableReport } from '../../src/reports/table-report.ts';
import { createHome, openStore } from '../../src/store/home.ts';
import type { Store } from '../../src/store/store.ts';
import { tableSources } from '../../src/tables/registry.ts';
import { makeTempFolder } from '../store/temp-folder.ts';
import { writeLeak, writeTable } from './generated-files.ts';

/** The key of every workplace. */
export const KEYS = new KeyRing(new Uint8Array(32).fill(7));

/** A run that nobody watches and nobody stops. */
export const QUIET: RunOptions = { signal: new AbortController().signal, onProgress: () => {} };

/** A run that is cancelled when a step of that name tells its progress. */
export function cancelledAt(step: string): RunOptions {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.step === step) controller.abort();
    },
  };
}

/** A new folder with a home before each test of the file, and pipelines that work on it with the real plugins. */
export class Workplace {
  folder = '';
  store!: Store;
  context!: PipelineContext;

  constructor() {
    beforeEach(async () => {
      this.folder = await makeTempFolder();
      await createHome(this.home, KEYS.keyId);
      this.store = await openStore(this.home, KEYS.keyId);
      this.context = await contextOf(this.store);
    });
    afterEach(async () => {
      await this.store.close();
      await rm(this.folder, { recursive: true, force: true });
    });
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Check a file of this text. */
  async checkText(text: string): Promise<Report> {
    await writeFile(this.path('text.txt'), text);
    return checkSuspect(this.context, { file: this.path('text.txt') }, QUIET);
  }

  /** Write a table of these people and fingerprint it. */
  async addPeople(name: string, patients: readonly Person[]): Promise<TableReport> {
    await writeTable(this.path(`${name}.csv`), patients);
    return this.add(name, this.path(`${name}.csv`), { controller: `Controller of ${name}` });
  }

  add(
    name: string,
    source: string,
    wishes: Partial<AddTableRequest> = {},
    run: RunOptions = QUIET,
  ): Promise<TableReport> {
    const request = { name, source, fields: {}, ignoredColumns: [], force: false, ...wishes };
    return addTable(this.context, request, source, run);
  }

  /** Write a leak of these people and check it. */
  async checkPeople(
    leaked: readonly Person[],
    wishes: Partial<CheckRequest> = {},
    run: RunOptions = QUIET,
  ): Promise<Report> {
    await writeLeak(this.path('leak.txt'), leaked);
    return this.check('leak.txt', wishes, run);
  }

  check(file: string, wishes: Partial<CheckRequest> = {}, run: RunOptions = QUIET): Promise<Report> {
    return checkSuspect(this.context, { file: this.path(file), ...wishes }, run);
  }
}

async function contextOf(store: Store): Promise<PipelineContext> {
  return {
    store,
    keyId: KEYS.keyId,
    tokeniser: await createTokeniser(KEYS),
    keyRing: KEYS,
    engine: null,
    clock: systemClock,
    formats: [csvFormat],
    tableSources: tableSources({ csvFormat, openFile: openLocalFile }),
    openFile: openLocalFile,
    readingDefaults: { country: 'FR', currentYear: 2026 },
    extractLimits: { maxCellChars: 65_536, maxColumns: 4096, maxBytes: 2 ** 40, maxRatio: 250 },
    tableOptions: { statementTimeoutMs: 10_000, connectTimeoutMs: 3000 },
    falseDiscovery: { maxFalseShare: 0.001, maxFalseRows: Number.POSITIVE_INFINITY },
  };
}
