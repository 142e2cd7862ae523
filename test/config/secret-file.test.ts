import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSecretFile } from '../../src/config/secret-file.ts';
import { loadSettings } from '../../src/config/settings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowprint-secret-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(folder, 'secret');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

describe('a file with a secret', () => {
  test('gives its line', async () => {
    const secret = await readSecretFile(await file('hush hush\n'), 'X');

    expect(secret.reveal()).toBe('hush hush');
  });

  test.each([
    ['open to others', 'hush hush', 0o644],
    ['empty', '\n', 0o600],
    ['of several lines', 'hush hush\nmore', 0o600],
    ['too long', 'hush hush'.repeat(1000), 0o600],
  ])('is refused when it is %s, and never quoted', async (_, text, mode) => {
    const path = await file(text, mode);

    await expect(readSecretFile(path, 'X')).rejects.toThrow(/^X: /);
    await expect(readSecretFile(path, 'X')).rejects.not.toThrow('hush hush');
  });

  test('that is not there is named', async () => {
    await expect(readSecretFile(join(folder, 'none'), 'X')).rejects.toThrow('ENOENT');
  });
});

describe('settings of access', () => {
  test('are read as they are written', () => {
    const env = {
      ROWPRINT_PUBLIC_URL: 'https://Rowprint.example/',
      ROWPRINT_ALLOWED_HOSTS: 'a.example:7411, b.example',
      ROWPRINT_OIDC_ROLES: 'admin=rowprint admins,analyst=soc',
      ROWPRINT_OIDC_ISSUER: 'https://login.example/realms/one',
    };

    expect(loadSettings({ env, configFolder: '/config' })).toMatchObject({
      publicUrl: 'https://rowprint.example',
      allowedHosts: ['a.example:7411', 'b.example'],
      oidcRoles: { 'rowprint admins': 'admin', soc: 'analyst' },
      oidcIssuer: 'https://login.example/realms/one',
    });
  });

  test.each([
    ['ROWPRINT_PUBLIC_URL', 'https://rowprint.example/path'],
    ['ROWPRINT_PUBLIC_URL', 'ftp://rowprint.example'],
    ['ROWPRINT_PUBLIC_URL', 'https://anna@rowprint.example'],
    ['ROWPRINT_OIDC_ISSUER', 'http://login.example'],
    ['ROWPRINT_OIDC_ISSUER', 'https://login.example/?x'],
    ['ROWPRINT_OIDC_ROLES', 'root=wheel'],
    ['ROWPRINT_OIDC_ROLES', 'admin'],
    ['ROWPRINT_PROXIES', '10'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => loadSettings({ env: { [name]: value }, configFolder: '/config' })).toThrow(name);
  });
});
