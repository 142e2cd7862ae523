import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { webhookSender } from '../../src/alerts/webhook/webhook-sender.ts';
import { refusalOf, TestHome } from '../store/test-home.ts';
import { alertHouse, channelTo, exposure, MovedClock, overlap, webhooks } from './alert-house.ts';
import { Receivers } from './receiver.ts';

const home = new TestHome();
const receivers = new Receivers();

async function openHouse(trustedHosts: readonly string[] = []) {
  const clock = new MovedClock();
  const store = await home.open({ clock });
  return { clock, store, ...alertHouse(store, clock, [webhooks(clock, trustedHosts)]) };
}

describe('a webhook', () => {
  test('is JSON with the alert, its link and no more', async () => {
    const { url, received } = await receivers.open();
    const { desk, channels, deliverer } = await openHouse();
    await channels.add(channelTo(url));

    await desk.raise(overlap(1, 0.9));
    await deliverer.deliver();

    expect(received).toHaveLength(1);
    expect(received[0]!.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]!.body)).toEqual({
      schema: 'rowprint.alert/1',
      id: expect.stringMatching(/^d_20261122_/),
      type: 'overlap.above',
      timestamp: '2026-11-22T09:00:00.000Z',
      severity: 'high',
      subject: '90.0 % of the rows of leak.txt are ours',
      text: expect.stringContaining('46,173 people'),
      link: `https://rowprint.example.org/reports/${overlap(1).report}`,
      data: { report: overlap(1).report, suspect: 'leak.txt', share: 0.9, persons: 46_173 },
    });
  });

  test('is signed over id, time and body, with the secret that was shown once', async () => {
    const { url, received } = await receivers.open();
    const { desk, channels, deliverer, clock } = await openHouse();
    const { secret } = await channels.add(channelTo(url));

    await desk.raise(overlap(1));
    clock.pass(7000);
    await deliverer.deliver();

    const { headers, body } = received[0]!;
    const key = Buffer.from(secret!.slice('whsec_'.length), 'base64');
    const signed = `${JSON.parse(body).id}.${Date.parse('2026-11-22T09:00:07Z') / 1000}.${body}`;
    expect(headers['webhook-id']).toBe(JSON.parse(body).id);
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
  });

  test('is sent again with the same id and a new time until the server takes it', async () => {
    const { url, received } = await receivers.open((_request, count) => (count < 3 ? 503 : 204));
    const { desk, channels, deliverer, clock } = await openHouse();
    const { channel } = await channels.add(channelTo(url));

    await desk.raise(overlap(1));
    for (let minute = 0; minute < 3; minute++) {
      await deliverer.deliver();
      clock.pass(60_000);
    }

    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(await channels.deliveries(channel.id, 10)).toMatchObject([
      { state: 'delivered', attempts: 3, nextAt: null },
    ]);
  });

  test('is not repeated where the server says that it never will do', async () => {
    const { url, received } = await receivers.open(() => 410);
    const { desk, channels, deliverer, clock } = await openHouse();
    const { channel } = await channels.add(channelTo(url));

    await desk.raise(overlap(1));
    await deliverer.deliver();
    clock.pass(3_600_000);
    await deliverer.deliver();

    expect(received).toHaveLength(1);
    expect(await channels.deliveries(channel.id, 10)).toMatchObject([
      { state: 'failed', failure: '127.0.0.1: it answered 410' },
    ]);
  });

  test('follows no redirect', async () => {
    const elsewhere = await receivers.open();
    const { url } = await receivers.open(() => elsewhere.url);
    const { channels } = await openHouse();
    const { channel } = await channels.add(channelTo(url));

    const attempt = await channels.test(channel.id);

    expect(attempt).toMatchObject({ isDelivered: false, isLasting: true });
    expect(elsewhere.received).toEqual([]);
  });

  test('goes by https, but to this machine or a host that is trusted', async () => {
    const { channels } = await openHouse(['siem.example.org']);

    const refusal = await refusalOf(channels.add(channelTo('http://alerts.example.org/hook')));

    expect(refusal.message).toContain('ROWPRINT_ALERT_TRUSTED_HOSTS');
    await expect(channels.add(channelTo('http://siem.example.org/hook'))).resolves.toBeTruthy();
  });

  test.each([
    'https://user:password@example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'hook',
    'https://',
  ])('has no target such as %s', async (target) => {
    const { channels } = await openHouse();

    const refusal = await refusalOf(channels.add(channelTo(target)));

    expect(refusal.code).toBe('RP_USAGE');
    expect(refusal.message).not.toContain('password@');
  });

  test.each(['whsec_dG9vIHNob3J0', 'a secret of many signs, not base64', `whsec_${'A'.repeat(43)}*`])(
    'refuses the secret %s and does not quote it',
    async (secret) => {
      const { channels } = await openHouse();

      const refusal = await refusalOf(channels.add({ ...channelTo('https://example.org/'), secret }));

      expect(refusal.code).toBe('RP_USAGE');
      expect(refusal.message).not.toContain(secret.slice(6));
    },
  );

  test.each([
    ['169.254.169.254', 4],
    ['::ffff:169.254.169.254', 6],
    ['::ffff:a9fe:a9fe', 6],
    ['fe80::1', 6],
    ['64:ff9b::a9fe:a9fe', 6],
    ['fd00:ec2::254', 6],
    ['0.0.0.0', 4],
    ['224.0.0.1', 4],
    ['127.0.0.1', 4],
    ['::1', 6],
  ] as const)('is not sent to a name that leads to %s', async (address, family) => {
    const clock = new MovedClock();
    const sender = webhookSender({
      clock,
      timeoutMs: 500,
      trustedHosts: [],
      lookUp: async () => [
        { address: '192.0.2.1', family: 4 },
        { address, family },
      ],
    });
    const { channels } = alertHouse(await home.open({ clock }), clock, [sender]);
    const { channel } = await channels.add(channelTo('https://rebound.example.org/'));

    const attempt = await channels.test(channel.id);

    expect(attempt).toMatchObject({ isDelivered: false, isLasting: true });
    expect(attempt).toHaveProperty('failure', expect.stringContaining('link-local, metadata'));
  });

  test('says what failed without a path of the target or a word of the answer', async () => {
    const { url } = await receivers.open(() => 500);
    const { channels } = await openHouse();
    const { channel } = await channels.add(channelTo(`${url}/T00000/secret-of-the-path`));

    const attempt = await channels.test(channel.id);

    expect(attempt).toEqual({
      isDelivered: false,
      isLasting: false,
      failure: '127.0.0.1: it answered 500',
    });
  });

  test('ends at its time-out where the server says nothing', async () => {
    const { url } = await receivers.open();
    const clock = new MovedClock();
    const silent = {
      ...webhooks(clock),
      send: webhookSender({ clock, timeoutMs: 1, trustedHosts: [] }).send,
    };
    const { channels } = alertHouse(await home.open({ clock }), clock, [silent]);
    const { channel } = await channels.add(
      channelTo(url.replace('127.0.0.1', '192.0.2.1').replace('http:', 'https:')),
    );

    const attempt = await channels.test(channel.id);

    expect(attempt).toMatchObject({ isDelivered: false, isLasting: false });
  });

  test('shows names of others on one line', async () => {
    const { url, received } = await receivers.open();
    const { desk, channels, deliverer } = await openHouse();
    await channels.add(channelTo(url));

    await desk.raise({ ...exposure('x_1'), endpoint: 'a\r\nBcc: b@example.org\u202e' });
    await deliverer.deliver();

    expect(JSON.parse(received[0]!.body).subject).toContain('a\\r\\nBcc: b@example.org\\u202e');
  });
});
