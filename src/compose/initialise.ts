import { existsSync, rmSync } from 'node:fs';
import { KeyRing } from '../../fingerprints/keys.ts';
import { createKeyFile } from '../config/key-file.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import { UsageError } from '../core/errors.ts';
import type { InitReport } from '../reports/table-report.ts';
import { createHome, databasePath } from '../store/home.ts';

/**
 * Make the home and, where none is to be used that exists, the key. Both or neither: a key without its home would stand
 * in the way of the next try. @throws {UsageError} either is there already
 */
export async function initialise(settings: Settings, useExistingKey: boolean): Promise<InitReport> {
  const { home, keyFile } = settings;
  if (existsSync(databasePath(home)))
    throw new UsageError(`there is a home at ${home} already: name another one with --home`);
  const isKeyGiven = useExistingKey || settings.key !== null;
  if (!isKeyGiven && existsSync(keyFile))
    throw new UsageError(
      `there is a key at ${keyFile} already: name another one with --key-file, or take it with --use-existing-key`,
    );
  if (!isKeyGiven) await createKeyFile(keyFile);
  try {
    const { keyId } = new KeyRing(await loadMasterKey(settings));
    await createHome(home, keyId);
    return { home, keyFile, keyId };
  } catch (failure) {
    if (!isKeyGiven) rmSync(keyFile, { force: true });
    throw failure;
  }
}
