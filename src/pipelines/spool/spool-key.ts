import { createHmac, randomBytes } from 'node:crypto';

/** The key that the keys of uploaded files are made from. Never stored: from the key ring, or of one process. */
export interface SpoolKey {
  /** 16 hexadecimal digits that name the key and help nobody to find it. */
  readonly id: string;
  /** The key of one file. Without its salt, which is deleted with the file, nobody can make it again. */
  fileKey(salt: Uint8Array): Uint8Array;
}

const SALT_BYTES = 32;

/**
 * A spool key from 32 bytes: a subkey of the key ring ('spool'), with which uploads survive a restart, or random ones, with
 * which they end with the process. Threads that read the spool are given the same bytes.
 */
export function spoolKeyFrom(bytes: Uint8Array): SpoolKey {
  const hmac = (purpose: string, salt: Uint8Array): Buffer =>
    createHmac('sha256', bytes).update(purpose).update(salt).digest();
  return {
    id: hmac('rowprint/spool/id', new Uint8Array(0)).toString('hex', 0, 8),
    fileKey: (salt) => hmac('rowprint/spool/file', salt),
  };
}

/** A new salt. */
export function newSalt(): Uint8Array {
  return randomBytes(SALT_BYTES);
}
