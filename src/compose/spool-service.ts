import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { KeyRing } from '../../fingerprints/keys.ts';
import type { UploadParts } from '../api/uploads/suspect-uploads.ts';
import { UploadSlots } from '../api/uploads/upload-slots.ts';
import type { Settings } from '../config/settings.ts';
import type { PipelineContext } from '../pipelines/context.ts';
import { createSpoolKeeper } from '../pipelines/spool/spool-keeper.ts';
import { spoolKeyFrom } from '../pipelines/spool/spool-key.ts';
import { createSuspectFileSpool } from '../pipelines/spool/suspect-file-spool.ts';
import type { SpoolStart } from './run-work.ts';

/** The uploaded files of a service. */
export interface SpoolService {
  /** What the threads that read them are started with. */
  readonly start: SpoolStart;
  readonly uploads: UploadParts;
}

/** Open the spool of a home. With ROWPRINT_SPOOL_KEY=memory its key ends with the process, and so do the files. */
export function openSpoolService(
  settings: Settings,
  keys: KeyRing,
  { store, clock }: Pick<PipelineContext, 'store' | 'clock'>,
): SpoolService {
  const start: SpoolStart = {
    key: settings.spoolKey === 'memory' ? new Uint8Array(randomBytes(32)) : keys.subkey('spool'),
    folder: join(settings.home, 'spool'),
    maxFileBytes: settings.maxFileBytes,
    requestIdleMs: settings.uploadIdleMs,
    giveUpMs: settings.uploadGiveUpMs,
  };
  const files = store.suspectFiles;
  const spool = createSuspectFileSpool({ ...start, key: spoolKeyFrom(start.key), files, clock });
  const keeper = createSpoolKeeper({
    spool,
    files,
    findRun: (id) => store.runs.find(id),
    clock,
    giveUpMs: settings.uploadGiveUpMs,
  });
  return {
    start,
    uploads: {
      spool,
      keeper,
      files,
      slots: new UploadSlots(settings.uploadsAtOnce),
      spoolMaxBytes: settings.spoolMaxBytes,
      maxFileBytes: settings.maxFileBytes,
      clock,
    },
  };
}
