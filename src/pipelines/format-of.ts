import type { ByteSource } from '../core/byte-source.ts';
import type { FileFormat } from '../formats/file-format.ts';
import { sniffFormat } from '../formats/sniff-format.ts';

const HEAD_BYTES = 4096;

/**
 * The format of a file by its head, or null when it is none of these. `least01`: how sure a format must be, 0 to 1;
 * a file that somebody names as a suspect is tried whatever it looks like.
 */
export async function formatOf(
  source: ByteSource,
  formats: readonly FileFormat[],
  least01 = 0,
): Promise<FileFormat | null> {
  let head = new Uint8Array(0);
  for await (const chunk of source.stream()) {
    head = new Uint8Array([...head, ...chunk.subarray(0, HEAD_BYTES - head.length)]);
    if (head.length >= HEAD_BYTES) break;
  }
  return sniffFormat(head, formats, least01);
}
