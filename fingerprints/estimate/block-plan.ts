/**
 * Where to look into something of `totalBytes` bytes: offsets in rising order of at most `count` blocks, all different
 * multiples of `blockBytes` (the last block may be shorter). One block at random out of each of `count` equal strata: no
 * part of the file is left out or met twice, and a file whose parts differ is hit in each of them. Each block of the
 * file is as likely as any other, but for shifts by one where a block lies in two strata. All blocks where there are no
 * more. `random` gives numbers from 0 to below 1.
 * Source: Cochran, Sampling Techniques (1977), ch. 5.
 */
export function planBlocks(
  totalBytes: number,
  blockBytes: number,
  count: number,
  random: () => number,
): number[] {
  const blocks = Math.ceil(totalBytes / blockBytes);
  const drawn = Math.min(count, blocks);
  const stratum = blocks / drawn;
  let last = -1;
  return Array.from({ length: drawn }, (_, at) => {
    last = Math.min(blocks - 1, Math.max(last + 1, Math.floor((at + random()) * stratum)));
    return last * blockBytes;
  });
}
