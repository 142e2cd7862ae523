import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTokeniser } from '../../fingerprints/engine/tokeniser.ts';
import type { CaseView } from '../../src/cases/case-view.ts';
import { systemClock } from '../../src/core/clock.ts';
import { MODEL_SOURCES, writeModelCase } from '../../src/demo/model-case.ts';
import type { LeakTruth } from '../../src/demo/truth.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { openLocalFile } from '../../src/formats/local-file.ts';
import { checkSuspect } from '../../src/pipelines/check-suspect.ts';
import type { PipelineContext } from '../../src/pipelines/context.ts';
import { loadKernel } from '../../src/pipelines/engine/load-kernel.ts';
import { addTable } from '../../src/pipelines/fingerprint-table.ts';
import { createHome, openStore } from '../../src/store/home.ts';
import { tableSources } from '../../src/tables/registry.ts';
import { TestDesk } from '../api/case-desk.ts';
import { KEYS, QUIET } from '../pipelines/workplace.ts';
import { makeTempFolder } from '../store/temp-folder.ts';

const SEED = 20_261_122;
/** Chance, and people whom too little is left of: what a notification may be off by. */
const TOLERANCE = 0.005;

let folder = '';
let context: PipelineContext;
let truth: LeakTruth;
let opened: CaseView;
const desk = new TestDesk(() => context);

beforeAll(async () => {
  folder = await makeTempFolder();
  const home = join(folder, 'home');
  await createHome(home, KEYS.keyId);
  context = await contextOf(home);
  const { model, tables, leakPath } = await writeModelCase(folder, SEED);
  truth = model.truth;
  for (const { name, controller, source } of tables) {
    const request = { name, source, controller, fields: {}, ignoredColumns: [], force: false };
    await addTable(context, request, source, QUIET);
  }
  const report = await checkSuspect(context, { file: leakPath }, QUIET);
  opened = await desk.caseFrom('POST', '/cases', { title: 'Model case', report: report.id });
}, 180_000);

afterAll(async () => {
  await context.store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the model case', () => {
  test('tells how many people leaked, each once, and how many of each of three controllers', () => {
    const [revision] = opened.figures;

    expect(revision!.persons.value).toBeGreaterThan(46_000 * (1 - TOLERANCE));
    expect(Math.abs(revision!.persons.value / truth.persons - 1)).toBeLessThan(TOLERANCE);
    expect(revision!.byController).toHaveLength(MODEL_SOURCES.length);
    for (const { controller, persons } of truth.tables) {
      const part = revision!.byController.find((one) => one.controller === controller)!;
      expect(Math.abs(part.persons.value / persons - 1)).toBeLessThan(2 * TOLERANCE);
    }
    const sum = revision!.byController.reduce((total, { persons }) => total + persons.value, 0);
    expect(revision!.persons.value).toBeLessThan(sum);
  });

  test('proposes what leaked: civil status, NIR, contact details, health', () => {
    expect(opened.proposed.data.map(({ key }) => key).sort()).toEqual(
      expect.arrayContaining(['civil-status', 'contact', 'health', 'nir']),
    );
    expect(opened.severity).toMatchObject({ dpc: 4, ei: 1, level: 'very-high', isFlagged: true });
  });

  test('fills the notification with the figures, and says what is missing', async () => {
    const path = `/cases/${opened.id}/documents/notification?format=csv&language=fr`;
    const text = await (await desk.send('GET', path)).text();
    const written = new Intl.NumberFormat('fr-FR').format(opened.figures[0]!.persons.value);

    expect(text).toContain(`${written} personnes (exact)`);
    expect(text).toContain('missing');
  });

  test('writes each controller a letter with its own part only', async () => {
    const parts = opened.figures[0]!.byController;
    for (const { controller, persons } of parts) {
      const path = `/cases/${opened.id}/documents/controller-letter?format=json&controller=${encodeURIComponent(controller)}`;
      const text = (await (await desk.send('GET', path)).text()).replace(/[\u00a0\u202f,]/g, '');
      const others = parts.filter((one) => one.controller !== controller);

      expect(text).toContain(String(persons.value));
      for (const other of others) {
        expect(text).not.toContain(other.controller);
        expect(text).not.toContain(String(other.persons.value));
        expect(text).not.toContain(String(other.rows.value));
      }
      expect(text).not.toContain(String(opened.figures[0]!.persons.value));
    }
  });
});

async function contextOf(home: string): Promise<PipelineContext> {
  return {
    store: await openStore(home, KEYS.keyId),
    keyId: KEYS.keyId,
    keyRing: KEYS,
    tokeniser: await createTokeniser(KEYS),
    engine: { module: loadKernel(), threads: 0, keys: KEYS },
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
