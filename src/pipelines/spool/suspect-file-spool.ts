import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ByteSource } from '../../core/byte-source.ts';
import type { Clock } from '../../core/clock.ts';
import type {
  NewSuspectFile,
  SpoolLimits,
  SuspectFileFailure,
  SuspectFileRecord,
  SuspectFileStore,
} from '../../store/suspect-file-records.ts';
import type { SuspectSpool } from '../suspect-spool.ts';
import { openGrowing } from './growing-source.ts';
import { type RunningDigest, RunningDigests } from './running-digests.ts';
import { readSealed } from './sealed-bytes.ts';
import { SpoolFolder, spoolFailure } from './spool-folder.ts';
import { newSalt, type SpoolKey } from './spool-key.ts';
import { UploadBusyError, UploadEndedError, UploadOffsetError, WrongDigestError } from './upload-errors.ts';
import { type PartChecksum, tooLarge, writePart } from './upload-part.ts';

/** What a spool works with. */
export interface SpoolOptions {
  readonly folder: string;
  readonly files: SuspectFileStore;
  readonly key: SpoolKey;
  readonly clock: Clock;
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** A request without a byte for so long is ended; what came is kept. */
  readonly requestIdleMs: number;
  /** An upload without a byte for so long was given up. */
  readonly giveUpMs: number;
}

/** What comes with a part of an upload. */
export interface AppendOptions {
  /** What this part is to be. Nothing of it is kept where it is not. */
  readonly checksum?: PartChecksum;
  /** For uploads of unknown size: looked at while they grow. */
  readonly limits?: SpoolLimits;
}

/** A request that is quiet for so long makes way for another one for the same upload: mostly it is dead. */
const MAKES_WAY_MS = 5000;

/** The spool of uploaded files, from their first byte to their end. */
export function createSuspectFileSpool(options: SpoolOptions): SuspectFileSpool {
  return new SuspectFileSpool(options);
}

interface Writing {
  readonly stream: Readable;
  readonly ended: Promise<unknown>;
  movedMs: number;
}

