import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LABORATORY_B } from '../../src/demo/laboratories.ts';
import { writeSqlite } from '../../src/demo/write-sqlite.ts';
import type { Report } from '../../src/reports/report.ts';
import { people, tableOf, writeLeak, writeTable } from '../pipelines/generated-files.ts';
import { Installation } from './installation.ts';
import { REPORT_CONTRACT } from './report-contract.ts';

const installation = new Installation();
const PATIENTS_A = people(250);
const PATIENTS_B = people(150, 2048);
const STRANGERS = people(40, 20_480);
const LEAKED = [...PATIENTS_A.slice(0, 90), ...PATIENTS_B.slice(0, 60), ...STRANGERS];
/** Most rows of clean generated people that may be missed. */
const SLACK_ROWS = 3;
/** What the first check of the leak printed. */
let checked: unknown;

beforeAll(async () => {
  await writeTable(installation.path('lab-a.csv'), PATIENTS_A);
  const { header, rows } = tableOf(PATIENTS_B, LABORATORY_B);
  writeSqlite(installation.path('lab-b.sqlite'), 'patients', header, rows);
  await writeLeak(installation.path('leak.txt'), LEAKED);
  await writeLeak(installation.path('strangers.txt'), STRANGERS);
  await installation.expectCode(0, 'init');
  await installation.expectCode(0, 'table', 'add', 'lab_a', 'lab-a.csv', '--controller', 'Laboratory A');
  await installation.expectCode(0, 'table', 'add', 'lab_b', 'lab-b.sqlite#patients');
  checked = JSON.parse((await installation.expectCode(10, 'check', 'leak.txt', '--json')).out);
});

afterAll(() => installation.remove());

/** The reports of `check --json`, one a line. */
function reportsOf(out: string): Report[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Report);
}

describe('a check', () => {
  test('ends with 10 where something of ours was found, and keeps the contract field by field', () => {
    const report = REPORT_CONTRACT.parse(checked);

    const bytes = readFileSync(installation.path('leak.txt'));
    expect(report.suspect).toMatchObject({
      name: 'leak.txt',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      encoding: 'utf-8',
      dialect: { delimiter: '\t', header: false, skippedRows: 0 },
      rows: LEAKED.length,
    });
    expect(report.coverage.bytesRead).toBe(bytes.length);
    expect(report.overlaps.map(({ print }) => print.name)).toEqual(['lab_a', 'lab_b']);
    expect(report.overlaps[0]!.print.controller).toBe('Laboratory A');
  });

  test('counts rows and people as they are', () => {
    const report = checked as Report;

    const [a, b] = report.overlaps;
    for (const [overlap, truth] of [
      [a!, 90],
      [b!, 60],
    ] as const) {
      expect(Math.abs(overlap.rows.present - truth)).toBeLessThanOrEqual(SLACK_ROWS);
      expect(overlap.rows.share).toBeCloseTo(overlap.rows.present / LEAKED.length, 10);
      expect(overlap.reverse.share).toBeCloseTo(overlap.reverse.present / overlap.reverse.total, 10);
      for (const { compared, agreeing } of overlap.columns) {
        expect(agreeing).toBeLessThanOrEqual(compared);
        expect(compared).toBeLessThanOrEqual(overlap.rows.present);
      }
    }
    const { rowsExplained, rowsUnexplained, byController } = report.population;
    expect(rowsExplained + rowsUnexplained).toBe(LEAKED.length);
    expect(byController.map(({ controller }) => controller)).toEqual(['Laboratory A', 'lab_b']);
  });

  test('ends with 0 where nothing of ours was found', async () => {
    const { out } = await installation.expectCode(0, 'check', 'strangers.txt', '--json');

    expect(REPORT_CONTRACT.parse(JSON.parse(out)).population.rowsExplained).toBe(0);
  });

  test('ends with 20 where something could not be read, also when something was found', async () => {
    const whole = gzipSync(readFileSync(installation.path('leak.txt')));
    writeFileSync(installation.path('cut.txt.gz'), whole.subarray(0, Math.round(whole.length * 0.7)));

    const { out } = await installation.expectCode(20, 'check', 'cut.txt.gz', '--json');

    const report = REPORT_CONTRACT.parse(JSON.parse(out));
    expect(report.coverage.complete).toBe(false);
    expect(report.coverage.skipped.length).toBeGreaterThan(0);
    expect(report.overlaps[0]!.rows.present).toBeGreaterThan(0);
  });

  test('ends with 2 on a wrong option, with one line that names it', async () => {
    const { out, err } = await installation.expectCode(2, 'check', 'leak.txt', '--jsn');

    expect(out).toBe('');
    expect(err).toMatch(/^rowprint: .*--jsn.*\n$/);
  });

  test('of several files gives one line each in the order given, and the gravest code', async () => {
    const files = ['strangers.txt', 'leak.txt', 'gone.txt', 'strangers.txt'];

    const { out, err } = await installation.expectCode(2, 'check', ...files, '--json');

    expect(reportsOf(out).map(({ suspect }) => suspect.name)).toEqual([
      'strangers.txt',
      'leak.txt',
      'strangers.txt',
    ]);
    expect(err).toMatch(/^rowprint: .*gone\.txt.*\n$/);
  });

  test('keeps a suspect, and finds a copy of it as an earlier suspect, which is not ours', async () => {
    await installation.expectCode(0, 'check', 'strangers.txt', '--keep', 'forum-2026');
    await writeLeak(installation.path('copy.txt'), STRANGERS.slice(3));

    const { out } = await installation.expectCode(0, 'check', 'copy.txt', '--json');

    const earlier = (JSON.parse(out) as Report).overlaps.find(({ print }) => print.kind === 'suspect');
    expect(earlier!.print.name).toBe('forum-2026');
    expect(earlier!.rows.present).toBeGreaterThanOrEqual(37 - SLACK_ROWS);
    const listed = await installation.expectCode(0, 'suspect', 'list', '--json');
    expect(JSON.parse(listed.out).suspects).toMatchObject([{ name: 'forum-2026', rows: 40 }]);
    await installation.expectCode(0, 'suspect', 'forget', 'forum-2026');
    expect((await installation.expectCode(0, 'suspect', 'list')).out).toContain('No suspect is kept');
  });
});

