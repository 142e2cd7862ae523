import { execFileSync } from 'node:child_process';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseLogin, readLoginFile } from '../../src/config/login-file.ts';
import { makeTempFolder } from '../store/temp-folder.ts';
import { refusalOf } from '../store/test-home.ts';

let folder = '';
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string, mode = 0o600): Promise<string> {
  const path = join(folder, 'extracts.login');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

describe('a login', () => {
  test('is a user and a password, taken as they are written', () => {
    const login = parseLogin('# of the processor\r\nuser=ana\r\n\r\npassword= a=b # c \r\n');

    expect(login).toMatchObject({ kind: 'password' });
    expect(login?.kind === 'password' && [login.user.reveal(), login.password.reveal()]).toEqual([
      'ana',
      ' a=b # c ',
    ]);
  });

  test('is a bearer token', () => {
    const login = parseLogin('bearer= abc.def \n');

    expect(login?.kind === 'bearer' && login.token.reveal()).toBe('abc.def');
  });

  test('is a header', () => {
    const login = parseLogin('header=X-Api-Key: k1:2\n');

    expect(login?.kind === 'header' && [login.name, login.value.reveal()]).toEqual(['X-Api-Key', 'k1:2']);
  });

  test.each([
    'user=ana',
    'password=x',
    'user=\npassword=x',
    'user=a\nuser=b\npassword=x',
    'user=a\npassword=x\nbearer=y',
    'bearer= ',
    'header=no colon',
    'header=X-Key: ',
    'header=X Key: v',
    'user=a\x00\npassword=x',
    'ana:secret',
    '',
  ])('is not %j', (text) => {
    expect(parseLogin(text)).toBeNull();
  });

  test('never prints', () => {
    expect(`${JSON.stringify(parseLogin('user=ana\npassword=geheim'))}`).not.toMatch(/ana|geheim/);
  });
});

describe('a login file', () => {
  test('is read where only its owner may', async () => {
    expect(await readLoginFile(await fileOf('bearer=x'))).toMatchObject({ kind: 'bearer' });
  });

  test.each([0o644, 0o640, 0o604])('of mode %o is refused with what to run', async (mode) => {
    const path = await fileOf('bearer=x', mode);

    expect((await refusalOf(readLoginFile(path))).message).toContain(`chmod 600 ${path}`);
  });

  test('that holds none is refused without a word of it', async () => {
    const { message } = await refusalOf(readLoginFile(await fileOf('ana:geheim')));

    expect(message).toContain('user=NAME');
    expect(message).not.toContain('geheim');
  });

  test('that is missing, a folder, or too long is refused', async () => {
    for (const path of [join(folder, 'missing'), folder, await fileOf('x'.repeat(9000))])
      expect(await refusalOf(readLoginFile(path))).toMatchObject({ code: 'RP_USAGE' });
  });

  test('that is a pipe nobody writes to is not waited for', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', path]);

    expect(await refusalOf(readLoginFile(path))).toMatchObject({ code: 'RP_USAGE' });
  });
});
