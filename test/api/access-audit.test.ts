import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { describe, expect, test } from 'vitest';
import { network } from '../../src/api/middleware/client-address.ts';
import { ownHosts } from '../../src/api/middleware/host-check.ts';
import { silentLogger } from '../../src/core/log.ts';
import { createGuard } from '../access/create-guard.ts';
import { HandClock, ORIGIN, PASSWORD, testAccess } from '../access/test-access.ts';
import { testService } from '../access/test-service.ts';
import { TestHome } from '../store/test-home.ts';

const home = new TestHome();

interface ShownEntry {
  readonly number: number;
  readonly actor: string;
  readonly action: string;
  readonly object: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

async function started() {
  const clock = new HandClock();
  const access = testAccess(await home.open({ clock }), clock);
  const { client } = testService(access);
  const anna = client();
  const secret = (await access.firstAdmin.path())!.split('#')[1];
  await anna.enter('/setup', { secret, name: 'anna', password: PASSWORD });
  return { access, anna, client };
}

describe('the audit log in the API', () => {
  test('names who did what, from where, newest first and by filter', async () => {
    const { anna, client } = await started();
    const headers = { 'x-forwarded-for': '198.51.100.7' };
    await client().ask('/session', { json: { name: 'anna', password: 'wrong password!!' }, headers });
    await anna.ask('/users', { json: { name: 'bert', role: 'viewer' } });

    const all = (await (await anna.ask('/audit')).json()) as { items: ShownEntry[] };
    const some = (await (await anna.ask('/audit?action=session.refused')).json()) as { items: ShownEntry[] };

    expect(all.items.map(({ actor, action, object }) => [actor, action, object])).toEqual([
      ['anna', 'user.invited', 'user bert'],
      ['nobody', 'session.refused', 'user anna'],
      ['anna', 'session.begun', 'user anna'],
      ['anna', 'user.setup', 'user anna'],
    ]);
    expect(some.items).toHaveLength(1);
    expect(some.items[0]!.facts).toEqual({ address: '198.51.100.7', isLocked: false });
  });

  test('is read by pages that neither repeat nor leave out', async () => {
    const { anna, access } = await started();
    for (let number = 0; number < 5; number++)
      await access.audit.note({ actor: 'system', action: 'x', object: null });

    const numbers: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const answer = await anna.ask(`/audit?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const page = (await answer.json()) as { items: ShownEntry[]; next: string | null };
      numbers.push(...page.items.map(({ number }) => number));
      cursor = page.next;
    }

    expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  test.each(['%F0', 'LTE', 'x'.repeat(200), 'MScgb3IgMQ'])('refuses the cursor %s', async (cursor) => {
    const { anna } = await started();

    expect((await anna.ask(`/audit?cursor=${cursor}`)).status).toBe(400);
  });

  test('is verified, and notes that it was', async () => {
    const { anna } = await started();

    const verification = (await (await anna.ask('/audit/verification')).json()) as object;
    const { items } = (await (await anna.ask('/audit?limit=1')).json()) as { items: ShownEntry[] };

    expect(verification).toMatchObject({ holds: true, entries: 2, brokenAt: null });
    expect(items[0]).toMatchObject({ action: 'audit.verified', facts: { holds: true } });
  });

  test('is exported whole, a line each, its export included', async () => {
    const { anna } = await started();

    const answer = await anna.ask('/audit/export');
    const lines = (await answer.text()).trimEnd().split('\n');

    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    const entries = lines.map((line) => JSON.parse(line) as ShownEntry);
    expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(entries[2]!.action).toBe('audit.exported');
  });
});

describe('where a request comes from', () => {
  test('is the other end of its connection, whatever it says, where no proxy stands before', async () => {
    const { access } = await started();
    const app = createGuard(access, { hosts: ['127.0.0.1:1'], origin: ORIGIN, proxies: 0 }, silentLogger);
    const seen: (string | undefined)[] = [];
    app.get('/', (context) => {
      seen.push(context.get('address'));
      return context.text('');
    });
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { Agent, request } = await import('undici');
    const dispatcher = new Agent();

    await request(`http://127.0.0.1:${port}/`, {
      dispatcher,
      headers: { host: '127.0.0.1:1', 'x-forwarded-for': '203.0.113.1' },
    });

    await dispatcher.close();
    server.close();
    expect(seen).toEqual(['127.0.0.1']);
  });

  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
    ['2001:DB8:0:1::9', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, counted) => {
    expect(network(address)).toBe(counted);
  });
});

test.each([
  ['127.0.0.1', ['127.0.0.1:7411', '[::1]:7411', 'localhost:7411', 'rowprint.example', 'other.example']],
  ['192.0.2.5', ['192.0.2.5:7411', 'rowprint.example', 'other.example']],
  ['2001:db8::5', ['[2001:db8::5]:7411', 'rowprint.example', 'other.example']],
])('bound to %s the service answers to %j', (host, hosts) => {
  expect(ownHosts({ host, port: 7411 }, 'https://rowprint.example', ['other.example'])).toEqual(hosts);
});
