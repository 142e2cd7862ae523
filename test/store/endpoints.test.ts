import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { addTable, SNAPSHOT } from './samples.ts';
import { refusalOf, TestHome } from './test-home.ts';
import { addEndpoint, DayClock, day, newEndpoint } from './watched-samples.ts';

const home = new TestHome();

async function keep(store: Store, name: string): Promise<void> {
  const writer = await store.beginPrint({ kind: 'suspect', snapshotAt: SNAPSHOT });
  await writer.commit({}, { suspect: { name, sha256: 'ab'.repeat(32) } });
}

describe('endpoints', () => {
  test('are listed by name with all that was said of them, after a restart too', async () => {
    const store = await home.open({ clock: new DayClock() });
    await addEndpoint(store, 'server b');
    const added = await store.endpoints.add(newEndpoint('server a'), day(2));
    await store.close();
    const again = await home.open();

    const endpoints = await again.endpoints.list();

    expect(endpoints.map(({ name }) => name)).toEqual(['server a', 'server b']);
    expect(endpoints[0]).toEqual(added);
    expect(added).toEqual({
      ...newEndpoint('server a'),
      id: expect.stringMatching(/^e_20260101_/),
      createdAt: day(1),
      nextDueAt: day(2),
      failures: 0,
    });
  });

  test('are found by name or URL, and a wanted one that is unknown is refused by name', async () => {
    const store = await home.open();
    const added = await addEndpoint(store, 'Hôpital'.normalize('NFD'));

    expect(await store.endpoints.find('Hôpital'.normalize('NFC'))).toEqual(added);
    expect(await store.endpoints.get('Hôpital')).toEqual(added);
    expect(await store.endpoints.findByUrl(added.url)).toEqual(added);
    expect(await store.endpoints.find('nobody')).toBeNull();
    expect(await store.endpoints.findByUrl('ftp://nobody.example/')).toBeNull();
    const refusal = await refusalOf(store.endpoints.get('nobody'));
    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('"nobody"');
  });

  test('keep without a schedule and without limits what was left out', async () => {
    const store = await home.open();
    const options = {
      ...newEndpoint('server').options,
      schedule: null,
      loginFile: null,
      extractsEndAt: null,
      staleAfterDays: null,
    };

    await store.endpoints.add({ ...newEndpoint('server'), options }, null);

    expect(await store.endpoints.get('server')).toMatchObject({ options, nextDueAt: null });
  });

  test('are told when they are due next and how often they were not reached', async () => {
    const store = await home.open();
    const { id } = await addEndpoint(store, 'server');
    await addEndpoint(store, 'other');

    await store.endpoints.setDue(id, day(3), 2);

    expect(await store.endpoints.get('server')).toMatchObject({ nextDueAt: day(3), failures: 2 });
    expect(await store.endpoints.get('other')).toMatchObject({ nextDueAt: null, failures: 0 });
  });

  test.each(['', ' server', '../x', 'a\nb'])('refuse the name %j', async (name) => {
    const store = await home.open();

    expect(await refusalOf(addEndpoint(store, name))).toBeInstanceOf(UsageError);
  });

  test('refuse a URL that is registered, naming the endpoint that has it', async () => {
    const store = await home.open();
    await addEndpoint(store, 'server');

    const refusal = await refusalOf(store.endpoints.add({ ...newEndpoint('server'), name: 'other' }, null));

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toContain('as endpoint server');
  });

  test.each([
    'ftp://ana:hunter2@ftp.example/',
    'ftp://hunter2@ftp.example/',
    'https://www.example/?token=hunter2',
  ])('never store a login, as in %s', async (url) => {
    const store = await home.open();

    const refusal = await refusalOf(store.endpoints.add({ ...newEndpoint('server'), url }, null));

    expect(refusal).toBeInstanceOf(RangeError);
    expect(refusal.message).not.toContain('hunter2');
    expect(await store.endpoints.list()).toEqual([]);
    expect((await readFile(home.file)).includes('hunter2')).toBe(false);
  });
});

describe('a name', () => {
  test('is of one endpoint alone', async () => {
    const store = await home.open();
    await addEndpoint(store, 'server');

    const refusal = await refusalOf(
      store.endpoints.add({ ...newEndpoint('server'), url: 'ftp://other.example/' }, null),
    );

    expect(refusal).toBeInstanceOf(UsageError);
    expect(refusal.message).toMatch(/an endpoint is named server already: choose another/);
  });

  test('of a table or a kept suspect is refused to an endpoint', async () => {
    const store = await home.open();
    await addTable(store, 'lab_a', new Uint8Array(1));
    await keep(store, 'leak');

    const table = await refusalOf(addEndpoint(store, 'lab_a'));
    const suspect = await refusalOf(addEndpoint(store, 'leak'));

    expect(table.message).toContain('a table is named lab_a');
    expect(suspect.message).toContain('a kept suspect is named leak');
    expect(await store.endpoints.list()).toEqual([]);
  });

  test('of an endpoint is refused to a table, before the work and again at its end', async () => {
    const store = await home.open();
    await addEndpoint(store, 'server');

    const early = await refusalOf(store.tables.requireFreeName('server'));
    const late = await refusalOf(addTable(store, 'server', new Uint8Array(1)));

    for (const refusal of [early, late]) {
      expect(refusal).toBeInstanceOf(UsageError);
      expect(refusal.message).toContain('an endpoint is named server');
    }
    expect(await store.prints.list()).toEqual([]);
  });

  test('of an endpoint is refused to a suspect, before the work and again at its end', async () => {
    const store = await home.open();
    await addEndpoint(store, 'server');

    const early = await refusalOf(store.suspects.requireFreeName('server'));
    const late = await refusalOf(keep(store, 'server'));

    for (const refusal of [early, late]) {
      expect(refusal).toBeInstanceOf(UsageError);
      expect(refusal.message).toContain('an endpoint is named server');
    }
    expect(await store.prints.list()).toEqual([]);
  });
});