/** See createSuspectFileSpool. */
export class SuspectFileSpool implements SuspectSpool {
  readonly #options: SpoolOptions;
  readonly #folder: SpoolFolder;
  readonly #digests = new RunningDigests();
  readonly #writing = new Map<string, Writing>();

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.#folder = new SpoolFolder(options.folder);
  }

  /** Id of the key that files are encrypted with now. */
  get keyId(): string {
    return this.#options.key.id;
  }

  /** The files on the disk. */
  get folder(): Pick<SpoolFolder, 'ids' | 'bytesOf'> {
    return this.#folder;
  }

  /**
   * Begin an upload, empty. @throws {UploadTooLargeError} {DiskFullError} {QuotaExceededError} {SpoolFullError}
   * @throws {TooManyUploadsError}
   */
  async begin(file: NewSuspectFile, limits: SpoolLimits): Promise<SuspectFileRecord> {
    const { files, key, maxFileBytes } = this.#options;
    if ((file.bytes ?? 0) > maxFileBytes) throw tooLarge(maxFileBytes);
    await this.#folder.requireFree(file.bytes ?? 0);
    const record = await files.begin(file, { spoolKeyId: key.id, salt: newSalt() }, limits);
    await this.#folder.create(record.id);
    return record;
  }

  /**
   * Write what comes from `offset` on, until the stream ends, fails or is idle; what came is kept, but for a checksum that
   * does not hold. An upload whose last byte came is complete.
   * @throws {UploadBusyError} {UploadOffsetError} {UploadEndedError} before anything is read
   * @throws {UploadIdleError} {UploadTooLargeError} {WrongChecksumError} {DiskFullError}
   * @throws {WrongDigestError} it is complete, and not what was announced: it is destroyed
   */
  async append(
    id: string,
    offset: number,
    stream: Readable,
    options: AppendOptions = {},
  ): Promise<SuspectFileRecord> {
    await this.#makeWay(id);
    // Without waiting in between: of two that come at once, one wins.
    if (this.#writing.has(id))
      throw new UploadBusyError('another request writes to this upload: wait for it');
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const writing = { stream, ended, movedMs: performance.now() };
    this.#writing.set(id, writing);
    try {
      return await this.#append(id, offset, writing, options);
    } catch (failure) {
      throw spoolFailure(failure);
    } finally {
      this.#writing.delete(id);
      end();
    }
  }

  /** All bytes of an upload of unknown size have come, or of one that is empty. @throws {WrongDigestError} */
  async finish(id: string): Promise<SuspectFileRecord> {
    const file = await this.#requireUploading(id);
    const handle = await this.#folder.openToWrite(id);
    try {
      const key = await this.#fileKey(id);
      return await this.#complete(file, await this.#digest(file, handle, key));
    } finally {
      await handle.close();
    }
  }

  open(id: string, signal?: AbortSignal): Promise<ByteSource> {
    const { files, key, clock, giveUpMs } = this.#options;
    return openGrowing({ files, folder: this.#folder, key, clock, giveUpMs }, id, signal);
  }

  /**
   * Destroy a file, whoever reads or writes it: its key first, so that nothing on the disk can be read any more. With a
   * failure it counts as failed. Null: no such file.
   */
  async destroy(id: string, failure?: SuspectFileFailure): Promise<SuspectFileRecord | null> {
    const file = await this.#options.files.destroy(id, failure);
    if (file === null) return null;
    const writing = this.#writing.get(id);
    writing?.stream.destroy(new UploadEndedError('the upload was destroyed'));
    await writing?.ended;
    await this.removeBytes(id);
    await this.#options.files.compact();
    return file;
  }

  /** Remove a file of the folder that no record speaks of. */
  async removeBytes(id: string): Promise<void> {
    this.#digests.forget(id);
    await this.#folder.remove(id);
  }

  /** End the request that writes to an upload and has been quiet. @throws {UploadBusyError} it is not */
  async #makeWay(id: string): Promise<void> {
    const writing = this.#writing.get(id);
    if (writing === undefined) return;
    if (performance.now() - writing.movedMs < MAKES_WAY_MS)
      throw new UploadBusyError('another request writes to this upload: wait for it');
    writing.stream.destroy(new UploadBusyError('another request goes on with this upload'));
    await writing.ended;
  }

  async #append(
    id: string,
    offset: number,
    writing: Writing,
    options: AppendOptions,
  ): Promise<SuspectFileRecord> {
    const file = await this.#requireUploading(id);
    if (file.received !== offset)
      throw new UploadOffsetError(
        `the upload stands at ${file.received}, not at ${offset}: go on from there`,
      );
    const handle = await this.#folder.openToWrite(id);
    try {
      // What a process wrote that died before it noted it: it was never acknowledged, and is sent again.
      await handle.truncate(offset);
      const key = await this.#fileKey(id);
      const { stream } = writing;
      const onMoved = (): void => {
        writing.movedMs = performance.now();
      };
      const parts = {
        ...this.#options,
        ...options,
        file,
        handle,
        key,
        stream,
        onMoved,
        folder: this.#folder,
      };
      const part = await writePart({ ...parts, digest: await this.#digest(file, handle, key) });
      this.#digests.keep(id, part.digest);
      if (part.failure !== null) throw part.failure;
      if (part.digest.bytes === file.bytes) return await this.#complete(file, part.digest);
      return { ...file, received: part.digest.bytes };
    } finally {
      await handle.close();
    }
  }

  async #complete(file: SuspectFileRecord, digest: RunningDigest): Promise<SuspectFileRecord> {
    const sha256 = digest.hash.copy().digest('hex');
    const { id, announcedSha256 } = file;
    if (announcedSha256 !== null && announcedSha256 !== sha256) {
      await this.#options.files.destroy(id, 'wrong-digest');
      await this.removeBytes(id);
      throw new WrongDigestError(
        'its SHA-256 is not the one that was announced: it was destroyed, upload it again',
      );
    }
    if (!(await this.#options.files.complete(id, digest.bytes, sha256))) throw ended();
    this.#digests.forget(id);
    return (await this.#options.files.find(id)) ?? Promise.reject(ended());
  }

  #digest(file: SuspectFileRecord, handle: FileHandle, key: Uint8Array): Promise<RunningDigest> {
    return this.#digests.take(file.id, file.received, () => readSealed(handle, key, 0, file.received));
  }

  async #requireUploading(id: string): Promise<SuspectFileRecord> {
    const file = await this.#options.files.find(id);
    if (file?.state !== 'uploading') throw ended();
    return file;
  }

  async #fileKey(id: string): Promise<Uint8Array> {
    const kept = await this.#options.files.key(id);
    if (kept?.spoolKeyId !== this.#options.key.id) throw ended();
    return this.#options.key.fileKey(kept.salt);
  }
}

function ended(): UploadEndedError {
  return new UploadEndedError('this upload is not under way any more: it is complete, or was destroyed');
}
