import { KeyRing } from '../../fingerprints/keys.ts';
import type { Settings } from '../config/settings.ts';
import { Secret } from '../core/secret.ts';
import type { RunWork } from '../jobs/run-work.ts';
import { spoolKeyFrom } from '../pipelines/spool/spool-key.ts';
import { createSuspectFileSpool, type SpoolOptions } from '../pipelines/spool/suspect-file-spool.ts';
import { contextOf } from './context.ts';

/** Files from that size on are estimated first: who follows a run in a page sees its range grow narrower. */
const ESTIMATE_FROM_BYTES = 32 * 2 ** 20;

/**
 * What a run's thread is started with: copied into it, because its environment is empty. It stays in the memory of this
 * process.
 */
export interface RunWorkerStart {
  readonly settings: Omit<Settings, 'key' | 'sourcePassword'>;
  readonly sourcePassword: string | null;
  /** The master key. */
  readonly key: Uint8Array;
  readonly spool: SpoolStart;
}

/** The uploaded files, for whoever reads them: the same key as in the thread that writes them. */
export type SpoolStart = Omit<SpoolOptions, 'files' | 'key' | 'clock'> & { readonly key: Uint8Array };

/** What a thread is started with, by the settings and the key of the process. */
export function runWorkerStart(settings: Settings, key: Uint8Array, spool: SpoolStart): RunWorkerStart {
  // Secrets do not survive the copy: they go by themselves.
  const { key: masterKey, sourcePassword, ...plain } = settings;
  void masterKey;
  return { settings: plain, sourcePassword: sourcePassword?.reveal() ?? null, key, spool };
}

/** Open the home in a thread. */
export async function openRunWork(start: RunWorkerStart): Promise<RunWork> {
  const sourcePassword = start.sourcePassword === null ? null : new Secret(start.sourcePassword);
  const settings: Settings = { ...start.settings, key: null, sourcePassword };
  const keys = new KeyRing(start.key);
  const context = await contextOf(settings, settings.home, keys);
  const estimateFromBytes = Math.min(settings.estimateFromBytes, ESTIMATE_FROM_BYTES);
  return {
    context: { ...context, estimateFromBytes },
    suspects: createSuspectFileSpool({
      ...start.spool,
      key: spoolKeyFrom(start.spool.key),
      files: context.store.suspectFiles,
      clock: context.clock,
    }),
    random: Math.random,
  };
}
