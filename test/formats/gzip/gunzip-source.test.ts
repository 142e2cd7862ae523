import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SourceUnreadableError } from '../../../src/formats/errors.ts';
import { gunzipSource } from '../../../src/formats/gzip/gunzip-source.ts';
import { people, toText } from '../csv/people.ts';
import { readAll, sourceOf } from '../csv/reading.ts';

const rows = people(5000);
const text = toText(rows);
/** For chunks of one byte, each of which costs a turn of the inflater's thread. */
const FEW_ROWS = 400;

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

describe('gzip', () => {
  it.each([
    [1, FEW_ROWS],
    [1000, rows.length],
    [1_000_000, rows.length],
  ])('is read through in chunks of %i bytes, all members', async (chunkBytes, rowCount) => {
    const written = rows.slice(0, rowCount);
    const whole = toText(written);
    const half = Math.floor(whole.length / 2);
    const members = Buffer.concat([gzipSync(whole.slice(0, half)), gzipSync(whole.slice(half))]);

    const reading = await readAll(sourceOf(members, chunkBytes, 'leak.csv.gz'));

    expect(reading.rows).toEqual(written);
    expect(reading.coverage).toEqual({ complete: true, bytesRead: members.length, skipped: [] });
  });

  it('that is truncated gives the rows that are readable and tells it', async () => {
    const whole = gzipSync(text);

    const reading = await readAll(sourceOf(whole.subarray(0, whole.length - 4000), 1000, 'leak.csv.gz'));

    expect(reading.rows.length).toBeGreaterThan(4000);
    expect(reading.rows.slice(0, 4000)).toEqual(rows.slice(0, 4000));
    expect(reading.coverage.complete).toBe(false);
    expect(reading.coverage.skipped.at(-1)?.reason).toBe('the gzip file is truncated');
  });

  it('that is damaged in the middle gives what stands before', async () => {
    const damaged = Buffer.from(gzipSync(text));
    const middle = Math.floor(damaged.length / 2);
    damaged.fill(0xff, middle, middle + 50);

    const reading = await readAll(sourceOf(damaged, 1000, 'leak.csv.gz'));

    expect(reading.rows.slice(0, 1000)).toEqual(rows.slice(0, 1000));
    expect(reading.coverage.skipped.at(-1)?.reason).toMatch(/damaged|truncated/);
  });

  it('stops at a bomb and tells it', async () => {
    const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a;b;c\n'));

    const reading = await readAll(sourceOf(bomb, 4096, 'bomb.csv.gz'), { maxRatio: 100 });

    expect(reading.coverage.skipped.at(-1)?.reason).toBe('decompresses more than 100 times its size');
  });

  it('padded with zeros is whole, followed by other bytes is not', async () => {
    const padded = await readAll(sourceOf(Buffer.concat([gzipSync(text), Buffer.alloc(512)])));
    const followed = await readAll(
      sourceOf(Buffer.concat([gzipSync(text), Buffer.from('rest of something')])),
    );

    expect(padded.coverage.complete).toBe(true);
    expect(padded.rows).toEqual(rows);
    expect(followed.coverage.complete).toBe(false);
    expect(followed.rows).toEqual(rows);
  });

  it('passes on that the source failed', async () => {
    const failing = {
      name: 'leak.gz',
      bytes: null,
      async *stream() {
        yield gzipSync(text).subarray(0, 2000);
        throw new SourceUnreadableError('the connection ended');
      },
    };

    await expect(bytesOf(gunzipSource(failing, { maxRatio: 100 }).stream())).rejects.toThrow(
      'the connection ended',
    );
  });
});
