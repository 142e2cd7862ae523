import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/core/errors.ts';
import { csvFormat } from '../../../src/formats/csv/csv-format.ts';
import { bytesHeld } from '../../bytes-held.ts';
import { people, toText } from './people.ts';
import { LIMITS, read, readAll, sourceOf } from './reading.ts';

describe('limits', () => {
  it('cut long cells and tell it', async () => {
    const rows = people(30);
    rows[4] = [...rows[4].slice(0, 8), 'x'.repeat(500)];

    const reading = await read(toText(rows), { maxCellChars: 100 });

    expect(reading.rows[4][8]).toBe('x'.repeat(100));
    expect(reading.coverage.skipped).toEqual([
      { what: 'parts of row 5 of leak.csv', reason: 'cells longer than 100 characters were cut', rows: 1 },
    ]);
  });

  it('cut wide rows and tell it', async () => {
    const reading = await read(toText(people(30)), { maxColumns: 4 });

    expect(reading.rows.every((row) => row.length === 4)).toBe(true);
    expect(reading.facts.sections[0].columnCount).toBe(4);
    expect(reading.coverage.skipped[0]).toMatchObject({ what: 'parts of rows 1-30 of leak.csv', rows: 30 });
  });

  it('stop at the bytes allowed and tell where', async () => {
    const rows = people(3000);

    const reading = await read(toText(rows), { maxBytes: 100_000 });

    expect(reading.rows.length).toBeLessThan(1500);
    expect(reading.rows.slice(0, 1000)).toEqual(rows.slice(0, 1000));
    expect(reading.coverage.complete).toBe(false);
    expect(reading.coverage.skipped.map((entry) => entry.reason)).toContain(
      'more bytes than the limit allows',
    );
  });

  it('bound the memory of a line that never ends', async () => {
    const block = Buffer.alloc(1024 * 1024, 'abcdefgh');
    const before = bytesHeld();
    let most = 0;
    const endless = {
      name: 'endless.txt',
      bytes: null,
      async *stream() {
        for (let i = 0; i < 200; i++) {
          yield block;
          if (i % 20 === 0) most = Math.max(most, bytesHeld() - before);
        }
        yield Buffer.from('\nlast line\n');
      },
    };

    const reading = await readAll(endless, {}, { maxRecordChars: 1024 * 1024 });

    expect(reading.rows).toHaveLength(2);
    expect(reading.rows[1]).toEqual(['last line']);
    expect(reading.coverage.complete).toBe(false);
    // Kept, it would be 200 MB; what nobody has any more may be counted for a while.
    expect(most).toBeLessThan(100e6);
  });
});

describe('an open file', () => {
  it('stops within a batch when it is cancelled', async () => {
    const abort = new AbortController();
    const file = await csvFormat.open(sourceOf(toText(people(20_000))), LIMITS);
    const reading = (async () => {
      for await (const batch of file.batches(abort.signal)) if (batch.length > 0) abort.abort();
    })();

    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });

  it('counts the bytes as they are read', async () => {
    const text = toText(people(20_000));
    const file = await csvFormat.open(sourceOf(text), LIMITS);
    const counts: number[] = [];
    for await (const _ of file.batches()) counts.push(file.bytesRead());

    expect(counts[0]).toBeLessThan(Buffer.byteLength(text) / 2);
    expect(file.bytesRead()).toBe(Buffer.byteLength(text));
    expect(file.coverage()).toMatchObject({ complete: true, bytesRead: Buffer.byteLength(text) });
  });

  it('never has a cell in its facts or coverage', async () => {
    const rows = people(200).map((row, i) => (i % 9 === 0 ? row.slice(0, 5) : row));
    const reading = await read(toText(rows));
    const told = JSON.stringify([reading.facts, reading.coverage]);

    const cells = rows.flat().filter((cell) => cell.length > 4);
    expect(cells.filter((cell) => told.includes(cell))).toEqual([]);
  });
});
