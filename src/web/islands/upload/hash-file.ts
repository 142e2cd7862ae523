import { Sha256 } from './sha256.ts';

/** Some 10 ms of work each: between them the page answers. */
const PIECE_BYTES = 1024 * 1024;
/** Larger files are uploaded at once: the service makes their digest while they come, and nobody waits twice. */
export const MOST_HASHED_BYTES = 2 * 1024 ** 3;

/** SHA-256 of a file, lower-case hex. `onHashed` is told the bytes that are done. */
export async function hashFile(
  file: Blob,
  signal: AbortSignal,
  onHashed: (bytes: number) => void,
): Promise<string> {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
    onHashed(Math.min(file.size, at + PIECE_BYTES));
  }
  return hash.digest();
}
