import { describe, expect, test } from 'vitest';
import { CancelledError, UsageError } from '../../src/core/errors.ts';
import type { Report } from '../../src/reports/report.ts';
import type { CheckRequest } from '../../src/reports/requests.ts';
import {
  cleanReport,
  estimatedReport,
  incompleteCoverage,
  sampleOverlap,
  samplePrint,
  sampleReport,
} from '../reports/sample-report.ts';
import { runCli } from './fake-application.ts';

const found = sampleReport();
const clean = cleanReport();
const foundIncomplete = sampleReport({ coverage: incompleteCoverage() });
const cleanIncomplete = cleanReport({ coverage: incompleteCoverage() });

/** A check that answers by the name of the file; 'missing' and 'bug' fail. */
function answers(reports: Record<string, Report>) {
  return async ({ file }: CheckRequest): Promise<Report> => {
    if (file === 'missing') throw new UsageError('missing: no such file: check the spelling');
    if (file === 'bug') throw new TypeError('the cell 1 85 05 78 006 084 36 is odd');
    return reports[file]!;
  };
}

const application = { check: answers({ found, clean, foundIncomplete, cleanIncomplete }) };

describe('the exit code of check', () => {
  test.each([
    [['clean'], 0],
    [['found'], 10],
    [['foundIncomplete'], 20],
    [['cleanIncomplete'], 20],
    [['missing'], 2],
    [['bug'], 1],
    [['clean', 'found'], 10],
    [['found', 'cleanIncomplete', 'clean'], 20],
    [['foundIncomplete', 'missing', 'clean'], 2],
    [['missing', 'bug', 'found'], 1],
  ])('of %j is %i', async (files, expected) => {
    const { exitCode } = await runCli(['check', ...files], { application });

    expect(exitCode).toBe(expected);
  });

  test('is 0 when only an earlier suspect is found: that is not ours', async () => {
    const print = samplePrint({ kind: 'suspect', name: 'forum', controller: null });
    const report = cleanReport({ overlaps: [sampleOverlap({ print })] });

    const { exitCode } = await runCli(['check', 'x'], { application: { check: async () => report } });

    expect(exitCode).toBe(0);
  });

  test('is 0 when rows only fit households', async () => {
    const rows = { ...sampleOverlap().rows, present: 0, household: 12, share: 0 };
    const report = cleanReport({ overlaps: [sampleOverlap({ rows })] });

    const { exitCode } = await runCli(['check', 'x'], { application: { check: async () => report } });

    expect(exitCode).toBe(0);
  });
});

describe('check of several files', () => {
  test('prints exactly one line of JSON for each report, in the order given', async () => {
    const { stdout } = await runCli(['check', 'found', 'clean', 'foundIncomplete', '--json'], {
      application,
    });

    const lines = stdout.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual([found, clean, foundIncomplete]);
  });

  test('reports the files that can be read although others cannot be opened', async () => {
    const { stdout, stderr } = await runCli(['check', 'found', 'missing', 'clean', '--json'], {
      application,
    });

    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([found, clean]);
    expect(stderr).toBe('rowprint: missing: no such file: check the spelling\n');
  });

  test('reports the files after one that meets a bug, without telling what the bug says', async () => {
    const { stdout, stderr } = await runCli(['check', 'bug', 'clean', '--json'], { application });

    expect(JSON.parse(stdout)).toEqual(clean);
    expect(stderr).toContain('this is a bug in Rowprint (RP_BUG, TypeError, at check.test.ts:');
    expect(stderr).not.toContain('084');
  });

  test('tells once what is wrong with all of them, such as a missing home', async () => {
    const check = async () => {
      throw new UsageError('no home in ./x: run `rowprint init`');
    };

    const { exitCode, stderr } = await runCli(['check', 'a', 'b', 'c'], { application: { check } });

    expect(exitCode).toBe(2);
    expect(stderr).toBe('rowprint: no home in ./x: run `rowprint init`\n');
  });

  test('says how many reports stay when it is cancelled in the middle', async () => {
    const check = async ({ file }: CheckRequest) => {
      if (file === 'b') throw new CancelledError('cancelled: nothing was changed');
      return clean;
    };

    const { exitCode, stderr } = await runCli(['check', 'a', 'b', 'c'], { application: { check } });

    expect(exitCode).toBe(130);
    expect(stderr).toBe('rowprint: cancelled after 1 file: their reports stay, nothing else was changed\n');
  });

  test('refuses --keep, which names one suspect', async () => {
    const { exitCode, stderr, opened } = await runCli(['check', 'a', 'b', '--keep', 'x'], { application });

    expect(exitCode).toBe(2);
    expect(stderr).toBe('rowprint: --keep names one suspect: check the files one at a time to keep them\n');
    expect(opened).toBeNull();
  });
});

