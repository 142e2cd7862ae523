import type { Clock } from '../../core/clock.ts';
import type { RunRecord } from '../../store/run-records.ts';
import type {
  SuspectFileFailure,
  SuspectFileRecord,
  SuspectFileStore,
} from '../../store/suspect-file-records.ts';
import type { SuspectFileSpool } from './suspect-file-spool.ts';

/** Sees to it that no uploaded file stays longer than it may. */
export interface SpoolKeeper {
  /**
   * Destroy what is due, what was read, what nobody goes on with, and whatever the disk and the store do not agree on. To
   * be called at the start and each minute. Returns how many.
   */
  tidy(): Promise<number>;
  /** A run ended: its file is destroyed at once, unless another run still needs it. */
  runEnded(runId: string): Promise<void>;
}

/** What a keeper works with. */
export interface KeeperOptions {
  readonly spool: SuspectFileSpool;
  readonly files: SuspectFileStore;
  /** Null: the run is not known (any more), and so does not need anything. */
  readonly findRun: (id: string) => Promise<Pick<RunRecord, 'state'> | null>;
  readonly clock: Clock;
  /** An upload without a byte for so long was given up. */
  readonly giveUpMs: number;
}

/** An upload that begins is in the store a moment before it is on the disk. */
const BEGINNING_MS = 60_000;

/** See SpoolKeeper. */
export function createSpoolKeeper(options: KeeperOptions): SpoolKeeper {
  const { spool, files } = options;
  return {
    async tidy() {
      const present = await files.list({ presentOnly: true });
      let destroyed = 0;
      for (const file of present) {
        const reason = await reasonToEnd(options, file);
        if (reason === null) continue;
        await spool.destroy(file.id, reason === 'due' ? undefined : reason);
        destroyed += 1;
      }
      return destroyed + (await removeStrays(options));
    },
    async runEnded(runId) {
      for (const file of await files.ofRun(runId))
        if (file.destroyedAt === null && (await isRead(options, file))) await spool.destroy(file.id);
    },
  };
}

/** Why a file is to be destroyed; 'due': its time has come, or nobody needs it any more. Null: it may stay. */
async function reasonToEnd(
  options: KeeperOptions,
  file: SuspectFileRecord,
): Promise<SuspectFileFailure | 'due' | null> {
  const nowMs = options.clock.nowMs();
  if (Date.parse(file.destroyAt) <= nowMs || (await isRead(options, file))) return 'due';
  if (file.state === 'uploading' && Date.parse(file.movedAt) + options.giveUpMs <= nowMs) return 'given-up';
  if ((await options.files.key(file.id))?.spoolKeyId !== options.spool.keyId) return 'key-gone';
  const isBeginning = Date.parse(file.createdAt) + BEGINNING_MS > nowMs;
  const bytes = await options.spool.folder.bytesOf(file.id);
  if (bytes === null ? !isBeginning : bytes < file.received) return 'bytes-gone';
  return null;
}

/** Whether it was read by a run, and no other is to read it. */
async function isRead({ findRun }: KeeperOptions, { runs }: SuspectFileRecord): Promise<boolean> {
  for (const id of runs) {
    const state = (await findRun(id))?.state;
    if (state === 'queued' || state === 'running') return false;
  }
  return runs.length > 0;
}

/** Files on the disk that no record speaks of, or only as destroyed: their process died before it removed them. */
async function removeStrays({ spool, files }: KeeperOptions): Promise<number> {
  let removed = 0;
  for (const id of await spool.folder.ids()) {
    const file = await files.find(id);
    if (file !== null && file.destroyedAt === null) continue;
    await spool.removeBytes(id);
    removed += 1;
  }
  return removed;
}
