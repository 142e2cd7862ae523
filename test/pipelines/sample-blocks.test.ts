import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { lineEndsOf, readBlockLines, tailBytesOf } from '../../src/pipelines/sample-blocks.ts';

const NO_HEAD = Buffer.alloc(0);

/** Bytes as a source that remembers what was asked of it and what it gave. */
function recorded(bytes: Buffer, chunkBytes: number, keepsEnd = true) {
  const asked: { start: number; end: number }[] = [];
  const told = { givenBytes: 0, left: 0 };
  const source: ByteSource = {
    name: 'leak.csv',
    bytes: bytes.length,
    async *stream(start = 0, end = bytes.length) {
      asked.push({ start, end });
      const to = keepsEnd ? end : bytes.length;
      try {
        for (let from = start; from < to; from += chunkBytes) {
          const chunk = bytes.subarray(from, Math.min(to, from + chunkBytes));
          told.givenBytes += chunk.length;
          yield chunk;
        }
      } finally {
        told.left++;
      }
    },
  };
  return { source, asked, told };
}

async function blocksOf(bytes: Buffer, blockBytes: number, encoding: string | null, chunkBytes = 37) {
  const lines = lineEndsOf(encoding, bytes);
  const plan = { blockBytes, tailBytes: tailBytesOf(bytes, lines), lines };
  const { source } = recorded(bytes, chunkBytes);
  const blocks: Buffer[] = [];
  for (let offset = 0; offset < bytes.length; offset += blockBytes)
    blocks.push((await readBlockLines(source, NO_HEAD, { ...plan, offset })).lines);
  return blocks;
}

const LINES = Array.from(
  { length: 300 },
  (_, at) => `${at};${'é'.repeat(at % 23)};${'x'.repeat((at * 7) % 61)}`,
);

describe('the lines of all blocks', () => {
  test.each([
    ['utf-8', '\n', 'utf8'],
    ['utf-8', '\r\n', 'utf8'],
    ['utf-8', '\r', 'utf8'],
    ['windows-1252', '\n', 'latin1'],
    ['utf-16le', '\r\n', 'utf16le'],
    ['utf-16le', '\r', 'utf16le'],
  ] as const)('are those of the file, each once: %s, lines end with %j', async (encoding, end, written) => {
    const bytes = Buffer.from(LINES.join(end), written);

    for (const blockBytes of [16, 64, 250, 1_000]) {
      const blocks = await blocksOf(bytes, blockBytes, encoding);
      expect(Buffer.concat(blocks).equals(bytes), `blocks of ${blockBytes}`).toBe(true);
    }
  });

  test.each(['utf-16le', 'utf-16be'])(
    'end only at characters in %s, and not where two look like an end',
    async (encoding) => {
      // The bytes of an LF stand across the first two letters in one order, across the last two in the other.
      const letters = LINES.map((line) => `${line};\u0a05\u0100;\u0100\u0a05`).join('\n');
      const bytes = Buffer.from(letters, 'utf16le');
      if (encoding === 'utf-16be') bytes.swap16();

      for (const block of await blocksOf(bytes, 62, encoding)) {
        const text = (encoding === 'utf-16be' ? Buffer.from(block).swap16() : block).toString('utf16le');
        expect(text === '' || letters.endsWith(text) || text.endsWith('\n')).toBe(true);
      }
      expect(Buffer.concat(await blocksOf(bytes, 62, encoding)).equals(bytes)).toBe(true);
    },
  );

  test('begin in their block, also where a line begins with it', async () => {
    const bytes = Buffer.from('aaaaaaa\nbbbbbbb\nccccccc\nddd\neee\n');

    const blocks = await blocksOf(bytes, 8, null);

    expect(blocks.map(String)).toEqual(['aaaaaaa\n', 'bbbbbbb\n', 'ccccccc\n', 'ddd\neee\n']);
  });
});

describe('a block', () => {
  const bytes = Buffer.from(`${'0123456789'.repeat(9)}\n`.repeat(2_000));
  const lines = lineEndsOf(null, bytes);
  const plan = { offset: 91_000, blockBytes: 9_100, tailBytes: 1_024, lines };

  test.each([true, false])(
    'is read with one request, and no further than its last line (end kept: %s)',
    async (keepsEnd) => {
      const { source, asked, told } = recorded(bytes, 100, keepsEnd);

      const block = await readBlockLines(source, NO_HEAD, plan);

      expect(asked).toEqual([{ start: 90_999, end: 91_000 + 9_100 + 1_024 }]);
      expect(told).toMatchObject({ left: 1 });
      expect(told.givenBytes).toBeLessThan(9_100 + 200);
      expect(block.lines.length).toBe(9_100);
      expect(block.bytesRead).toBe(told.givenBytes);
    },
  );

  test('that lies in the head costs no request', async () => {
    const { source, asked } = recorded(bytes, 100);

    const block = await readBlockLines(source, bytes.subarray(0, 102_000), plan);

    expect(asked).toEqual([]);
    expect(block).toMatchObject({ bytesRead: 0 });
    expect(block.lines.length).toBe(9_100);
  });

  test('inside a single endless line gives nothing and takes no more than its tail', async () => {
    const { source, told } = recorded(Buffer.alloc(500_000, 0x61), 1_000);

    const block = await readBlockLines(source, NO_HEAD, plan);

    expect(block.lines.length).toBe(0);
    expect(told.givenBytes).toBeLessThanOrEqual(1 + 9_100 + 1_024);
  });

  test('leaves out a last line that does not end within the tail', async () => {
    const long = Buffer.concat([bytes.subarray(0, 95_550), Buffer.alloc(100_000, 0x61)]);
    const { source } = recorded(long, 1_000);

    const block = await readBlockLines(source, NO_HEAD, plan);

    expect(block.lines.toString()).toBe(`${'0123456789'.repeat(9)}\n`.repeat(50));
  });

  test('of a source that ends early gives the whole lines it had', async () => {
    const { source } = recorded(bytes.subarray(0, 95_600), 1_000);

    const block = await readBlockLines({ ...source, bytes: bytes.length }, NO_HEAD, plan);

    expect(block.lines.length).toBe(4_550);
  });
});
