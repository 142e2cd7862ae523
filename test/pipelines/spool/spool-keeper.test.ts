import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSpoolKeeper, type SpoolKeeper } from '../../../src/pipelines/spool/spool-keeper.ts';
import { spoolKeyFrom } from '../../../src/pipelines/spool/spool-key.ts';
import type { RunState } from '../../../src/store/run-records.ts';
import { SpoolPlace, someBytes } from './spool-place.ts';

const place = new SpoolPlace();
const HOUR_MS = 3_600_000;

function keeper(states: Readonly<Record<string, RunState>> = {}): SpoolKeeper {
  return createSpoolKeeper({
    spool: place.spool,
    files: place.store.suspectFiles,
    findRun: async (id) => (states[id] === undefined ? null : { state: states[id] }),
    clock: place.clock,
    giveUpMs: HOUR_MS,
  });
}

async function stateOf(id: string): Promise<unknown[]> {
  const file = await place.store.suspectFiles.find(id);
  return [file?.state, file?.failure];
}

describe('the keeper of the spool', () => {
  test('destroys a file when its time has come, and not before', async () => {
    const { id } = await place.put(someBytes(10));
    await keeper().tidy();
    const before = await stateOf(id);
    place.clock.set(2);

    await keeper().tidy();

    expect(before).toEqual(['complete', null]);
    expect(await stateOf(id)).toEqual(['destroyed', null]);
    expect(await place.spoolFiles()).toEqual([]);
  });

  test('ends an upload that nobody goes on with', async () => {
    const { id } = await place.begin({ bytes: 10 });
    place.clock.advance(HOUR_MS);

    await keeper().tidy();

    expect(await stateOf(id)).toEqual(['failed', 'given-up']);
  });

  test('destroys a file at once when its run ended, unless another needs it', async () => {
    const { id } = await place.put(someBytes(10));
    await place.store.suspectFiles.addRun(id, 'q_1');
    await place.store.suspectFiles.addRun(id, 'q_2');

    await keeper({ q_1: 'succeeded', q_2: 'queued' }).runEnded('q_1');
    const between = await stateOf(id);
    await keeper({ q_1: 'succeeded', q_2: 'failed' }).runEnded('q_2');

    expect(between).toEqual(['complete', null]);
    expect(await stateOf(id)).toEqual(['destroyed', null]);
  });

  test('ends what was encrypted with a key that ended with its process', async () => {
    const { id } = await place.put(someBytes(10));
    place.spool = place.newSpool({ key: spoolKeyFrom(new Uint8Array(32).fill(6)) });

    await keeper().tidy();

    expect(await stateOf(id)).toEqual(['failed', 'key-gone']);
  });

  test('ends a file whose bytes are gone, whole or in part', async () => {
    const whole = await place.put(someBytes(10));
    const part = await place.put(someBytes(10));
    await rm(join(place.spoolFolder, whole.id));
    await writeFile(join(place.spoolFolder, part.id), someBytes(9));
    place.clock.advance(60_000);

    await keeper().tidy();

    expect([await stateOf(whole.id), await stateOf(part.id)]).toEqual([
      ['failed', 'bytes-gone'],
      ['failed', 'bytes-gone'],
    ]);
  });

  test('removes files that no record speaks of, and leaves those of sweeps alone', async () => {
    const { id } = await place.put(someBytes(10));
    await writeFile(join(place.spoolFolder, 'f_20260101_00000000000000'), 'x');
    await writeFile(join(place.spoolFolder, 'spool-1'), 'x');

    await keeper().tidy();

    expect((await place.spoolFiles()).sort()).toEqual([id, 'spool-1']);
  });
});
