import { describe, expect, test } from 'vitest';
import { runCli } from './fake-application.ts';

const COMMANDS = [
  'init',
  'table',
  'table add',
  'table refresh',
  'table declare',
  'table list',
  'table forget',
  'suspect',
  'suspect list',
  'suspect forget',
  'check',
  'report',
  'scope',
  'scope add',
  'scope list',
  'scope remove',
  'endpoint',
  'endpoint add',
  'endpoint list',
  'endpoint show',
  'endpoint forget',
  'scan',
  'sweep',
  'exposures',
  'backup',
  'restore',
  'serve',
  'demo',
  'doctor',
];

describe('help', () => {
  test.each(COMMANDS)(
    'of %s names its usage, its options, an example and where the home is',
    async (command) => {
      const { exitCode, stdout, stderr, opened } = await runCli([...command.split(' '), '--help']);

      expect(exitCode).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).toContain(`Usage: rowprint ${command}`);
      expect(stdout).toMatch(/\nExamples:\n {2}rowprint /);
      expect(stdout).toContain('--home <DIR>');
      expect(stdout).toContain('--key-file <FILE>');
      expect(opened).toBeNull();
    },
  );

  test('of the program names every command and the exit codes', async () => {
    const { stdout } = await runCli(['--help']);

    for (const command of COMMANDS.filter((name) => !name.includes(' '))) {
      expect(stdout).toMatch(new RegExp(`\n  ${command} +[a-z]`));
    }
    expect(stdout).toContain('20 something could not be read');
  });

  test('of a command can be asked for with the help command', async () => {
    const { exitCode, stdout } = await runCli(['help', 'check']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('Usage: rowprint check');
  });

  test('fits into 100 columns', async () => {
    for (const command of ['', ...COMMANDS]) {
      const { stdout } = await runCli([...command.split(' ').filter(Boolean), '--help']);
      const longest = Math.max(...stdout.split('\n').map((line) => line.length));
      expect(longest, command).toBeLessThanOrEqual(105);
    }
  });

  test('goes to stderr with exit code 2 when the command is missing', async () => {
    for (const argv of [[], ['table']]) {
      const { exitCode, stdout, stderr } = await runCli(argv);

      expect(exitCode).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain('Usage: rowprint');
    }
  });
});

describe('--version', () => {
  test('prints the version of the package and opens nothing', async () => {
    const { exitCode, stdout, opened } = await runCli(['--version']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(opened).toBeNull();
  });
});

describe('wrong usage', () => {
  test.each([
    ['chek x', "unknown command 'chek': did you mean check?"],
    ['table ad', "unknown command 'ad': did you mean add?"],
    ['zzzzzzz', "unknown command 'zzzzzzz': see `rowprint --help`"],
    ['check', "missing required argument 'FILE': see `rowprint check --help`"],
    ['table add x', "missing required argument 'SOURCE': see `rowprint table add --help`"],
    ['check x --jsn', "unknown option '--jsn': did you mean --json?"],
    ['check x --against', "option '--against <NAME>' argument missing: see `rowprint check --help`"],
  ])('%j gets one line, exit code 2 and nothing opened', async (line, message) => {
    const { exitCode, stdout, stderr, opened } = await runCli(line.split(' '));

    expect(stderr).toBe(`rowprint: ${message}\n`);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(opened).toBeNull();
  });

  test('stays on one line although the argument has several, and obeys no escape in it', async () => {
    const { stderr } = await runCli(['chek\n\x1b[31mevil']);

    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr).not.toContain('\x1b');
    expect(stderr).toContain('\\x1b[31mevil');
  });

  test('with an argument too many never repeats the arguments, which may hold a password', async () => {
    const { exitCode, stderr } = await runCli(['table', 'add', 'n', 's', 'postgres://ana:hunter2@db/x']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('too many arguments');
    expect(stderr).not.toContain('hunter2');
  });
});
