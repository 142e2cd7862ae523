import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { SNAPSHOT } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const SHA256 = 'ab'.repeat(32);

async function keep(store: Store, name: string): Promise<string> {
  const writer = await store.beginPrint({ kind: 'suspect', snapshotAt: SNAPSHOT });
  await writer.write('rows', new Uint8Array(100));
  await writer.commit({}, { suspect: { name, sha256: SHA256 } });
  return writer.subjectId;
}

describe('kept suspects', () => {
  test('are listed by name, each with the subject of its print', async () => {
    const store = await home.open();
    await keep(store, 'second leak');
    const id = await keep(store, 'first leak');

    const suspects = await store.suspects.list();

    expect(suspects.map((suspect) => suspect.name)).toEqual(['first leak', 'second leak']);
    expect(suspects[0]).toMatchObject({ id, sha256: SHA256 });
    expect(await store.prints.list({ kind: 'suspect', subjectId: id })).toHaveLength(1);
  });

  test('take a name once: refused before the work and again at its end', async () => {
    const store = await home.open();
    await keep(store, 'leak');

    expect(await refusalOf(store.suspects.requireFreeName('leak'))).toBeInstanceOf(UsageError);
    expect(await refusalOf(keep(store, 'leak'))).toBeInstanceOf(UsageError);
    expect(await store.prints.list()).toHaveLength(1);
  });

  test('are forgotten with their print', async () => {
    const store = await home.open();
    await keep(store, 'leak');

    expect(await store.suspects.forget('leak')).toEqual({ erasedPrints: 1, bytesGone: true });

    expect(await store.suspects.find('leak')).toBeNull();
    expect(await store.prints.list()).toEqual([]);
    expect((await refusalOf(store.suspects.get('leak'))).message).toContain('"leak"');
    expect(await refusalOf(store.suspects.forget('leak'))).toBeInstanceOf(UsageError);
  });
});