describe('a stored report', () => {
  test('is shown again as it was, in every format', async () => {
    const first = checked as Report;

    const [json, csv, html, text] = await Promise.all([
      installation.expectCode(0, 'report', first.id, '--json'),
      installation.expectCode(0, 'report', first.id, '--format', 'csv'),
      installation.expectCode(0, 'report', first.id, '--format', 'html'),
      installation.expectCode(0, 'report', first.id),
    ]);

    expect(JSON.parse(json.out)).toEqual(first);
    expect(csv.out.split('\n')[0]).toContain('rows_present');
    expect(html.out).toMatch(/^<!doctype html>.*Laboratory A.*<\/html>\n$/s);
    expect(text.out).toContain(first.suspect.sha256);
  });

  test('explains a row by the record it fits', async () => {
    const { id } = checked as Report;

    const { out } = await installation.expectCode(0, 'report', id, '--explain', '31', '--json');

    expect(JSON.parse(out)).toMatchObject({ verdict: 'present', printRow: 31, print: { name: 'lab_a' } });
  });
});

describe('a table', () => {
  test('is listed, refreshed as a new snapshot, and gone once it is forgotten', async () => {
    await writeTable(installation.path('lab-c.csv'), people(120, 6144));
    await installation.expectCode(0, 'table', 'add', 'lab_c', 'lab-c.csv');
    await writeTable(installation.path('lab-c.csv'), people(140, 6144));

    await installation.expectCode(0, 'table', 'refresh', 'lab_c');
    const listed = await installation.expectCode(0, 'table', 'list', '--json');
    await installation.expectCode(0, 'table', 'forget', 'lab_c');
    const after = await installation.expectCode(0, 'table', 'list', '--json');

    expect(JSON.parse(listed.out).tables[2]).toMatchObject({ name: 'lab_c', rows: 140, snapshots: 2 });
    expect(JSON.parse(after.out).tables.map(({ name }: { name: string }) => name)).toEqual([
      'lab_a',
      'lab_b',
    ]);
  });
});

describe('two checks at the same time', () => {
  test('both finish with the same result, that of the one before them', async () => {
    const both = await Promise.all([
      installation.expectCode(10, 'check', 'leak.txt', '--json'),
      installation.expectCode(10, 'check', 'leak.txt', '--json'),
    ]);

    const { id, overlaps } = checked as Report;
    const [one, two] = both.map(({ out }) => JSON.parse(out) as Report);
    expect(new Set([id, one!.id, two!.id]).size).toBe(3);
    for (const report of [one!, two!]) expect(report.overlaps).toEqual(overlaps);
  });
});
