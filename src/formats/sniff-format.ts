import type { FileFormat } from './file-format.ts';

/**
 * The format that recognises the head of a file best, or null when none does. Ties go to the format listed first.
 * `head` is the first 4 KiB (less for smaller files); no I/O. None that is less sure than `least01` is taken.
 */
export function sniffFormat(
  head: Uint8Array,
  formats: readonly FileFormat[],
  least01 = 0,
): FileFormat | null {
  let best: FileFormat | null = null;
  let bestScore01 = 0;
  for (const format of formats) {
    const score01 = format.sniff(head);
    if (score01 > bestScore01 && score01 >= least01) {
      best = format;
      bestScore01 = score01;
    }
  }
  return best;
}
