import { KeyRing } from '../../fingerprints/keys.ts';
import type { Settings } from '../config/settings.ts';
import { Secret } from '../core/secret.ts';
import type { RunWork } from '../jobs/perform-run.ts';
import type { SuspectSpool } from '../pipelines/suspect-spool.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
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
}

/** What a thread is started with, by the settings and the key of the process. */
export function runWorkerStart(
  { key: _, sourcePassword, ...settings }: Settings,
  key: Uint8Array,
): RunWorkerStart {
  return { settings, sourcePassword: sourcePassword?.reveal() ?? null, key };
}

/** Open the home in a thread. @param openSuspects the uploads, over the same store and keys */
export async function openRunWork(
  start: RunWorkerStart,
  openSuspects: (context: WatchContext, keys: KeyRing) => SuspectSpool,
): Promise<RunWork> {
  const sourcePassword = start.sourcePassword === null ? null : new Secret(start.sourcePassword);
  const settings: Settings = { ...start.settings, key: null, sourcePassword };
  const keys = new KeyRing(start.key);
  const context = await contextOf(settings, settings.home, keys);
  const estimateFromBytes = Math.min(settings.estimateFromBytes, ESTIMATE_FROM_BYTES);
  return {
    context: { ...context, estimateFromBytes },
    suspects: openSuspects(context, keys),
    random: Math.random,
  };
}
