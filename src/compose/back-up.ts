import { resolve } from 'node:path';
import { KeyRing } from '../../fingerprints/keys.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import { systemClock } from '../core/clock.ts';
import type { BackupReport } from '../reports/backup-report.ts';
import type { RunOptions } from '../reports/requests.ts';
import { backUpHome, type CopyOptions, restoreHome } from '../store/backup.ts';

/** `backup`: the home of these settings into a file. */
export function backUp(settings: Settings, file: string, run: RunOptions): Promise<BackupReport> {
  return copied('rowprint.backup/1', settings, file, (keyId, copy) =>
    backUpHome(settings.home, resolve(file), keyId, watched(run, copy)),
  );
}

/** `restore`: a file into the home of these settings, which must not be there. */
export function restore(settings: Settings, file: string, run: RunOptions): Promise<BackupReport> {
  return copied('rowprint.restore/1', settings, file, (keyId, copy) =>
    restoreHome(resolve(file), settings.home, keyId, watched(run, copy)),
  );
}

async function copied(
  schema: BackupReport['schema'],
  settings: Settings,
  file: string,
  copy: (keyId: string, last: LastProgress) => ReturnType<typeof backUpHome>,
): Promise<BackupReport> {
  const startedMs = systemClock.nowMs();
  const { keyId } = new KeyRing(await loadMasterKey(settings));
  const { homeId, bytes } = await copy(keyId, { bytes: 0 });
  return {
    schema,
    file: resolve(file),
    home: settings.home,
    homeId,
    keyId,
    bytes,
    elapsedMs: systemClock.nowMs() - startedMs,
    notIncluded: ['key', 'spool'],
  };
}

/** How much was copied, for the step that has no count of its own. */
interface LastProgress {
  bytes: number;
}

function watched({ signal, onProgress }: RunOptions, last: LastProgress): CopyOptions {
  const tell = (step: string, bytesDone: number, bytesTotal: number | null): void =>
    onProgress({ step, rowsDone: 0, rowsTotal: null, bytesDone, bytesTotal });
  return {
    signal,
    onCopied(bytesDone, bytesTotal) {
      last.bytes = bytesTotal;
      tell('copying', bytesDone, bytesTotal);
    },
    onVerifying: () => tell('verifying', last.bytes, null),
  };
}
