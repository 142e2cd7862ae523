import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messyFiles } from '../../../bench/messy-files.ts';
import { CancelledError } from '../../../src/core/errors.ts';
import type { CsvSettings } from '../../../src/formats/csv/settings.ts';
import type { ExtractLimits } from '../../../src/formats/file-format.ts';
import { patchedFile } from './patched-files.ts';
import { people, toText } from './people.ts';
import { type PlaceSizes, readStretches } from './places.ts';
import { type Reading, readAll, sourceOf } from './reading.ts';

const LARGE: PlaceSizes = { text: 64 * 1024, cells: 256 * 1024, spill: 64 * 1024 };

/** Holds a reading by stretches to one by batches, made unless it is given. Gives the share of rows that came in blocks. */
async function holdsToBatches(
  content: string | Uint8Array,
  sizes: PlaceSizes = LARGE,
  chunkBytes = 64 * 1024,
  limits: Partial<ExtractLimits> = {},
  settings: Partial<CsvSettings> = {},
  batches?: Reading,
): Promise<number> {
  const expected = batches ?? (await readAll(sourceOf(content, chunkBytes), limits, settings));
  const { rowsInBlocks, ...reading } = await readStretches(
    sourceOf(content, chunkBytes),
    sizes,
    limits,
    settings,
  );
  expect(reading).toEqual(expected);
  return rowsInBlocks / Math.max(1, expected.rows.length);
}

/** Place sizes, from such that hold no record at all. */
const anySizes: fc.Arbitrary<PlaceSizes> = fc.record({
  text: fc.oneof(fc.integer({ min: 64, max: 4096 }), fc.constant(64 * 1024)),
  cells: fc.oneof(fc.integer({ min: 64, max: 4096 }), fc.constant(256 * 1024)),
  spill: fc.oneof(fc.integer({ min: 0, max: 512 }), fc.constant(64 * 1024)),
});
const anyLimits = fc.record({
  maxCellChars: fc.constantFrom(4, 30, 1_000, 100_000),
  maxColumns: fc.constantFrom(3, 500, 500, 500),
  maxBytes: fc.oneof({ weight: 4, arbitrary: fc.constant(1e9) }, { weight: 1, arbitrary: fc.nat(4_000) }),
});
const anySettings = fc.record({
  learnRecords: fc.integer({ min: 2, max: 40 }),
  maxRecordChars: fc.constantFrom(20, 60, 1_000, 4_000_000),
  maxQuotedChars: fc.constantFrom(10, 200, 1_000_000),
  maxQuotedLines: fc.constantFrom(2, 1_000),
  batchRows: fc.constantFrom(1, 7, 1_024),
});
const anyChunk = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 100_000 }));

describe('messy files read by stretches', () => {
  const kinds = [...messyFiles()];

  it.each(kinds.map((file) => [`${file.kind}: ${file.name}`, file] as const))(
    'give what batches give: %s',
    async (_, file) => {
      const settings = { learnRecords: 20 };
      const batches = await readAll(sourceOf(file.bytes, 997), {}, settings);
      for (const text of [64, 700, 64 * 1024]) {
        const share01 = await holdsToBatches(file.bytes, { ...LARGE, text }, 997, {}, settings, batches);
        expect(share01).toBeLessThanOrEqual(1);
      }
    },
  );

  it('give what batches give, whatever the places and the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        anySizes,
        anyChunk,
        fc.integer({ min: 3, max: 60 }),
        async (file, sizes, chunkBytes, learnRecords) => {
          await holdsToBatches(file.bytes, sizes, chunkBytes, {}, { learnRecords });
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('files with odd lines read by stretches', () => {
  it('give what batches give, whatever the limits', async () => {
    await fc.assert(
      fc.asyncProperty(patchedFile, anySizes, anyChunk, anyLimits, anySettings, async (...all) => {
        const [content, sizes, chunkBytes, limits, settings] = all;
        await holdsToBatches(content, sizes, chunkBytes, limits, settings);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('are read by blocks wherever they are regular', async () => {
    const rows = people(6_000);
    const text = toText(rows).replaceAll('\n', '\r\n').split('\r\n');
    for (let line = 1_000; line < 6_000; line += 500) text.splice(line, 0, 'a;b', '', 'c"d');

    const share01 = await holdsToBatches(text.join('\r\n'));

    expect(share01).toBeGreaterThan(0.9);
  });

  it('are read within the places also where a quote never closes', async () => {
    const lines = toText(people(6_000)).split('\n');
    lines[1_500] = lines[1_500].replace(/^[^;,\t]*/, '"open');

    const share01 = await holdsToBatches(lines.join('\n'));

    expect(share01).toBeGreaterThan(0.9);
  });
});

describe('bytes above ASCII read by stretches', () => {
  it('are UTF-8 where batches find it, and else of the code page', async () => {
    const byte = fc.oneof(
      fc.integer({ min: 0x80, max: 0xff }),
      fc.constantFrom(
        0x61,
        0xc2,
        0xe0,
        0xa0,
        0xed,
        0x9f,
        0xef,
        0xbb,
        0xbf,
        0xf0,
        0x90,
        0xf4,
        0x8f,
        0xc3,
        0xa9,
      ),
    );
    const cell = fc.oneof(
      fc.array(byte, { maxLength: 5 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 40, maxLength: 120 }), async (cells) => {
        const lines = cells.flatMap((bytes, i) => [Buffer.from(`${i};plain;`), bytes, Buffer.from('\n')]);
        await holdsToBatches(Buffer.concat(lines), LARGE, 50_000, {}, { learnRecords: 5 });
      }),
      { numRuns: 150 },
    );
  });

  it('are cut with their line where batches cut it', async () => {
    const regular = Array.from({ length: 3_000 }, (_, i) => `${i};plain;caf\xe9\n`).join('');
    const long = (accent: string, pieces: number) => `7;${`long ${accent} `.repeat(pieces)};x\n`;
    const text = [
      regular,
      long('\xc3\xa9', 300_000),
      regular,
      `${long('\xc3\xa9', 90_000).trim()}${long('\xe9', 200_000)}`,
      regular,
      long('\xe9', 120_000),
      regular,
    ].join('');

    const share01 = await holdsToBatches(Buffer.from(text, 'latin1'), { ...LARGE, text: 2 ** 21 });

    expect(share01).toBeGreaterThan(0.8);
  });
});

describe('regular files read by stretches', () => {
  const text = toText(people(20_000));
  const quoted = Array.from({ length: 20_000 }, (_, i) => `"${i}","a ""b"" c","d,e",""`).join('\n');

  it.each([
    ['plain', Buffer.from(text)],
    ['windows-1252', Buffer.from(text.replaceAll('a', '\xe9'), 'latin1')],
    ['gzip', gzipSync(text)],
    ['all quoted', Buffer.from(`n,b,c,d\n${quoted}\n`)],
    ['without a column of values', Buffer.from('Anna;Lyon;oui\nOtto;Brest;non\n'.repeat(10_000))],
  ])('come by blocks but for the first rows: %s', async (_, content) => {
    const share01 = await holdsToBatches(content, LARGE, 100_000, {}, { learnRecords: 100 });

    expect(share01).toBeGreaterThan(0.99);
  });

  it('stop within a block when they are cancelled', async () => {
    const abort = new AbortController();

    await expect(
      readStretches(sourceOf(text), LARGE, {}, {}, { signal: abort.signal, onStretch: () => abort.abort() }),
    ).rejects.toBeInstanceOf(CancelledError);
  });
});
