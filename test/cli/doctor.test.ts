import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../src/cli/doctor/diagnose.ts';
import { type DoctorSubject, examinationsOf, type OpenHome } from '../../src/cli/doctor/examinations.ts';
import { UsageError } from '../../src/core/errors.ts';
import { loadKernel } from '../../src/pipelines/engine/load-kernel.ts';
import type { DoctorCheck, DoctorReport } from '../../src/reports/doctor-report.ts';
import { runCli } from './fake-application.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rowprint-doctor-'));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

function openHome(part: Partial<OpenHome> = {}): OpenHome {
  return {
    tables: 3,
    prints: 5,
    bytes: 5_000_000,
    quickCheck: async () => [],
    close: async () => {},
    ...part,
  };
}

async function examine(part: Partial<DoctorSubject> = {}): Promise<DoctorReport> {
  return diagnose(
    examinationsOf({
      nodeVersion: '20.20.2',
      leastNodeVersion: '20.19',
      home,
      keyFile: '/etc/rowprint/key',
      loadDriver: async () => {},
      loadKernel: () => {},
      threads: 2,
      readKeyId: async () => '0123456789abcdef',
      openHome: async () => openHome(),
      limits: [['maxColumns', '4,096']],
      ...part,
    }),
  );
}

function checkOf(report: DoctorReport, id: string): DoctorCheck {
  return report.checks.find((check) => check.id === id)!;
}

describe('the doctor', () => {
  test('finds a sound installation ok in every line', async () => {
    const report = await examine();

    expect(report.checks.filter((check) => check.state === 'fail')).toEqual([]);
    expect(report.ok).toBe(true);
    expect(checkOf(report, 'database').found).toBe('sound, opens with the key; 3 tables, 5 prints, 5.0 MB');
    expect(checkOf(report, 'limits').found).toBe('maxColumns 4,096');
  });

  test('says how much waits in the spool, and whether others may see it', async () => {
    const empty = await examine();
    await mkdir(join(home, 'spool'), { mode: 0o700 });
    await writeFile(join(home, 'spool', 'one'), 'encrypted');
    const kept = await examine();
    await chmod(join(home, 'spool'), 0o755);
    const open = await examine();

    expect(checkOf(empty, 'spool')).toMatchObject({ state: 'ok', found: 'empty' });
    expect(checkOf(kept, 'spool')).toMatchObject({ state: 'ok', found: '1 file, 9 B, encrypted' });
    expect(checkOf(open, 'spool')).toMatchObject({ state: 'warn' });
  });

  test.each([
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
    ['20.18.3', 'fail'],
    ['18.20.0', 'fail'],
    ['9.99.0', 'fail'],
  ])('calls Node %s %s', async (nodeVersion, state) => {
    expect(checkOf(await examine({ nodeVersion }), 'node').state).toBe(state);
  });

  test('says how to build a driver that does not load, and does not look at the database then', async () => {
    const report = await examine({
      loadDriver: async () => {
        throw new Error('NODE_MODULE_VERSION 115');
      },
    });

    expect(checkOf(report, 'database-driver').wayOut).toContain('npm rebuild better-sqlite3');
    expect(checkOf(report, 'database')).toMatchObject({
      state: 'warn',
      found: 'not looked at',
      wayOut: 'first put right: database driver',
    });
    expect(report.ok).toBe(false);
  });

  test.each([
    [0, 'in the main thread'],
    [1, 'on 1 worker thread'],
    [8, 'on 8 worker threads'],
  ])('says where the kernel works with %d threads', async (threads, where) => {
    expect(checkOf(await examine({ threads }), 'engine')).toMatchObject({
      state: 'ok',
      found: `the kernel loads, and works ${where}`,
    });
  });

  test('fails a kernel that was not built', async () => {
    const report = await examine({ loadKernel: () => void loadKernel(new URL('file:///missing.wasm')) });

    expect(checkOf(report, 'engine')).toMatchObject({
      state: 'fail',
      found: 'the compiled kernel is missing (/missing.wasm): run `npm run build`',
    });
  });

  test('passes on what is wrong with the key file', async () => {
    const report = await examine({
      readKeyId: async () => {
        throw new UsageError('/etc/rowprint/key is readable by others: run `chmod 600 /etc/rowprint/key`');
      },
    });

    expect(checkOf(report, 'key-file')).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('chmod 600'),
    });
  });

  test('sends a missing home to init', async () => {
    const report = await examine({ home: join(home, 'missing') });

    expect(checkOf(report, 'home')).toMatchObject({ state: 'fail', wayOut: 'run `rowprint init`' });
    expect(checkOf(report, 'disk').state).not.toBe('fail');
  });

  test('warns of a home that others can enter, and still looks at its database', async () => {
    await chmod(home, 0o755);

    const report = await examine();

    expect(checkOf(report, 'home')).toMatchObject({ state: 'warn', wayOut: `run \`chmod 700 ${home}\`` });
    expect(checkOf(report, 'database').state).toBe('ok');
    expect(report.ok).toBe(true);
  });

  test('fails a home that is a file', async () => {
    const file = join(home, 'file');
    await writeFile(file, '');

    expect(checkOf(await examine({ home: file }), 'home').state).toBe('fail');
  });

  test('counts the places where a database is damaged, without quoting them, and closes it', async () => {
    let closed = 0;
    const report = await examine({
      openHome: async () =>
        openHome({
          quickCheck: async () => ['row 17 of Zyxgrob', 'row 18 of Zyxgrob'],
          close: async () => {
            closed++;
          },
        }),
    });

    expect(checkOf(report, 'database')).toMatchObject({ state: 'fail', found: 'damaged in 2 places' });
    expect(JSON.stringify(report)).not.toContain('Zyxgrob');
    expect(closed).toBe(1);
  });

  test('turns a failure that nobody foresaw into a failed check that quotes nothing', async () => {
    const report = await examine({
      openHome: async () => {
        throw Object.assign(new Error('Zyxgrob'), { code: 'SQLITE_ODD' });
      },
    });

    expect(checkOf(report, 'database')).toMatchObject({ state: 'fail', found: 'failed (SQLITE_ODD)' });
    expect(JSON.stringify(report)).not.toContain('Zyxgrob');
  });
});

describe('rowprint doctor', () => {
  const broken: DoctorReport = {
    schema: 'rowprint.doctor/1',
    ok: false,
    checks: [
      {
        id: 'home',
        title: 'home folder',
        state: 'fail',
        found: './x is missing',
        wayOut: 'run `rowprint init`',
      },
    ],
  };

  test('ends with 0 when all is well', async () => {
    const { exitCode, stdout } = await runCli(['doctor']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('ok    Node.js: 20.20.2');
    expect(stdout).toContain('Rowprint is ready.');
  });

  test('ends with 2 when a check failed, with the way out under it', async () => {
    const { exitCode, stdout } = await runCli(['doctor'], { application: { doctor: async () => broken } });

    expect(exitCode).toBe(2);
    expect(stdout).toBe(
      '  fail  home folder: ./x is missing\n        run `rowprint init`\n\n1 of 1 checks failed.\n',
    );
  });

  test('prints one line of JSON on request', async () => {
    const { exitCode, stdout } = await runCli(['doctor', '--json'], {
      application: { doctor: async () => broken },
    });

    expect(exitCode).toBe(2);
    expect(stdout).toBe(`${JSON.stringify(broken)}\n`);
  });
});
