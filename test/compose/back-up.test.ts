import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openApplication } from '../../src/compose/application.ts';
import type { RunOptions } from '../../src/reports/requests.ts';
import { makeTempFolder } from '../store/temp-folder.ts';
import { refusalOf } from '../store/test-home.ts';

let folder = '';

beforeEach(async () => {
  folder = await makeTempFolder();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function applicationOf(home: string, key = 'key') {
  return openApplication({ home: join(folder, home), keyFile: join(folder, key), debug: false });
}

function noting(steps: string[] = []): RunOptions {
  return { signal: new AbortController().signal, onProgress: ({ step }) => void steps.push(step) };
}

test('a home is backed up and restored with its key, and both say what they did', async () => {
  const application = await applicationOf('home');
  const { keyId } = await application.init({ useExistingKey: false });
  const steps: string[] = [];

  const backup = await application.backUp(join(folder, 'copy.db'), noting(steps));
  const restored = await (await applicationOf('again')).restore(join(folder, 'copy.db'), noting());

  expect(backup).toMatchObject({ schema: 'rowprint.backup/1', keyId, home: join(folder, 'home') });
  expect(restored).toMatchObject({ schema: 'rowprint.restore/1', keyId, homeId: backup.homeId });
  expect(new Set(steps)).toEqual(new Set(['copying', 'verifying']));
  const again = await applicationOf('again');
  expect(await again.listTables()).toEqual([]);
  await again.close();
});

test('a backup is not restored with a key of another home', async () => {
  const application = await applicationOf('home');
  await application.init({ useExistingKey: false });
  await application.backUp(join(folder, 'copy.db'), noting());
  await mkdir(join(folder, 'other'));
  await (await applicationOf('other/home', 'other/key')).init({ useExistingKey: false });

  const other = await applicationOf('again', 'other/key');
  const refusal = await refusalOf(other.restore(join(folder, 'copy.db'), noting()));

  expect(refusal.code).toBe('RP_KEY_MISMATCH');
  expect(existsSync(join(folder, 'again'))).toBe(false);
});
