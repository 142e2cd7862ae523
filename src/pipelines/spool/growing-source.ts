import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ByteSource } from '../../core/byte-source.ts';
import type { Clock } from '../../core/clock.ts';
import { cancelledBy, UsageError } from '../../core/errors.ts';
import { SourceUnreadableError } from '../../formats/errors.ts';
import { visible } from '../../reports/visible.ts';
import type {
  SuspectFileFailure,
  SuspectFileRecord,
  SuspectFileStore,
} from '../../store/suspect-file-records.ts';
import { readSealed } from './sealed-bytes.ts';
import type { SpoolFolder } from './spool-folder.ts';
import type { SpoolKey } from './spool-key.ts';

/** A file that may still be arriving. `bytes` and `seekable` tell what is known now: they change when all has come. */
export interface ArrivingSource extends ByteSource {
  /** Bytes that are there to be read at once, from any place. */
  arrivedBytes(): number;
  isComplete(): boolean;
}

/** Whether more of it may come. */
export function isArriving(source: ByteSource): source is ArrivingSource {
  return 'isComplete' in source && !(source as ArrivingSource).isComplete();
}

/** What reads uploaded files. */
export interface SpoolReading {
  readonly files: Pick<SuspectFileStore, 'find' | 'key'>;
  readonly folder: Pick<SpoolFolder, 'openToRead'>;
  readonly key: SpoolKey;
  readonly clock: Clock;
  /** An upload without a byte for so long was given up. */
  readonly giveUpMs: number;
}

/** How often a reader looks whether more has come: it may be another thread than the one that writes. */
const POLL_MS = 200;

/** @see SuspectSpool.open */
export async function openGrowing(
  reading: SpoolReading,
  id: string,
  signal?: AbortSignal,
): Promise<ArrivingSource> {
  const found = await reading.files.find(id);
  if (found === null) throw new UsageError(`there is no uploaded file ${id}`);
  if (found.destroyedAt !== null)
    throw new UsageError(`${visible(found.name)} was destroyed: upload it again`);
  const reader = new GrowingReader(reading, found, await keyOf(reading, found), signal);
  return {
    name: found.name,
    get bytes() {
      return reader.latest.bytes;
    },
    get seekable() {
      return reader.isComplete();
    },
    arrivedBytes: () => reader.latest.received,
    isComplete: () => reader.isComplete(),
    stream: (start = 0, end = Number.POSITIVE_INFINITY) => reader.read(start, end),
  };
}

async function keyOf({ files, key }: SpoolReading, file: SuspectFileRecord): Promise<Uint8Array> {
  const kept = await files.key(file.id);
  if (kept === null) throw unreadable(file, 'was destroyed');
  if (kept.spoolKeyId !== key.id) throw unreadable(file, REASONS['key-gone']);
  return key.fileKey(kept.salt);
}

class GrowingReader {
  readonly #reading: SpoolReading;
  readonly #key: Uint8Array;
  readonly #signal: AbortSignal | undefined;
  latest: SuspectFileRecord;

  constructor(
    reading: SpoolReading,
    file: SuspectFileRecord,
    key: Uint8Array,
    signal: AbortSignal | undefined,
  ) {
    this.#reading = reading;
    this.latest = file;
    this.#key = key;
    this.#signal = signal;
  }

  isComplete(): boolean {
    return this.latest.state === 'complete';
  }

  async *read(start: number, end: number): AsyncGenerator<Uint8Array> {
    const handle = await this.#open();
    try {
      for (let at = start; ; ) {
        const until = Math.min(end, this.latest.received);
        if (at < until) yield* this.#piece(handle, at, until);
        at = Math.max(at, until);
        if (at >= end || this.isComplete()) return;
        await this.#waitBeyond(at);
      }
    } finally {
      await handle.close();
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      return await this.#reading.folder.openToRead(this.latest.id);
    } catch (cause) {
      throw unreadable(this.latest, 'is no longer there: upload it again', cause);
    }
  }

  async *#piece(handle: FileHandle, from: number, until: number): AsyncGenerator<Uint8Array> {
    let at = from;
    for await (const chunk of readSealed(handle, this.#key, from, until)) {
      at += chunk.length;
      yield chunk;
    }
    // Whoever destroys a file cuts it first, so that nobody reads on through a handle.
    if (at < until) throw unreadable(this.latest, 'was destroyed while it was read');
  }

  /** Resolves when there is more than `at`, or all has come. */
  async #waitBeyond(at: number): Promise<void> {
    for (let isFirst = true; ; isFirst = false) {
      if (!isFirst) await this.#pause();
      const found = await this.#reading.files.find(this.latest.id);
      if (found === null || found.destroyedAt !== null) throw unreadable(this.latest, reasonOf(found));
      this.latest = found;
      if (found.received > at || this.isComplete()) return;
      if (this.#reading.clock.nowMs() - Date.parse(found.movedAt) > this.#reading.giveUpMs)
        throw unreadable(found, 'did not arrive whole, and nobody goes on with it: upload it again');
    }
  }

  async #pause(): Promise<void> {
    const signal = this.#signal;
    if (signal === undefined) return sleep(POLL_MS);
    try {
      await sleep(POLL_MS, undefined, { signal });
    } catch {
      throw cancelledBy(signal);
    }
  }
}

const REASONS: Readonly<Record<SuspectFileFailure, string>> = {
  'wrong-digest': 'is not the file that was announced: its SHA-256 is another',
  'given-up': 'did not arrive whole, and nobody went on with it: upload it again',
  'too-large': 'is larger than a file may be',
  'cut-off': 'did not arrive whole: upload it again',
  'key-gone': 'was encrypted with a key that ended with its process: upload it again',
  'bytes-gone': 'is no longer there: upload it again',
};

function reasonOf(file: SuspectFileRecord | null): string {
  return file === null || file.failure === null ? 'was destroyed' : REASONS[file.failure];
}

function unreadable({ name }: SuspectFileRecord, reason: string, cause?: unknown): SourceUnreadableError {
  return new SourceUnreadableError(`${visible(name)} ${reason}`, { cause });
}
