import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { Application } from '../../src/cli/application.ts';
import { UsageError } from '../../src/core/errors.ts';
import type { AddTableRequest, DemoRequest, RefreshTableRequest } from '../../src/reports/requests.ts';
import {
  incompleteCoverage,
  sampleExplanation,
  sampleReport,
  sampleTable,
} from '../reports/sample-report.ts';
import { fakeApplication, runCli } from './fake-application.ts';

describe('init', () => {
  test('says where home and key are, and the id of the key', async () => {
    const { exitCode, stdout } = await runCli(['init']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Home:  /tmp/home\nKey:   /tmp/key (id 0123456789abcdef)\n');
  });

  test('prints one line of JSON on request', async () => {
    const { stdout } = await runCli(['init', '--json']);

    expect(JSON.parse(stdout)).toEqual({
      schema: 'rowprint.init/1',
      home: '/tmp/home',
      keyFile: '/tmp/key',
      keyId: '0123456789abcdef',
    });
  });
});

describe('table add', () => {
  async function requestFor(...argv: string[]): Promise<AddTableRequest> {
    let seen: AddTableRequest | null = null;
    const addTable = async (request: AddTableRequest) => {
      seen = request;
      return sampleTable();
    };
    await runCli(['table', 'add', ...argv], { application: { addTable } });
    return seen!;
  }

  test('hands over everything that was said of the table', async () => {
    const line =
      'lab a.csv --controller Laboratory --key ID --field A=nir --field B=C=date --ignore X --ignore Y --force';
    const request = await requestFor(...line.split(' '));

    expect(request).toEqual({
      name: 'lab',
      source: 'a.csv',
      controller: 'Laboratory',
      keyColumn: 'ID',
      fields: { A: 'nir', 'B=C': 'date' },
      ignoredColumns: ['X', 'Y'],
      force: true,
    });
  });

  test('hands over nothing that was not said', async () => {
    expect(await requestFor('lab', 'a.csv')).toEqual({
      name: 'lab',
      source: 'a.csv',
      fields: {},
      ignoredColumns: [],
      force: false,
    });
  });

  test.each(['A', '=nir', 'A=', ' =nir'])('refuses --field %j and shows how it is written', async (field) => {
    const { exitCode, stderr, opened } = await runCli(['table', 'add', 'lab', 'a.csv', '--field', field]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('Write it as COLUMN=FIELD');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(opened).toBeNull();
  });

  test('refuses two fields for one column', async () => {
    const { exitCode, stderr } = await runCli([
      'table',
      'add',
      'l',
      's',
      '--field',
      'A=nir',
      '--field',
      'A=date',
    ]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('The column already has another field');
  });

  test('prints one line of JSON on request', async () => {
    const { exitCode, stdout } = await runCli(['table', 'add', 'lab', 'a.csv', '--json']);

    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${JSON.stringify(sampleTable())}\n`);
  });

  test('ends with 20 when part of the table was not read', async () => {
    const addTable = async () => sampleTable({ coverage: incompleteCoverage() });

    const { exitCode, stdout } = await runCli(['table', 'add', 'lab', 'a.csv'], {
      application: { addTable },
    });

    expect(exitCode).toBe(20);
    expect(stdout).toContain('INCOMPLETE');
  });
});

describe('table refresh, list and forget', () => {
  test('refresh hands over the new source', async () => {
    const requests: RefreshTableRequest[] = [];
    const refreshTable = async (request: RefreshTableRequest) => {
      requests.push(request);
      return sampleTable();
    };

    await runCli(['table', 'refresh', 'lab', '--source', 'b.csv'], { application: { refreshTable } });
    await runCli(['table', 'refresh', 'lab'], { application: { refreshTable } });

    expect(requests).toEqual([{ name: 'lab', source: 'b.csv' }, { name: 'lab' }]);
  });

  test('list shows each table with its counts', async () => {
    const { stdout } = await runCli(['table', 'list']);

    expect(stdout).toMatch(/lab_a +Laboratory A +40,000 +39,800 +2026-11-20 14:03 UTC +2 +kept +lab-a\.csv/);
  });

  test('list says how to begin when there is nothing', async () => {
    const { stdout } = await runCli(['table', 'list'], { application: { listTables: async () => [] } });

    expect(stdout).toBe('No table is known yet. Add one with `rowprint table add NAME SOURCE`.\n');
  });

  test('list prints one line of JSON on request', async () => {
    const { stdout } = await runCli(['table', 'list', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({ schema: 'rowprint.tables/1', tables: [{ name: 'lab_a' }] });
    expect(stdout.trimEnd()).not.toContain('\n');
  });

  test('declare hands over the columns, or none for all of them, and says what is not declared', async () => {
    const declared: (readonly string[] | null)[] = [];
    const declareColumns: Application['declareColumns'] = async (name, columns) => {
      declared.push(columns);
      return fakeApplication().declareColumns(name, columns);
    };
    const application = { declareColumns };

    const some = await runCli(['table', 'declare', 'lab', 'NIR', 'NOM'], { application });
    const all = await runCli(['table', 'declare', 'lab', '--all'], { application });
    const json = await runCli(['table', 'declare', 'lab', 'NIR', '--json'], { application });

    expect(declared).toEqual([['NIR', 'NOM'], null, ['NIR']]);
    expect(some.stdout).toBe('Extracts of lab are meant to hold NIR, NOM. Not declared: COMMENTAIRE.\n');
    expect(all.stdout).toBe('Extracts of lab may hold all its columns.\n');
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'rowprint.declaration/1', declared: ['NIR'] });
  });

  test.each([
    ['no column', ['lab']],
    ['columns and all of them', ['lab', 'NIR', '--all']],
  ])('declare refuses %s', async (_, argv) => {
    const { exitCode, stdout } = await runCli(['table', 'declare', ...argv]);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('forget says what was erased', async () => {
    const { exitCode, stdout } = await runCli(['table', 'forget', 'lab']);

    expect(exitCode).toBe(0);
    expect(stdout).toBe('Table lab is erased with 2 prints.\n');
  });
});

describe('suspect list and forget', () => {
  test('list shows each kept suspect', async () => {
    const { stdout } = await runCli(['suspect', 'list']);

    expect(stdout).toMatch(/forum +50,167 +2026-11-20 14:03 UTC +abab/);
  });

  test('list says how to keep one when there is none', async () => {
    const { stdout } = await runCli(['suspect', 'list'], { application: { listSuspects: async () => [] } });

    expect(stdout).toBe('No suspect is kept. Keep one with `rowprint check FILE --keep NAME`.\n');
  });

  test('list prints one line of JSON on request', async () => {
    const { stdout } = await runCli(['suspect', 'list', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'rowprint.suspects/1',
      suspects: [{ name: 'forum' }],
    });
  });

  test('forget says what was erased', async () => {
    const { exitCode, stdout } = await runCli(['suspect', 'forget', 'forum']);

    expect(exitCode).toBe(0);
    expect(stdout).toBe('Suspect forum is erased with 1 print.\n');
  });
});

describe('report', () => {
  test.each([
    [[], 'found in'],
    [['--format', 'text'], 'found in'],
    [['--format', 'json'], '{"schema":"rowprint.report/1"'],
    [['--json'], '{"schema":"rowprint.report/1"'],
    [['--format', 'csv'], 'report,created_at,'],
    [['--format', 'html'], '<!doctype html>'],
  ])('shows a stored report with %j', async (options, expected) => {
    const { exitCode, stdout } = await runCli(['report', 'r_1', ...options]);

    expect(exitCode).toBe(0);
    expect(stdout).toContain(expected);
  });

  test('is the same JSON as the check printed', async () => {
    const checked = await runCli(['check', 'leak.txt', '--json']);
    const shown = await runCli(['report', 'r_1', '--format', 'json']);

    expect(shown.stdout).toBe(checked.stdout);
  });

  test.each(['docx', 'toString'])('refuses the format %s and names those there are', async (format) => {
    const { exitCode, stderr, opened } = await runCli(['report', 'r_1', '--format', format]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `rowprint: --format ${format} is not available: choose one of text, json, csv, html`,
    );
    expect(opened).toBeNull();
  });

  test('explains a row against the table that was named', async () => {
    const asked: unknown[] = [];
    const explain = async (...all: unknown[]) => {
      asked.push(all);
      return sampleExplanation();
    };

    const { stdout } = await runCli(['report', 'r_1', '--explain', '1234', '--against', 'lab_a'], {
      application: { explain },
    });

    expect(asked).toEqual([['r_1', 1234, 'lab_a']]);
    expect(stdout).toContain('Row 1,234 of leak.txt is present in table lab_a.');
  });

  test('prints an explanation as one line of JSON on request', async () => {
    const { stdout } = await runCli(['report', 'r_1', '--explain', '7', '--json']);

    expect(stdout).toBe(`${JSON.stringify(sampleExplanation())}\n`);
  });

  test.each([
    ['--against x', '--against belongs to --explain ROW: give both'],
    ['r_1 --against x', '--against belongs to --explain ROW: give both'],
    ['--explain 3', '--explain needs the ID of a report: `rowprint report` lists them'],
    ['--format csv', 'the list of reports is not available as csv: choose text or json'],
    ['r_1 --explain 3 --format html', 'an explanation is not available as html: choose text or json'],
    ['r_1 --json --format csv', '--json and --format csv contradict each other: give one'],
  ])('refuses %j and says why', async (line, message) => {
    const { exitCode, stderr, opened } = await runCli(['report', ...line.split(' ')]);

    expect(exitCode).toBe(2);
    expect(stderr).toBe(`rowprint: ${message}\n`);
    expect(opened).toBeNull();
  });

  test.each(['0', '-1', '1.5', 'x', '', '1e3'])('refuses the row number %j', async (row) => {
    const { exitCode, stderr } = await runCli(['report', 'r_1', `--explain=${row}`]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('Rows are whole numbers counted from 1');
  });

  test('lists the stored reports when no id is given', async () => {
    const { stdout } = await runCli(['report']);

    expect(stdout).toMatch(
      /r_20261122_k3f9 +2026-11-22 01:33 UTC +leak\.txt +50,167 +37\.7 % +17,970 +whole/,
    );
  });

  test('ends with 0 although the report is incomplete: it was shown', async () => {
    const report = async () => sampleReport({ coverage: incompleteCoverage() });

    const { exitCode, stdout } = await runCli(['report', 'r_1'], { application: { report } });

    expect(exitCode).toBe(0);
    expect(stdout).toContain('INCOMPLETE');
  });
});

describe('backup', () => {
  test('says what is not in it, and that the key has to be kept apart', async () => {
    const { exitCode, stdout } = await runCli(['backup', 'copy.db']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Backup: copy.db (7.8 MB, verified, 1.2 s)');
    expect(stdout).toContain('The key (id 0123456789abcdef) is not in it');
  });

  test('prints one line of JSON on request', async () => {
    const { stdout } = await runCli(['backup', 'copy.db', '--json']);

    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'rowprint.backup/1',
      file: 'copy.db',
      notIncluded: ['key', 'spool'],
    });
  });

  test('that is refused ends with 2', async () => {
    const backUp = async () => {
      throw new UsageError('copy.db exists already and is never replaced: name another file');
    };
    const { exitCode, stderr } = await runCli(['backup', 'copy.db'], { application: { backUp } });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('never replaced');
  });
});

describe('restore', () => {
  test('says where the home is, and what comes next', async () => {
    const { exitCode, stdout } = await runCli(['restore', 'copy.db', '--home', '/tmp/home']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Home:   /tmp/home');
    expect(stdout).toContain('rowprint doctor');
  });
});

describe('demo', () => {
  test('prints the report beside the truth', async () => {
    const { exitCode, stdout } = await runCli(['demo']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/rows from Laboratory A +18,914 +18,920 +-6\n/);
    expect(stdout).toMatch(/rows of the leak on processor +45,300 +45,311 +-11\n/);
  });

  test('hands over folder and seed, with a fixed seed where none is given', async () => {
    const requests: DemoRequest[] = [];
    const demo = async (request: DemoRequest) => {
      requests.push(request);
      return fakeDemo(request);
    };

    await runCli(['demo', '--folder', 'd', '--seed', '7'], { application: { demo } });
    await runCli(['demo'], { application: { demo } });

    expect(requests).toEqual([{ folder: 'd', seed: 7 }, { seed: 1 }]);
  });

  test('ends with the service open on it, until Ctrl-C', async () => {
    const signals = new EventEmitter();
    const done: string[] = [];
    const serveDemo = async () => {
      done.push('opened');
      setTimeout(() => signals.emit('SIGINT'), 10);
      return {
        url: 'http://127.0.0.1:4321/first#once',
        name: 'demo',
        password: 'of this demonstration',
        close: async () => void done.push('closed'),
      };
    };

    const outcome = await runCli(['demo'], { application: { serveDemo }, signals });

    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toContain('\n  http://127.0.0.1:4321/first#once\n');
    expect(outcome.stdout).not.toContain('4321');
    expect(done).toEqual(['opened', 'closed']);
  });

  test('ends after the report with --once', async () => {
    const serveDemo = async () => {
      throw new Error('nobody asked for a service');
    };

    const { exitCode, stdout } = await runCli(['demo', '--once', '--json'], { application: { serveDemo } });

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).schema).toBe('rowprint.demo/1');
  });

  test('refuses a seed that is no number', async () => {
    expect((await runCli(['demo', '--seed', 'x'])).exitCode).toBe(2);
  });
});

async function fakeDemo(request: DemoRequest) {
  return fakeApplication().demo(request, { signal: new AbortController().signal, onProgress: () => {} });
}

describe('every command', () => {
  test('passes home and key file on, before or after its name', async () => {
    const before = await runCli(['--home', 'h', '--key-file', 'k', 'check', 'a']);
    const after = await runCli(['table', 'list', '--home', 'h', '--key-file', 'k']);

    expect(before.opened).toEqual({ home: 'h', keyFile: 'k', debug: false });
    expect(after.opened).toEqual({ home: 'h', keyFile: 'k', debug: false });
  });

  test.each([
    'init',
    'table add n s',
    'table refresh n',
    'table declare n c',
    'table list',
    'table forget n',
    'suspect list',
    'suspect forget n',
    'check f',
    'report r',
    'report',
    'report r --explain 1',
    'backup f',
    'restore f',
    'demo',
    'doctor',
  ])('%s turns a foreseen failure into one line and exit code 2, with nothing on stdout', async (line) => {
    const fail = async () => {
      throw new UsageError('no home in ./x: run `rowprint init`');
    };
    const application = Object.fromEntries(
      Object.keys(fakeApplication()).map((name) => [name, name === 'logLevel' ? 'warn' : fail]),
    );

    const outcome = await runCli(line.split(' '), { application: { ...application, close: async () => {} } });

    expect(outcome).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: 'rowprint: no home in ./x: run `rowprint init`\n',
    });
  });

  test('closes the application once, after success and after failure', async () => {
    const good = await runCli(['check', 'a']);
    const bad = await runCli(['check', 'a'], {
      application: {
        check: async () => {
          throw new Error('bug');
        },
      },
    });

    expect(good.closed).toBe(1);
    expect(bad.closed).toBe(1);
  });
});

describe('report --affected', () => {
  test('gives the keys as they come, on stdout alone', async () => {
    const { exitCode, stdout } = await runCli(['report', 'r_1', '--affected', 'lab_a']);

    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'ID\r\nA-1\r\n' });
  });

  test.each([
    ['without a report', ['report', '--affected', 'lab_a']],
    ['as JSON', ['report', 'r_1', '--affected', 'lab_a', '--json']],
    ['with an explanation', ['report', 'r_1', '--affected', 'lab_a', '--explain', '3']],
  ])('is refused %s', async (_, argv) => {
    expect((await runCli(argv)).exitCode).toBe(2);
  });
});
