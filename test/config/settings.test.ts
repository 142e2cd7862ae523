import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userConfigFolder } from '../../src/config/config-folder.ts';
import { createKeyFile, readKeyFile } from '../../src/config/key-file.ts';
import { describeSettings, loadMasterKey, loadSettings } from '../../src/config/settings.ts';
import { UsageError } from '../../src/core/errors.ts';
import { makeTempFolder } from '../store/temp-folder.ts';

const KEY = 'ab'.repeat(32);

describe('loadSettings', () => {
  test('has a default for everything but secrets', () => {
    expect(loadSettings({ env: {}, configFolder: '/config', processors: 4 })).toEqual({
      home: resolve('.rowprint'),
      keyFile: '/config/rowprint/key',
      key: null,
      defaultCountry: 'FR',
      maxCellChars: 65536,
      maxColumns: 4096,
      maxFileBytes: 2 ** 40,
      maxRatio: 250,
      maxFalseShare: 0.001,
      estimateFromBytes: 2 ** 28,
      spoolKey: 'ring',
      spoolMaxBytes: 500 * 2 ** 30,
      uploadsAtOnce: 20,
      uploadIdleMs: 120_000,
      uploadGiveUpMs: 3_600_000,
      sourcePassword: null,
      statementTimeoutMs: 600_000,
      connectTimeoutMs: 10_000,
      threads: 4,
      scanContact: 'rowprint@localhost',
      scanMaxEntries: 2_000_000,
      scanMaxDepth: 64,
      scanMaxAssetBytes: 16 * 2 ** 30,
      scanMaxBytes: 2 ** 40,
      scanMaxListingBytes: 512 * 2 ** 20,
      scanIdleMs: 30_000,
      scanOperationMs: 600_000,
      scanMaxMs: 12 * 3_600_000,
      scanLeastBytesPerSecond: 64,
      scanPaceMs: 5,
      scanEstimateBytes: 2 * 2 ** 20,
      staleAfterDays: 30,
      certificateWarningDays: 21,
      runsAtOnce: 1,
      runAttempts: 5,
      runLeaseMs: 30_000,
      runStopMs: 10_000,
      scheduleMs: 30_000,
      tableFolder: null,
      host: '127.0.0.1',
      port: 7411,
      maxConnections: 10_000,
      maxJsonBytes: 2 ** 20,
      requestMs: 30_000,
      connectionIdleMs: 150_000,
      stopMs: 10_000,
      metricsToken: null,
      smtpUrl: null,
      mailFrom: 'rowprint@localhost',
      alertTrustedHosts: null,
      alertTimeoutMs: 15_000,
      alertMaxAttempts: 20,
      alertMaxAgeMs: 86_400_000,
      alertAfterFailures: 3,
      publicUrl: null,
      allowedHosts: null,
      proxies: 0,
      sessionIdleMs: 7_200_000,
      sessionMaxMs: 43_200_000,
      lockAfterFailures: 10,
      lockMs: 900_000,
      requestsPerMinute: 120_000,
      oidcIssuer: null,
      oidcClientId: null,
      oidcClientSecretFile: null,
      oidcLabel: 'Sign in with your organisation',
      oidcScopes: ['openid', 'profile', 'email'],
      oidcGroupsClaim: 'groups',
      oidcRoles: null,
      oidcAllowedDomains: null,
      oidcAllowedGroups: null,
      logLevel: 'warn',
    });
  });

  test('prefers a flag to the environment and the environment to the default', () => {
    const env = { ROWPRINT_HOME: '/from/env', ROWPRINT_KEY_FILE: '/from/env/key' };

    const settings = loadSettings({ env, flags: { home: '/from/flag', json: true, keyFile: undefined } });

    expect(settings.home).toBe('/from/flag');
    expect(settings.keyFile).toBe('/from/env/key');
    expect(settings.maxColumns).toBe(4096);
  });

  test.each([
    [1, 1],
    [8, 8],
    [64, 8],
  ])('starts a thread for each of %d processors, at most 8: %d', (processors, threads) => {
    expect(loadSettings({ env: {}, processors }).threads).toBe(threads);
  });

  test('takes 0 threads, and more than the machine has processors', () => {
    expect(loadSettings({ env: { ROWPRINT_THREADS: '0' } }).threads).toBe(0);
    expect(loadSettings({ env: { ROWPRINT_THREADS: '12' }, processors: 2 }).threads).toBe(12);
  });

  test('takes a variable set to nothing as not set', () => {
    expect(loadSettings({ env: { ROWPRINT_LOG_LEVEL: '' } }).logLevel).toBe('warn');
  });

  test.each([
    ['12', 12],
    ['1B', 1],
    ['500MiB', 500 * 2 ** 20],
    ['2 gib', 2 * 2 ** 30],
  ])('reads %s as %d bytes', (text, bytes) => {
    expect(loadSettings({ env: {}, flags: { maxFileBytes: text } }).maxFileBytes).toBe(bytes);
  });

  test('brings a country to upper case and takes numbers that are no texts', () => {
    const settings = loadSettings({
      env: {},
      flags: { defaultCountry: 'be', maxColumns: 12, maxFalseShare: 1e-7 },
    });

    expect(settings).toMatchObject({ defaultCountry: 'BE', maxColumns: 12, maxFalseShare: 1e-7 });
  });

  test.each([
    ['home', ''],
    ['home', 'a\0b'],
    ['defaultCountry', 'FRA'],
    ['maxCellChars', '0'],
    ['maxCellChars', '1.5'],
    ['maxColumns', '-1'],
    ['maxColumns', '99999999999999999999'],
    ['maxFileBytes', '0'],
    ['maxFileBytes', '2GB'],
    ['maxFileBytes', '9999999TiB'],
    ['maxRatio', 'many'],
    ['maxFalseShare', '0'],
    ['maxFalseShare', '1.1'],
    ['maxFalseShare', '5%'],
    ['statementTimeoutMs', '2147483648'],
    ['connectTimeoutMs', '5s'],
    ['threads', '-1'],
    ['threads', '257'],
    ['logLevel', 'loud'],
  ])('refuses %s %j with the value quoted and the way out', (name, value) => {
    const option = describeSettings().find((setting) => setting.name === name)!;

    const refuse = () => loadSettings({ env: {}, flags: { [name]: value } });

    expect(refuse).toThrow(UsageError);
    expect(refuse).toThrow(`${option.flag}: ${JSON.stringify(value)} is not ${option.written}`);
  });

  test('refuses a flag that was given without its value', () => {
    expect(() => loadSettings({ env: {}, flags: { home: true } })).toThrow('--home: "" is not a path');
  });

  test('names the variable that a bad value comes from', () => {
    expect(() => loadSettings({ env: { ROWPRINT_MAX_COLUMNS: 'x' } })).toThrow(
      'ROWPRINT_MAX_COLUMNS: "x" is not',
    );
  });

  test('never quotes a bad key, nor shows a good one', () => {
    expect(() => loadSettings({ env: { ROWPRINT_KEY: 'hunter2' } })).toThrow(
      'ROWPRINT_KEY: the value is not 64 hexadecimal digits',
    );
    const settings = loadSettings({ env: { ROWPRINT_KEY: KEY } });
    expect(inspect(settings) + JSON.stringify(settings) + String(settings.key)).not.toContain('abab');
  });

  test('takes no key from a flag, which other users could see', () => {
    expect(loadSettings({ env: {}, flags: { key: KEY } }).key).toBeNull();
  });
});

