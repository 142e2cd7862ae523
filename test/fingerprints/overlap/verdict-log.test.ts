import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowMatch } from '../../../fingerprints/overlap/match-row.ts';
import {
  createVerdictPacker,
  type LoggedMatch,
  loggedBits,
  unpackVerdicts,
  wholeRecords,
} from '../../../fingerprints/overlap/verdict-log.ts';

const bits = fc.double({ min: -3_000, max: 3_000, noNaN: true });

function matchesOf(comparisons: number): fc.Arbitrary<readonly (readonly [number, RowMatch])[]> {
  const match = fc.record({
    printRow: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    sameBits: bits,
    relativeBits: bits,
    outcomes: fc.uint8Array({ minLength: comparisons, maxLength: comparisons, max: 4 }),
  });
  return fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), match), { maxLength: 80 });
}

function packed(matches: readonly (readonly [number, RowMatch])[], comparisons: number): Uint8Array[] {
  const packer = createVerdictPacker(comparisons);
  const chunks = matches.flatMap(([row, match]) => packer.add(row, match) ?? []);
  return [...chunks, packer.rest()];
}

/** The bytes of the chunks, cut anew at any places. */
async function* recut(chunks: readonly Uint8Array[], sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.concat(chunks);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function readBack(chunks: AsyncIterable<Uint8Array>, comparisons: number): Promise<LoggedMatch[]> {
  const matches: LoggedMatch[] = [];
  for await (const records of wholeRecords(chunks, comparisons))
    matches.push(...unpackVerdicts(records, comparisons));
  return matches;
}

function expected(matches: readonly (readonly [number, RowMatch])[]): LoggedMatch[] {
  return matches.map(([row, match]) => ({
    row,
    printRow: match.printRow,
    ...loggedBits(match.sameBits, match.relativeBits),
    outcomes: match.outcomes,
  }));
}

describe('verdict log', () => {
  test('gives back the matches it was given, wherever the store cuts the bytes', async () => {
    const anyMatches = fc
      .integer({ min: 0, max: 30 })
      .chain((comparisons) => fc.tuple(fc.constant(comparisons), matchesOf(comparisons)));
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 10 });

    await fc.assert(
      fc.asyncProperty(anyMatches, sizes, async ([comparisons, matches], cuts) => {
        const read = await readBack(recut(packed(matches, comparisons), cuts), comparisons);

        expect(read).toEqual(expected(matches));
      }),
    );
  });

  test('reads a chunk that is a slice of a shared buffer', () => {
    const matches = [
      [7, { printRow: 3, sameBits: 12.5, relativeBits: -4, outcomes: Uint8Array.of(1, 4, 2) }],
    ] as const;
    const [chunk] = packed(matches, 3);

    const pooled = Buffer.concat([Buffer.from('x'), chunk!, Buffer.from('yz')]).subarray(
      1,
      1 + chunk!.length,
    );

    expect([...unpackVerdicts(pooled, 3)]).toEqual(expected(matches));
  });

  test.each([0, 1, 8, 9, 4_096])(
    'hands over full chunks of whole records, with %i comparisons',
    async (comparisons) => {
      const count = comparisons > 1_000 ? 400 : 50_000;
      const outcomes = Uint8Array.from({ length: comparisons }, (_, at) => at % 5);
      const matches = Array.from(
        { length: count },
        (_, at) => [at + 1, { printRow: at, sameBits: at % 90, relativeBits: -(at % 70), outcomes }] as const,
      );

      const chunks = packed(matches, comparisons);

      expect(chunks.length).toBeGreaterThan(2);
      expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
      const read = chunks.flatMap((chunk) => [...unpackVerdicts(chunk, comparisons)]);
      expect(read.length).toBe(count);
      expect(read[count - 1]).toEqual(expected(matches)[count - 1]);
    },
  );

  test('gives chunks that later matches leave alone', () => {
    const packer = createVerdictPacker(1);
    const match = { printRow: 1, sameBits: 20, relativeBits: 10, outcomes: Uint8Array.of(1) };
    packer.add(1, match);
    const first = packer.rest();

    packer.add(2, { ...match, printRow: 9 });

    expect([...unpackVerdicts(first, 1)]).toMatchObject([{ row: 1, printRow: 1 }]);
    expect([...unpackVerdicts(packer.rest(), 1)]).toMatchObject([{ row: 2, printRow: 9 }]);
    expect(packer.rest().length).toBe(0);
  });

  test('reads nothing of an empty log', async () => {
    expect(await readBack(recut([], [1]), 5)).toEqual([]);
  });
});

describe('loggedBits', () => {
  test('are within a 64th of a bit of the evidence', () => {
    const usual = fc.double({ min: -1_000, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(usual, usual, (same, relative) => {
        const logged = loggedBits(same, relative);

        expect(Math.abs(logged.sameBits - same)).toBeLessThanOrEqual(1 / 64);
        expect(Math.abs(logged.relativeBits - relative)).toBeLessThanOrEqual(1 / 64);
      }),
    );
  });

  test('keep the difference of the two where they are too large to be kept', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1_024, max: 1e5, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (same, less) => {
          const logged = loggedBits(same, same - less);

          expect(Math.abs(logged.sameBits - logged.relativeBits - less)).toBeLessThanOrEqual(1 / 16);
          expect(Math.max(logged.sameBits, logged.relativeBits)).toBeGreaterThan(1_000);
        },
      ),
    );
  });

  test('are finite for evidence that is not', () => {
    expect(loggedBits(40, Number.NEGATIVE_INFINITY)).toEqual({ sameBits: 40, relativeBits: -32_767 / 32 });
  });
});
