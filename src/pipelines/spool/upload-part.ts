import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { RowprintError } from '../../core/errors.ts';
import type { SpoolLimits, SuspectFileRecord, SuspectFileStore } from '../../store/suspect-file-records.ts';
import { add, type RunningDigest } from './running-digests.ts';
import { sealFrom, writeSealed } from './sealed-bytes.ts';
import type { SpoolFolder } from './spool-folder.ts';
import {
  UploadCutOffError,
  UploadEndedError,
  UploadIdleError,
  UploadTooLargeError,
  WrongChecksumError,
} from './upload-errors.ts';

/** What a part of an upload is to be. */
export interface PartChecksum {
  readonly algorithm: 'sha1' | 'sha256';
  readonly digest: Uint8Array;
}

/** What writing a part takes. */
export interface PartWriting {
  readonly file: SuspectFileRecord;
  readonly handle: FileHandle;
  readonly key: Uint8Array;
  /** Of what is there before it. */
  readonly digest: RunningDigest;
  readonly stream: Readable;
  readonly files: SuspectFileStore;
  readonly folder: Pick<SpoolFolder, 'requireFree'>;
  readonly maxFileBytes: number;
  readonly requestIdleMs: number;
  /** Nothing of the part is kept, nor seen by readers, where it does not hold. */
  readonly checksum?: PartChecksum;
  /** For uploads of unknown size: looked at while they grow. */
  readonly limits?: SpoolLimits;
  readonly onMoved: () => void;
}

/** Noted, and so seen by readers and kept after a crash, at least this often. */
const NOTE_BYTES = 8 * 1024 * 1024;
const NOTE_MS = 500;

/**
 * Write what a stream brings behind what is there, encrypted. Returns the digest of all that is kept, also where the
 * stream failed: then with the failure.
 */
export async function writePart(
  writing: PartWriting,
): Promise<{ readonly digest: RunningDigest; readonly failure: Error | null }> {
  const part = new UploadPart(writing);
  try {
    await part.write();
    await part.note();
    return { digest: part.digest, failure: null };
  } catch (failure) {
    await part.keepWhatHolds();
    return { digest: part.digest, failure: ofStream(writing.stream, failure) };
  }
}

class UploadPart {
  readonly #writing: PartWriting;
  readonly #before: RunningDigest;
  readonly #checksum: Hash | null;
  #notedBytes: number;
  #notedMs = performance.now();
  digest: RunningDigest;

  constructor(writing: PartWriting) {
    this.#writing = writing;
    this.digest = writing.digest;
    this.#before = { hash: writing.digest.hash.copy(), bytes: writing.digest.bytes };
    this.#notedBytes = writing.digest.bytes;
    this.#checksum = writing.checksum === undefined ? null : createHash(writing.checksum.algorithm);
  }

  async write(): Promise<void> {
    const { stream, requestIdleMs, onMoved, handle, key } = this.#writing;
    const sealing = sealFrom(key, this.digest.bytes);
    const idle = setTimeout(() => stream.destroy(idleFailure(requestIdleMs)), requestIdleMs);
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        idle.refresh();
        onMoved();
        this.#requireAllowed(chunk.length);
        await writeSealed(handle, sealing.update(chunk), this.digest.bytes);
        add(this.digest, chunk);
        this.#checksum?.update(chunk);
        if (this.#checksum === null && this.#isNoteDue()) await this.note();
      }
    } finally {
      clearTimeout(idle);
    }
    const { checksum } = this.#writing;
    if (checksum !== undefined && !this.#checksum!.digest().equals(checksum.digest))
      throw new WrongChecksumError('this part is not what its checksum says: send it again');
  }

  /** Say how far the upload is, once the disk has it. @throws {UploadEndedError} {QuotaExceededError} {DiskFullError} */
  async note(): Promise<void> {
    const { handle, files, file, limits, folder } = this.#writing;
    await handle.datasync();
    this.#notedMs = performance.now();
    this.#notedBytes = this.digest.bytes;
    if (!(await files.setReceived(file.id, this.digest.bytes)))
      throw new UploadEndedError('the upload was destroyed');
    if (file.bytes !== null || limits === undefined) return;
    await files.requireRoom(file.id, limits);
    await folder.requireFree(0);
  }

  /** After a failure: what came before it, or, with a checksum, what was there before the part. */
  async keepWhatHolds(): Promise<void> {
    const { handle, files, file } = this.#writing;
    if (this.#checksum !== null) this.digest = this.#before;
    try {
      await handle.truncate(this.digest.bytes);
      await handle.datasync();
      await files.setReceived(file.id, this.digest.bytes);
    } catch {
      // The disk or the database fails too: what was noted last holds, and the rest is cut when the upload goes on.
    }
  }

  #requireAllowed(bytes: number): void {
    const { file, maxFileBytes } = this.#writing;
    const most = file.bytes ?? maxFileBytes;
    if (this.digest.bytes + bytes > most) throw tooLarge(most);
  }

  #isNoteDue(): boolean {
    const bytes = this.digest.bytes - this.#notedBytes;
    return bytes >= NOTE_BYTES || performance.now() - this.#notedMs >= NOTE_MS;
  }
}

/** The failure of what is larger than it may be. */
export function tooLarge(maxBytes: number): UploadTooLargeError {
  return new UploadTooLargeError(
    `it has more than ${maxBytes} bytes: announce its size, or upload it in parts`,
  );
}

/** A stream that fails by itself is a connection that ended: no bug of ours. */
function ofStream(stream: Readable, failure: unknown): Error {
  const isOurs = failure instanceof RowprintError || stream.errored !== failure;
  if (isOurs && failure instanceof Error) return failure;
  return new UploadCutOffError(
    'the connection ended before all had come: go on with the upload where it stands',
    {
      cause: failure,
    },
  );
}

function idleFailure(ms: number): UploadIdleError {
  return new UploadIdleError(`no byte came for ${ms} ms: go on with the upload where it stands`);
}
