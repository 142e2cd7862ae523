import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOfTranscript, packTranscript } from '../../src/store/transcript-text.ts';

const MOST_BYTES = 4 * 1024 * 1024;

describe('a packed transcript', () => {
  test('has the lines that were packed', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));

    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(linesOfTranscript(packTranscript(lines))).toEqual(lines);
      }),
    );
  });

  test.each([[[]], [['']], [['', '', 'x']], [['\ufeff220 ready']]])(
    'keeps %j apart from the like',
    (lines) => {
      expect(linesOfTranscript(packTranscript(lines))).toEqual(lines);
    },
  );

  test('has a blank where a line had a line break: a server cannot add lines of its own', () => {
    expect(linesOfTranscript(packTranscript(['< 220 a\r\n> PASS b']))).toEqual(['< 220 a  > PASS b']);
  });

  test('keeps both ends of what is longer than 4 MiB, and says how much is missing', () => {
    const lines = Array.from({ length: 60_000 }, (_, index) => `${index} `.padEnd(100, 'é'));

    const packed = packTranscript(lines);
    const kept = linesOfTranscript(packed);

    expect(packed.length).toBeLessThanOrEqual(MOST_BYTES);
    expect(packed.length).toBeGreaterThan(0.99 * MOST_BYTES);
    expect(kept[0]).toBe(lines[0]);
    expect(kept.at(-1)).toBe(lines.at(-1));
    const notes = kept.filter((line) => line.startsWith('…'));
    expect(notes).toEqual([`… ${60_000 - (kept.length - 1)} lines are not kept`]);
  });

  test('keeps what is around a line that is too long by itself', () => {
    const packed = packTranscript(['first', 'x'.repeat(2 * MOST_BYTES), 'last']);

    expect(linesOfTranscript(packed)).toEqual(['first', '… 1 lines are not kept', 'last']);
  });
});
