import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLANK_WORDS, isBlank } from '../../fingerprints/fields/blank.ts';
import type { ByteSource } from '../../src/core/byte-source.ts';
import { csvFormat } from '../../src/formats/csv/csv-format.ts';
import { type SuspectSurvey, surveySuspect } from '../../src/pipelines/survey-suspect.ts';
import { people, toText } from '../formats/csv/people.ts';
import { checkedBlocks } from '../formats/csv/places.ts';
import { sourceOf } from '../formats/csv/reading.ts';

const LIMITS = { maxCellChars: 1000, maxColumns: 100, maxBytes: 2 ** 30, maxRatio: 250 };
const SIZES = { text: 32 * 1024, cells: 128 * 1024, spill: 16 * 1024 };

function survey(source: ByteSource, withBlocks: boolean): Promise<SuspectSurvey> {
  const blocks = withBlocks ? checkedBlocks(SIZES) : null;
  return surveySuspect(source, csvFormat, LIMITS, undefined, () => {}, blocks);
}

test('a survey over blocks finds what one over rows finds, its sample included', async () => {
  const source = sourceOf(`${toText(people(14_000))}\nodd;line\n${toText(people(2_000, 7))}`);

  expect(await survey(source, true)).toEqual(await survey(source, false));
}, 60_000);

test('the kernel counts the same cells for filled as isBlank does', async () => {
  const word = fc.constantFrom(...BLANK_WORDS);
  const cell = fc.oneof(
    word,
    word.map((text) => text.toUpperCase()),
    word.map((text) => text.replaceAll('e', '\u00e9')),
    fc.tuple(word, fc.string({ maxLength: 3 })).map(([text, more]) => text + more),
    fc.tuple(fc.string({ maxLength: 2 }), word).map(([more, text]) => more + text),
    fc.tuple(word, fc.nat(4)).map(([text, length]) => text.slice(0, length)),
    fc.tuple(word, fc.nat(30)).map(([text, blanks]) => text + ' '.repeat(blanks)),
    fc.string({
      unit: fc.constantFrom(...'-_.,:?!*#/\\`'.split(''), ' ', '\u2013', '\u00a0', 'N', '\u00c9'),
      maxLength: 4,
    }),
    fc.string({ unit: 'grapheme', maxLength: 25 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 60, maxLength: 200 }), async (cells) => {
      const kept = cells.map((text) => text.replaceAll(/[;"\r\n\0\ufeff]|\p{Cs}/gu, ''));
      const lines = Array.from({ length: 500 }, (_, i) => `${i};ok\n`);
      const source = sourceOf([...lines, ...kept.map((text, i) => `${i};${text}\n`)].join(''));

      const found = await survey(source, true);

      const filled = kept.filter((text) => !isBlank(text)).length;
      expect(found.sections.map((section) => section.filled)).toEqual([[500 + kept.length, 500 + filled]]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