describe('check', () => {
  test('hands over what was asked for, and only that', async () => {
    const requests: CheckRequest[] = [];
    const check = async (request: CheckRequest) => {
      requests.push(request);
      return clean;
    };

    await runCli(['check', 'a', '--against', 'x', '--against', 'y', '--keep', 'k', '--password', 'p'], {
      application: { check },
    });
    await runCli(['check', 'b'], { application: { check } });

    expect(requests).toEqual([{ file: 'a', against: ['x', 'y'], keep: 'k', password: 'p' }, { file: 'b' }]);
  });

  test('takes a file whose name starts with a dash after --', async () => {
    const files: string[] = [];
    const check = async (request: CheckRequest) => {
      files.push(request.file);
      return clean;
    };

    await runCli(['check', '--', '--json'], { application: { check } });

    expect(files).toEqual(['--json']);
  });

  test('says that a password is not used for plain text, and keeps it to itself', async () => {
    const { stdout, stderr } = await runCli(['check', 'found', '--password', 'hunter2', '--json'], {
      application,
    });

    expect(stderr).toBe('rowprint: leak.txt is plain text: --password was not used\n');
    expect(stdout).not.toContain('hunter2');
  });

  test('shows people the sentence first and separates files by a blank line', async () => {
    const { stdout } = await runCli(['check', 'found', 'clean'], { application });

    expect(stdout.startsWith("37.7 % of the rows of leak.txt are Laboratory A's:")).toBe(true);
    expect(stdout).toContain('\n\nNothing of ours was found in leak.txt');
  });
});

describe('check --estimate', () => {
  /** The request that a command line makes of the application. */
  async function requestOf(
    ...argv: readonly string[]
  ): Promise<{ exitCode: number; requests: CheckRequest[] }> {
    const requests: CheckRequest[] = [];
    const check = async (request: CheckRequest): Promise<Report> => {
      requests.push(request);
      return estimatedReport();
    };
    const { exitCode } = await runCli(['check', 'leak.txt', ...argv], { application: { check } });
    return { exitCode, requests };
  }

  test.each([
    [['--estimate'], { file: 'leak.txt', estimate: {} }],
    [['--estimate', '--estimate-bytes', '8MiB'], { file: 'leak.txt', estimate: { bytes: 8_388_608 } }],
    [['--estimate-bytes', '2000000'], { file: 'leak.txt', estimate: { bytes: 2_000_000 } }],
    [[], { file: 'leak.txt' }],
  ])('%j asks for just that', async (argv, expected) => {
    expect((await requestOf(...argv)).requests).toEqual([expected]);
  });

  test('ends with 20: the file was not read whole', async () => {
    expect((await requestOf('--estimate')).exitCode).toBe(20);
  });

  test.each(['8', '63KiB', 'much', '-1', '8TB'])('refuses %s bytes', async (size) => {
    const { exitCode, requests } = await requestOf('--estimate-bytes', size);

    expect(exitCode).toBe(2);
    expect(requests).toEqual([]);
  });

  test('keeps no suspect of which it reads too little', async () => {
    const { exitCode, requests } = await requestOf('--estimate', '--keep', 'forum');

    expect(exitCode).toBe(2);
    expect(requests).toEqual([]);
  });
});
