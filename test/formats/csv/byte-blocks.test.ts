import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteBlocks } from '../../../src/formats/csv/byte-blocks.ts';

async function* cut(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

test('blocks are of one size but the last, however the chunks were cut and wherever the limit is', async () => {
  const size = fc.integer({ min: 1, max: 50_000 });
  await fc.assert(
    fc.asyncProperty(
      size,
      size,
      size,
      fc.integer({ min: 0, max: 60_000 }),
      async (length, chunk, block, most) => {
        const bytes = Uint8Array.from({ length }, (_, at) => at % 251);
        const blocks: Buffer[] = [];
        let isCut = false;
        const limited = byteBlocks(
          cut(bytes, Math.max(20, chunk)),
          most,
          () => (isCut = true),
          Math.max(100, block),
        );
        for await (const one of limited) blocks.push(Buffer.from(one));

        expect(Buffer.concat(blocks).equals(bytes.subarray(0, most))).toBe(true);
        expect(blocks.slice(0, -1).every((one) => one.length === Math.max(100, block))).toBe(true);
        expect(isCut).toBe(length > most);
      },
    ),
    { numRuns: 50 },
  );
});
