import { describe, expect, test } from 'vitest';
import type { AuditNote } from '../../src/access/audit-log.ts';
import { registerAlerts } from '../../src/api/handlers/alerts.ts';
import { alertHouse, channelTo, MovedClock, overlap } from '../alerts/alert-house.ts';
import { Receivers } from '../alerts/receiver.ts';
import { TestHome } from '../store/test-home.ts';
import { ADMIN, signedInApi } from './signed-in-api.ts';

const home = new TestHome();
const receivers = new Receivers();
const UNKNOWN = 'l_20261122_00000000000000';

async function openApi(actor = ADMIN) {
  const clock = new MovedClock();
  const store = await home.open({ clock });
  const { desk, channels, deliverer } = alertHouse(store, clock);
  const notes: AuditNote[] = [];
  const audit = { note: async (entry: AuditNote) => void notes.push(entry) };
  const api = signedInApi((app) => registerAlerts(app, { channels, audit }), actor);
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await api.request(path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? null : JSON.parse(text) };
  };
  return { ask, notes, desk, deliverer };
}

describe('/alerts', () => {
  test('shows the secret that was made once, and never again', async () => {
    const { ask } = await openApi();

    const made = await ask('POST', '/alerts', channelTo('https://example.org/hook'));
    const listed = await ask('GET', '/alerts');

    expect(made.status).toBe(201);
    expect(made.body.secret).toMatch(/^whsec_/);
    expect(listed.body.items).toMatchObject([{ name: 'team', hasSecret: true, lastDelivery: null }]);
    expect(listed.text).not.toContain(made.body.secret.slice(6));
  });

  test('changes what is said and leaves the rest', async () => {
    const { ask } = await openApi();
    const { body } = await ask('POST', '/alerts', {
      ...channelTo('https://example.org/hook'),
      leastSeverity: 'critical',
      leastShare: 0.5,
      isEnabled: false,
    });

    const changed = await ask('PATCH', `/alerts/${body.channel.id}`, { name: 'others' });

    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({ ...body.channel, name: 'others' });
  });

  test('refuses a target that could never be sent to, and keeps nothing of it', async () => {
    const { ask } = await openApi();

    const refused = await ask('POST', '/alerts', channelTo('http://example.org/hook'));

    expect(refused).toMatchObject({ status: 400, body: { code: 'RP_USAGE' } });
    expect((await ask('GET', '/alerts')).body.items).toEqual([]);
  });

  test('sends a test now, once, and says what came of it', async () => {
    const { url, received } = await receivers.open((_request, count) => (count === 1 ? 500 : 204));
    const { ask } = await openApi();
    const { id } = (await ask('POST', '/alerts', channelTo(url))).body.channel;

    const failed = await ask('POST', `/alerts/${id}/test`);
    const delivered = await ask('POST', `/alerts/${id}/test`);

    expect(failed.body).toEqual({ delivered: false, failure: '127.0.0.1: it answered 500' });
    expect(delivered.body).toEqual({ delivered: true, failure: null });
    expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(['test', 'test']);
    expect((await ask('GET', '/alerts')).body.items[0].lastDelivery).toMatchObject({ state: 'delivered' });
  });

  test('lists what was sent, newest first, by pages', async () => {
    const { url } = await receivers.open();
    const { ask, desk, deliverer } = await openApi();
    const { id } = (await ask('POST', '/alerts', channelTo(url))).body.channel;
    for (const number of [1, 2, 3]) await desk.raise(overlap(number, number / 10));
    await deliverer.deliver();

    const first = await ask('GET', `/alerts/${id}/deliveries?limit=2`);
    const second = await ask('GET', `/alerts/${id}/deliveries?limit=2&cursor=${first.body.next}`);

    const subjects = [...first.body.items, ...second.body.items].map(({ subject }) => subject.slice(0, 4));
    expect(subjects).toEqual(['30.0', '20.0', '10.0']);
    expect(second.body.next).toBeNull();
  });

  test('is paged', async () => {
    const { ask } = await openApi();
    for (const name of ['a', 'b', 'c']) await ask('POST', '/alerts', channelTo('https://example.org/', name));

    const first = await ask('GET', '/alerts?limit=2');
    const second = await ask('GET', `/alerts?limit=2&cursor=${first.body.next}`);

    expect([first, second].map(({ body }) => body.items.length)).toEqual([2, 1]);
    expect(second.body.next).toBeNull();
  });

  test('notes what was done to a channel, without its target and secret', async () => {
    const { url } = await receivers.open();
    const { ask, notes } = await openApi();
    const { id } = (await ask('POST', '/alerts', channelTo(url))).body.channel;
    await ask('PATCH', `/alerts/${id}`, { isEnabled: false });
    await ask('POST', `/alerts/${id}/test`);
    await ask('DELETE', `/alerts/${id}`);

    expect(notes.map(({ action }) => action)).toEqual([
      'channel.added',
      'channel.changed',
      'channel.tested',
      'channel.removed',
    ]);
    expect(notes.every(({ object }) => object === `channel ${id}`)).toBe(true);
    expect(JSON.stringify(notes)).not.toMatch(/127[.]0[.]0[.]1|whsec_/);
  });

  test.each([
    ['PATCH', `/alerts/${UNKNOWN}`, {}],
    ['DELETE', `/alerts/${UNKNOWN}`, undefined],
    ['POST', `/alerts/${UNKNOWN}/test`, undefined],
    ['GET', `/alerts/${UNKNOWN}/deliveries`, undefined],
  ])('%s %s of nothing is not found', async (method, path, body) => {
    const { ask } = await openApi();

    expect(await ask(method, path, body)).toMatchObject({ status: 404, body: { code: 'RP_NOT_FOUND' } });
  });

  test('is for admins', async () => {
    const { ask } = await openApi({ ...ADMIN, role: 'responder' });

    expect((await ask('GET', '/alerts')).status).toBe(403);
  });
});
