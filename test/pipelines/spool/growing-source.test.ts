import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import { SourceUnreadableError } from '../../../src/formats/errors.ts';
import { refusalOf } from '../../store/test-home.ts';
import { readAll, SpoolPlace, someBytes, streamOf } from './spool-place.ts';

const place = new SpoolPlace();
const HOUR_MS = 3_600_000;

describe('a file whose upload goes on', () => {
  test('is read as it comes, by whoever opened it before its first byte', async () => {
    const bytes = someBytes(100_000);
    const { id } = await place.begin({ bytes: bytes.length });
    const source = await place.newSpool().open(id);
    const reading = readAll(source.stream());

    await place.spool.append(id, 0, streamOf(bytes.subarray(0, 40_000)));
    await sleep(250);
    await place.spool.append(id, 40_000, streamOf(bytes.subarray(40_000)));

    expect((await reading).equals(bytes)).toBe(true);
  });

  test('says that it is read from its start only, until all has come', async () => {
    const { id } = await place.begin({ bytes: 10 });
    const source = await place.spool.open(id);
    const before = [source.bytes, source.seekable];

    await place.spool.append(id, 0, streamOf(someBytes(10)));
    await readAll(source.stream());

    expect(before).toEqual([10, false]);
    expect(source.seekable).toBe(true);
  });

  test('has its size once it is known, where it was not announced', async () => {
    const { id } = await place.begin();
    const source = await place.spool.open(id);
    const reading = readAll(source.stream());
    await place.spool.append(id, 0, streamOf(someBytes(12)));
    await place.spool.finish(id);

    expect(await reading).toHaveLength(12);
    expect(source.bytes).toBe(12);
  });

  test('fails its reader when nobody goes on with it', async () => {
    const { id } = await place.begin({ bytes: 10 });
    const reading = refusalOf(readAll((await place.spool.open(id)).stream()));

    place.clock.advance(HOUR_MS + 1);

    const refusal = await reading;
    expect(refusal).toBeInstanceOf(SourceUnreadableError);
    expect(refusal.message).toContain('nobody goes on with it');
  });

  test('fails its reader when it is destroyed', async () => {
    const { id } = await place.begin({ bytes: 10 });
    const reading = refusalOf(readAll((await place.spool.open(id)).stream()));

    await place.spool.destroy(id);

    expect((await reading).message).toContain('destroyed');
  });

  test('lets a reader go that is cancelled while it waits', async () => {
    const { id } = await place.begin({ bytes: 10 });
    const controller = new AbortController();
    const source = await place.spool.open(id, controller.signal);
    const reading = refusalOf(readAll(source.stream()));

    await sleep(20);
    controller.abort();

    expect((await reading).code).toBe('RP_CANCELLED');
  });
});

describe('a complete file', () => {
  test('ends its reader with a failure when it is destroyed half-way', async () => {
    const { id } = await place.put(someBytes(5_000_000));
    const stream = (await place.spool.open(id)).stream()[Symbol.asyncIterator]();
    await stream.next();

    await place.spool.destroy(id);
    const rest = refusalOf(readAll({ [Symbol.asyncIterator]: () => stream }));

    expect(await rest).toBeInstanceOf(SourceUnreadableError);
  });

  test('is not opened any more once it is destroyed, and its name obeys nobody', async () => {
    const { id } = await place.put(someBytes(5), { name: 'a\u001b[31m\u202e.txt' });
    await place.spool.destroy(id);

    const refusal = await refusalOf(place.spool.open(id));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toMatch(/^a\\x1b\[31m\\u202e\.txt was destroyed/);
  });
});
