import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyFile, readKeyFile } from '../../src/config/key-file.ts';
import { UsageError } from '../../src/core/errors.ts';
import { makeTempFolder } from '../store/temp-folder.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await makeTempFolder();
  path = join(folder, 'config', 'rowprint', 'key');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function writeKey(text: string, mode = 0o600): Promise<string> {
  const file = join(folder, 'key');
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

describe('createKeyFile', () => {
  test('writes 64 hexadecimal digits that only the owner may read', async () => {
    await createKeyFile(path);

    expect(await readFile(path, 'latin1')).toMatch(/^[0-9a-f]{64}\n$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'config'))).mode & 0o777).toBe(0o700);
  });

  test('writes another key each time', async () => {
    await createKeyFile(path);
    await createKeyFile(`${path}2`);

    expect(await readFile(path)).not.toEqual(await readFile(`${path}2`));
  });

  test('leaves an existing file as it is', async () => {
    await createKeyFile(path);
    const before = await readFile(path);

    await expect(createKeyFile(path)).rejects.toThrow(/exists already/);

    expect(await readFile(path)).toEqual(before);
  });

  test('names the place where it cannot write', async () => {
    const file = await writeKey('');

    const refusal = await createKeyFile(join(file, 'key')).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UsageError);
    expect((refusal as Error).message).toContain(join(file, 'key'));
  });
});

describe('readKeyFile', () => {
  test('reads what createKeyFile wrote', async () => {
    await createKeyFile(path);

    const key = await readKeyFile(path);

    expect(`${Buffer.from(key).toString('hex')}\n`).toBe(await readFile(path, 'latin1'));
  });

  test('says `rowprint init` where the file is missing', async () => {
    await expect(readKeyFile(path)).rejects.toThrow(/is missing: run `rowprint init`/);
  });

  test.each([0o640, 0o604, 0o620, 0o602, 0o601, 0o644, 0o666])(
    'refuses mode %o and says chmod 600',
    async (mode) => {
      const file = await writeKey(`${'ab'.repeat(32)}\n`, mode);

      await expect(readKeyFile(file)).rejects.toThrow(`chmod 600 ${file}`);
    },
  );

  test('reads a file that even its owner may not write', async () => {
    expect(await readKeyFile(await writeKey('AB'.repeat(32), 0o400))).toEqual(new Uint8Array(32).fill(0xab));
  });

  test.each([
    ['nothing', ''],
    ['63 digits', 'a'.repeat(63)],
    ['65 digits', 'a'.repeat(65)],
    ['other letters', 'g'.repeat(64)],
    ['two lines', `${'a'.repeat(64)}\n${'b'.repeat(64)}\n`],
    ['a long file', `${'a'.repeat(64)}${' '.repeat(5000)}`],
  ])('refuses %s without quoting it', async (_, text) => {
    const refusal = await readKeyFile(await writeKey(text)).catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(UsageError);
    expect((refusal as Error).message).toContain('64 hexadecimal digits');
    expect((refusal as Error).message).not.toMatch(/aaaa|gggg/);
  });

  test('refuses a folder', async () => {
    await mkdir(path, { recursive: true });

    await expect(readKeyFile(path)).rejects.toThrow(/is not a file/);
  });
});
