import { createHash, type Hash } from 'node:crypto';

/** A digest of the first bytes of a file. */
export interface RunningDigest {
  hash: Hash;
  bytes: number;
}

/** Digests of uploads that wait to be gone on with; of more than that the longest unused is made again when needed. */
const MOST_KEPT = 10_000;

/**
 * SHA-256 of uploads from request to request. Node cannot write the state of a digest down: after a restart, what is in the
 * spool is read once more for it (600 MB/s).
 */
export class RunningDigests {
  readonly #kept = new Map<string, RunningDigest>();

  /** The digest of the first `bytes` of a file, read anew by `read` where it is not known. */
  async take(id: string, bytes: number, read: () => AsyncIterable<Uint8Array>): Promise<RunningDigest> {
    const kept = this.#kept.get(id);
    this.#kept.delete(id);
    if (kept?.bytes === bytes) return kept;
    const digest = { hash: createHash('sha256'), bytes: 0 };
    if (bytes > 0) for await (const chunk of read()) add(digest, chunk);
    if (digest.bytes !== bytes) throw new Error('the spool is shorter than what was written to it');
    return digest;
  }

  keep(id: string, digest: RunningDigest): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(id, digest);
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }
}

/** Count bytes in. */
export function add(digest: RunningDigest, chunk: Uint8Array): void {
  digest.hash.update(chunk);
  digest.bytes += chunk.length;
}
