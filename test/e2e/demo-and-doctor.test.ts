import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { DoctorReport } from '../../src/reports/doctor-report.ts';
import { Installation } from './installation.ts';

const installation = new Installation();
afterAll(() => installation.remove());

async function doctor(code: number): Promise<DoctorReport> {
  return JSON.parse((await installation.expectCode(code, 'doctor', '--json')).out) as DoctorReport;
}

function statesOf({ checks }: DoctorReport): Record<string, string> {
  return Object.fromEntries(checks.map(({ id, state }) => [id, state]));
}

describe('the doctor', () => {
  test('says before init what to do, and makes nothing', async () => {
    const report = await doctor(2);

    expect(statesOf(report)).toMatchObject({
      node: 'ok',
      'database-driver': 'ok',
      'key-file': 'fail',
      home: 'fail',
    });
    expect(report.checks.find(({ id }) => id === 'home')!.wayOut).toContain('rowprint init');
    expect(readdirSync(installation.folder)).toEqual(['tmp']);
  });

  test('finds a new installation sound', async () => {
    await installation.expectCode(0, 'init');

    const report = await doctor(0);

    expect(report).toMatchObject({ schema: 'rowprint.doctor/1', ok: true });
    expect(statesOf(report)).toMatchObject({ 'key-file': 'ok', home: 'ok', database: 'ok' });
  });

  test('sees a key that is open to others, and a database that is gone', async () => {
    chmodSync(installation.keyFile, 0o640);
    const open = await doctor(2);
    chmodSync(installation.keyFile, 0o600);
    rmSync(join(installation.home, 'rowprint.db'));
    const gone = await doctor(2);

    expect(statesOf(open)).toMatchObject({ 'key-file': 'fail', database: 'warn' });
    expect(statesOf(gone)).toMatchObject({ 'key-file': 'ok', database: 'fail' });
  });
});

describe('the demonstration', () => {
  test('replaces no file: its folder has to be empty', async () => {
    const folder = installation.path('mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'lab-a.csv'), 'mine');

    const { err } = await installation.expectCode(2, 'demo', '--folder', 'mine');

    expect(err).toBe('rowprint: mine is not empty: name a new folder with --folder\n');
    expect(readdirSync(folder)).toEqual(['lab-a.csv']);
    expect(readFileSync(join(folder, 'lab-a.csv'), 'utf8')).toBe('mine');
  });
});
