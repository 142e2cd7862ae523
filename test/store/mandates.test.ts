import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { NewMandate } from '../../src/store/mandate-records.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { DayClock, day } from './watched-samples.ts';

const home = new TestHome();

function mandate(target: string, until = '2026-12-31'): NewMandate {
  return { target, owner: 'Information security', reference: 'ticket 12', until };
}

describe('mandates', () => {
  test('are listed by target with all that was said of them, after a restart too', async () => {
    const store = await home.open({ clock: new DayClock() });
    await store.mandates.put(mandate('ftp.example.org:2121'));
    await store.mandates.put(mandate('192.0.2.0/24'));
    await store.close();

    const mandates = await (await home.open()).mandates.list();

    expect(mandates).toEqual([
      { ...mandate('192.0.2.0/24'), createdAt: day(1) },
      { ...mandate('ftp.example.org:2121'), createdAt: day(1) },
    ]);
  });

  test('are replaced by another one for the same target', async () => {
    const clock = new DayClock();
    const store = await home.open({ clock });
    await store.mandates.put(mandate('192.0.2.7'));
    clock.set(2);

    await store.mandates.put(mandate('192.0.2.7', '2027-12-31'));

    expect(await store.mandates.list()).toEqual([
      { ...mandate('192.0.2.7', '2027-12-31'), createdAt: day(2) },
    ]);
  });

  test('are removed by their target, which is named where there is none', async () => {
    const store = await home.open();
    await store.mandates.put(mandate('192.0.2.7'));
    await store.mandates.put(mandate('192.0.2.8'));

    await store.mandates.remove('192.0.2.7');

    expect((await store.mandates.list()).map(({ target }) => target)).toEqual(['192.0.2.8']);
    const refusal = await refusalOf(store.mandates.remove('192.0.2.7'));
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('"192.0.2.7"');
  });
});
