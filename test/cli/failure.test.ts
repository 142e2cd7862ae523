import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../src/cli/failure.ts';
import { CancelledError, UsageError } from '../../src/core/errors.ts';
import { runCli } from './fake-application.ts';

const SECRET = 'Zyxgrob 1 85 05 78 006 084 36';

function failing(failure: unknown) {
  return {
    report: async () => {
      throw failure;
    },
  };
}

describe('a foreseen failure', () => {
  test('is its own message on one line', () => {
    expect(describeFailure(new UsageError('x.csv: no such file'), false)).toEqual({
      exitCode: 2,
      lines: ['rowprint: x.csv: no such file'],
    });
  });

  test('shows control characters of the names in it instead of obeying them', () => {
    const { lines } = describeFailure(new UsageError('a\nb\x1b[2J\u202Efdp.exe: no such file'), false);

    expect(lines).toEqual(['rowprint: a\\nb\\x1b[2J\\u202efdp.exe: no such file']);
  });

  test('never shows credentials', () => {
    const { lines } = describeFailure(new UsageError('postgres://ana:hunter2@db/lab: refused'), true);

    expect(lines.join('\n')).not.toContain('hunter2');
  });

  test('shows its cause only with --debug', () => {
    const failure = new UsageError('refused', { cause: new Error('errno -111') });

    expect(describeFailure(failure, false).lines).toHaveLength(1);
    expect(describeFailure(failure, true).lines.join('\n')).toContain('errno -111');
  });
});

describe('a failure of the system', () => {
  test.each([
    ['ENOENT', '/x/leak.txt: no such file or folder: check the spelling'],
    ['EISDIR', '/x/leak.txt: is a folder: name a file'],
    ['EACCES', '/x/leak.txt: permission denied: change its rights or run as its owner'],
    ['ENOSPC', '/x/leak.txt: the disk is full: free some space, then try again'],
  ])('%s names the path and the way out, with exit code 2', (code, expected) => {
    const failure = Object.assign(new Error(`${code}: whatever`), { code, path: '/x/leak.txt' });

    expect(describeFailure(failure, false)).toEqual({ exitCode: 2, lines: [`rowprint: ${expected}`] });
  });

  test('without a path still has its way out', () => {
    const failure = Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' });

    expect(describeFailure(failure, false).lines[0]).toBe(
      'rowprint: the disk is full: free some space, then try again',
    );
  });
});

describe('a bug', () => {
  test('ends with 1, is called a bug, and hides its message', async () => {
    const { exitCode, stdout, stderr } = await runCli(['report', 'x'], {
      application: failing(new TypeError(SECRET)),
    });

    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^rowprint: this is a bug in Rowprint \(RP_BUG, TypeError, at failure\.test\.ts:\d+\)\. Please report it\. --debug shows .*\n$/,
    );
    expect(stderr).not.toContain('Zyxgrob');
  });

  test('shows message and stack with --debug', async () => {
    const { stderr } = await runCli(['report', 'x', '--debug'], {
      application: failing(new TypeError(SECRET)),
    });

    expect(stderr).toContain(SECRET);
    expect(stderr).toMatch(/\n {4}at /);
  });

  test('names its causes, and shows no message, when the settings say debug', async () => {
    const cause = Object.assign(new RangeError(SECRET), { code: '22P02' });
    const failure = new UsageError('the view cannot be read', { cause });
    const application = { ...failing(failure), logLevel: 'trace' as const };

    const { stderr } = await runCli(['report', 'x'], { application });

    expect(stderr).toMatch(/^rowprint: the view cannot be read\ncaused by: RP_BUG, RangeError, at failure.*\n$/);
    expect(stderr).not.toContain('Zyxgrob');
  });

  test('names its code', () => {
    const failure = Object.assign(new Error(SECRET), { code: 'SQLITE_MISUSE' });

    expect(describeFailure(failure, false).lines[0]).toContain('(SQLITE_MISUSE, Error, at failure.test.ts:');
  });

  test('never shows what was thrown, whatever that is', () => {
    const secret = fc.string({ minLength: 4 }).map((text) => `Zyxgrob${text}`);
    const thrown = secret.chain((text) =>
      fc.constantFrom<unknown>(
        text,
        new Error(text),
        new Error(`odd\n    at ${text} (/home/Zyxgrob.ts:1:1)`),
        Object.assign(new Error(text), { code: text }),
        Object.assign(new Error('x'), { stack: `Error: x\n${text}\n    at ${text} (/home/a.ts:1:1)` }),
        { message: text },
        new Error('x', { cause: text }),
      ),
    );

    fc.assert(
      fc.property(thrown, (failure) => {
        const { exitCode, lines } = describeFailure(failure, false);
        expect(exitCode).toBe(1);
        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toContain('Zyxgrob');
      }),
    );
  });
});

describe('cancelling', () => {
  test('ends with 130', () => {
    expect(describeFailure(new CancelledError('cancelled: nothing was changed'), false)).toEqual({
      exitCode: 130,
      lines: ['rowprint: cancelled: nothing was changed'],
    });
  });
});
