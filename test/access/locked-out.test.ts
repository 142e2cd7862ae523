import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeyRing } from '../../fingerprints/keys.ts';
import type { Application } from '../../src/cli/application.ts';
import { openLocalAccess } from '../../src/compose/access.ts';
import { openApplication } from '../../src/compose/application.ts';
import { loadMasterKey, loadSettings } from '../../src/config/settings.ts';
import { systemClock } from '../../src/core/clock.ts';
import { openStore } from '../../src/store/home.ts';
import { makeTempFolder } from '../store/temp-folder.ts';
import { OTHER_PASSWORD, PASSWORD } from './test-access.ts';

let folder = '';
let application: Application;
beforeEach(async () => {
  folder = await makeTempFolder();
  application = await openApplication({ ...places(), debug: false });
  await application.init({ useExistingKey: false });
});
afterEach(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

const places = () => ({ home: join(folder, 'home'), keyFile: join(folder, 'key') });

/** The service beside the command line: another opening of the same home. */
async function service() {
  const settings = loadSettings({ flags: places() });
  const keys = new KeyRing(await loadMasterKey(settings));
  const store = await openStore(settings.home, keys.keyId);
  return { store, access: openLocalAccess(settings, store, keys, systemClock) };
}

test('an admin who is locked out gets back in by the command line, which the log tells', async () => {
  const { store, access } = await service();
  try {
    const first = await application.inviteUser({ name: 'anna', role: 'admin' });
    await access.accounts.accept(first.link.split('#')[1]!, PASSWORD);
    const again = await application.inviteUser({ name: 'Anna' });
    const between = access.signIn.check('anna', PASSWORD, '198.51.100.7');
    await expect(between).rejects.toMatchObject({ code: 'RP_WRONG_LOGIN' });

    await access.accounts.accept(again.link.split('#')[1]!, OTHER_PASSWORD);

    expect((await access.signIn.check('anna', OTHER_PASSWORD, '198.51.100.7')).role).toBe('admin');
    const entries = await application.listAudit({ actor: 'command line', limit: 9 });
    expect(entries.map(({ action, object }) => [action, object])).toEqual([
      ['user.invited', 'user anna'],
      ['user.invited', 'user anna'],
    ]);
    expect(await application.verifyAudit()).toMatchObject({ holds: true, entries: 3 });
  } finally {
    await store.close();
  }
});

test('an export has every entry and its own', async () => {
  await application.inviteUser({ name: 'anna' });
  const actions: string[] = [];

  await application.exportAudit(async ({ action }) => void actions.push(action));

  expect(actions).toEqual(['user.invited', 'audit.exported']);
});
