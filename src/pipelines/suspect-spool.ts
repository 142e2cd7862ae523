import type { ByteSource } from '../core/byte-source.ts';

/** The uploaded files, encrypted, for whoever reads them. */
export interface SuspectSpool {
  /**
   * An uploaded file as a source, also one whose upload goes on: reading then waits for what has not come yet, until the
   * signal fires. `bytes` and `seekable` tell what is known at that moment.
   * @throws {UsageError} no such file, or it was destroyed @throws {SourceUnreadableError} also while reading: the upload
   * was given up, or the file destroyed @throws {CancelledError} while waiting
   */
  open(id: string, signal?: AbortSignal): Promise<ByteSource>;
}