describe('describeSettings', () => {
  test('describes each setting with a flag and a variable of its name', () => {
    for (const setting of describeSettings()) {
      const words = setting.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(setting.env).toBe(`ROWPRINT_${words.replaceAll('-', '_').toUpperCase()}`);
      expect(setting.flag).toBe(setting.secret ? null : `--${words}`);
      expect(setting.sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('covers exactly the settings that are loaded', () => {
    const names = describeSettings().map((setting) => setting.name);

    expect(names).toEqual(Object.keys(loadSettings({ env: {} })));
  });
});

describe('loadMasterKey', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await makeTempFolder();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('takes the key of the environment before the file', async () => {
    const settings = loadSettings({ env: { ROWPRINT_KEY: KEY }, configFolder: folder });

    expect(await loadMasterKey(settings)).toEqual(new Uint8Array(32).fill(0xab));
  });

  test('reads the default key file of the configuration folder', async () => {
    const settings = loadSettings({ env: {}, configFolder: folder });
    await createKeyFile(settings.keyFile);

    expect(await loadMasterKey(settings)).toEqual(await readKeyFile(join(folder, 'rowprint', 'key')));
  });

  test('refuses a key file open to others', async () => {
    await mkdir(join(folder, 'rowprint'));
    await writeFile(join(folder, 'rowprint', 'key'), KEY, { mode: 0o644 });

    await expect(loadMasterKey(loadSettings({ env: {}, configFolder: folder }))).rejects.toThrow(/chmod 600/);
  });
});

describe('userConfigFolder', () => {
  test('follows the custom of each system', () => {
    expect(userConfigFolder({ XDG_CONFIG_HOME: '/xdg' }, 'linux')).toBe('/xdg');
    expect(userConfigFolder({}, 'linux')).toMatch(/\.config$/);
    expect(userConfigFolder({}, 'darwin')).toMatch(/Application Support$/);
    expect(userConfigFolder({ APPDATA: 'C:\\Roaming' }, 'win32')).toBe('C:\\Roaming');
  });
});

describe('settings of alerts', () => {
  const load = (env: Record<string, string>) => loadSettings({ env, configFolder: '/config' });

  test.each(['http://mail.example.org', 'smtp://', 'smtps://user:50%@mail.example.org', 'mail.example.org'])(
    'refuse the mail server %s without quoting it',
    (ROWPRINT_SMTP_URL) => {
      expect(() => load({ ROWPRINT_SMTP_URL })).toThrow(/^ROWPRINT_SMTP_URL: the value is not an address/);
    },
  );

  test('keep the login of the mail server out of sight', () => {
    const { smtpUrl } = load({ ROWPRINT_SMTP_URL: 'smtps://user:tellnobody@mail.example.org' });

    expect(JSON.stringify({ smtpUrl })).toBe('{"smtpUrl":"[secret]"}');
  });

  test('read trusted hosts in small letters', () => {
    const { alertTrustedHosts } = load({ ROWPRINT_ALERT_TRUSTED_HOSTS: 'SIEM.example.org, 169.254.1.2' });

    expect(alertTrustedHosts).toEqual(['siem.example.org', '169.254.1.2']);
  });
});
