/**
 * Largest binary value that is read, in bytes. Keys, UUIDs, digests and signatures are shorter; photographs and
 * documents are longer, identify nobody by equality and would fill the memory. A longer one reads as ''.
 */
export const MAX_BINARY_BYTES = 4096;

/** Bytes as lower-case hex, or '' when there are more than MAX_BINARY_BYTES of them. */
export function binaryCell(bytes: Uint8Array): string {
  if (bytes.length > MAX_BINARY_BYTES) return '';
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
