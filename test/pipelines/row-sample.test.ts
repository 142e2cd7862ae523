import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowSample } from '../../src/pipelines/row-sample.ts';
import { bytesHeld } from '../bytes-held.ts';

test('a sample keeps all rows while there are no more than its size', () => {
  const rows = Array.from({ length: 100 }, (_, at) => [`${at}`, 'x']);
  const sample = createRowSample(100);

  for (const row of rows) sample.add(row);

  expect(sample.rows()).toEqual(rows);
});

test('a sample is drawn from all rows alike', () => {
  const sample = createRowSample(5000);

  for (let at = 0; at < 200_000; at++) sample.add([`${at}`]);

  const tenths = Array.from({ length: 10 }, () => 0);
  for (const [cell] of sample.rows()) tenths[Math.floor(Number(cell) / 20_000)]!++;
  // 500 expected in each, standard deviation 21: six of them happen once in a hundred million.
  for (const count of tenths) expect(Math.abs(count - 500)).toBeLessThan(127);
  expect(new Set(sample.rows().map(([cell]) => cell)).size).toBe(5000);
});

test('sampled cells are equal to those added, whatever is in them', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\u0000', '\u{10FFFE}', '\ud800'));
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const sample = createRowSample(1);
      sample.add(cells);
      expect(sample.rows()).toEqual([cells]);
    }),
  );
});

test('sampled cells do not keep the chunk of the file that they were cut from', () => {
  const sample = createRowSample(60);
  const before = bytesHeld();

  for (let at = 0; at < 60; at++) {
    const chunk = Buffer.alloc(1_000_000, 65 + (at % 26)).toString('latin1');
    sample.add([chunk.slice(10, 40), chunk.slice(50, 90)]);
  }

  // Kept, they would be 60 MB; buffers that nobody has any more may be counted for a while.
  expect(bytesHeld() - before).toBeLessThan(30_000_000);
  expect(sample.rows()).toHaveLength(60);
});
