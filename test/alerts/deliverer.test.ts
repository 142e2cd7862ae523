import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AlertFailedError } from '../../src/alerts/alert-failed-error.ts';
import type { AlertMessage, AlertSender } from '../../src/alerts/outgoing-alert.ts';
import { TestHome } from '../store/test-home.ts';
import { alertHouse, channelTo, exposure, MovedClock, overlap } from './alert-house.ts';

const home = new TestHome();

/** Notes what is sent; fails where it is told to. */
class NotingSender implements AlertSender {
  readonly kind = 'webhook';
  readonly sent: { readonly to: string; readonly message: AlertMessage }[] = [];
  readonly fails: (to: string, message: AlertMessage) => boolean;
  isHanging = false;

  constructor(fails: (to: string, message: AlertMessage) => boolean = () => false) {
    this.fails = fails;
  }

  requireTarget(): void {}

  newSecret(): string {
    return 'whsec_made';
  }

  async send(message: AlertMessage, { target }: { readonly target: string }): Promise<null> {
    if (this.isHanging) await new Promise(() => {});
    if (this.fails(target, message)) throw new AlertFailedError(`${target}: it answered 503`);
    this.sent.push({ to: target, message });
    return null;
  }

  get subjects(): readonly string[] {
    return this.sent.map(({ message }) => message.subject);
  }

  get reports(): readonly unknown[] {
    return this.sent.map(({ message: { alert } }) => (alert as { report?: string }).report?.at(-1));
  }
}

async function openHouse(sender = new NotingSender(), clock = new MovedClock()) {
  const store = await home.open({ clock });
  return { clock, store, sender, ...alertHouse(store, clock, [sender]) };
}

describe('an alert', () => {
  test('is sent once, however often it is raised, after a restart too', async () => {
    const { desk, channels, deliverer, sender, store, clock } = await openHouse();
    await channels.add(channelTo('a'));
    await desk.raise(overlap(1));
    await deliverer.deliver();
    await store.close();

    const again = alertHouse(await home.open({ clock }), clock, [sender]);
    await again.desk.raise(overlap(1));
    await again.deliverer.deliver();

    expect(sender.reports).toEqual(['1']);
  });

  test('of an exposure is sent for each opening', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    await channels.add(channelTo('a'));

    for (const opening of [0, 0, 1]) await desk.raise(exposure('x_1', 'high', opening));
    await deliverer.deliver();

    expect(sender.sent).toHaveLength(2);
  });

  test('of an exposure that got worse is sent to those whom it did not concern before', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    await channels.add({ ...channelTo('all', 'all'), leastSeverity: 'low' });
    await channels.add({ ...channelTo('worst', 'worst'), leastSeverity: 'critical' });

    await desk.raise(exposure('x_1', 'high'));
    await desk.raise(exposure('x_1', 'critical'));
    await deliverer.deliver();

    expect(sender.sent.map(({ to }) => to).sort()).toEqual(['all', 'worst']);
  });

  test('of a failing server is sent again only after it was reached', async () => {
    const { desk, channels, deliverer, sender, clock } = await openHouse();
    await channels.add(channelTo('a'));
    const failing = { event: 'sweep.failing' as const, endpoint: 'ftp', failures: 3, code: 'RP_X' };

    await desk.raise(failing);
    await desk.raise({ ...failing, failures: 4 });
    await desk.reached('ftp');
    clock.pass(1000);
    await desk.raise(failing);
    await deliverer.deliver();

    expect(sender.sent).toHaveLength(2);
  });

  test('goes only where its event, severity and share are wanted, and where the channel is enabled', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    await channels.add({ ...channelTo('others', 'others'), events: ['case.clock'] });
    await channels.add({ ...channelTo('large', 'large'), leastShare: 0.6 });
    await channels.add({ ...channelTo('off', 'off'), isEnabled: false });
    await channels.add({ ...channelTo('equal', 'equal'), leastShare: 0.5 });

    await desk.raise(overlap(1, 0.5));
    await deliverer.deliver();

    expect(sender.sent.map(({ to }) => to)).toEqual(['equal']);
  });

  test('is one of the worst twenty where a sweep found very many, and the last says how many more', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    await channels.add(channelTo('a'));

    await desk.raiseAll([
      ...Array.from({ length: 500 }, (_, at) => exposure(`x_${at}`, 'low')),
      exposure('x_worst', 'critical'),
    ]);
    await deliverer.deliver();

    expect(sender.sent).toHaveLength(20);
    expect(sender.sent[0]!.message.severity).toBe('critical');
    expect(sender.sent.at(-1)!.message.sentences.join(' ')).toContain('481 more');
  });
});

describe('the deliverer', () => {
  test('sends the alerts of a channel in the order in which they were raised', async () => {
    let isDown = true;
    const { desk, channels, deliverer, sender, clock } = await openHouse(
      new NotingSender((_to, message) => isDown && message.subject.includes('leak')),
    );
    await channels.add(channelTo('a'));

    await desk.raise(overlap(1));
    await deliverer.deliver();
    await desk.raise(overlap(2));
    await deliverer.deliver();
    isDown = false;
    clock.pass(60_000);
    await deliverer.deliver();

    expect(sender.reports).toEqual(['1', '2']);
  });

  test('steps over an alert that its receiver does not take', async () => {
    const poison = overlap(1);
    const { desk, channels, deliverer, sender, clock } = await openHouse(
      new NotingSender((_to, { alert }) => (alert as { report?: string }).report === poison.report),
    );
    const { channel } = await channels.add(channelTo('a'));

    await desk.raise(poison);
    await desk.raise(overlap(2));
    for (let minute = 0; minute < 6; minute++) {
      await deliverer.deliver();
      clock.pass(120_000);
    }

    expect(sender.reports).toEqual(['2']);
    const deliveries = await channels.deliveries(channel.id, 10);
    expect(deliveries.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['delivered', 1],
      ['failed', 5],
    ]);
  });

  test('sends to other channels while one hangs', async () => {
    const sender = new NotingSender();
    const { desk, channels, deliverer } = await openHouse(sender);
    const hanging = sender.send.bind(sender);
    sender.send = (message, to) => (to.target === 'hangs' ? new Promise(() => {}) : hanging(message, to));
    await channels.add(channelTo('hangs', 'hangs'));
    await channels.add(channelTo('works', 'works'));
    await desk.raise(overlap(1));

    void deliverer.deliver();

    await expect.poll(() => sender.sent.map(({ to }) => to)).toEqual(['works']);
  });

  test('makes one attempt at a time for a channel', async () => {
    let atOnce = 0;
    let most = 0;
    const sender = new NotingSender();
    sender.send = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atOnce -= 1;
      return null;
    };
    const { desk, channels, deliverer } = await openHouse(sender);
    await channels.add(channelTo('a'));
    for (let number = 0; number < 5; number++) await desk.raise(overlap(number));

    await Promise.all([deliverer.deliver(), deliverer.deliver(), deliverer.deliver()]);

    expect(most).toBe(1);
  });

  test('goes on after a process died in the middle of an attempt, with the same id', async () => {
    const dying = new NotingSender();
    dying.isHanging = true;
    const { desk, channels, deliverer, store, clock } = await openHouse(dying);
    const { channel } = await channels.add(channelTo('a'));
    await desk.raise(overlap(1));
    const { id } = (await store.alerts.pending(channel.id, 1))[0]!;
    void deliverer.deliver();
    await expect.poll(async () => (await store.alerts.pending(channel.id, 1))[0]!.attempts).toBe(1);

    const next = new NotingSender();
    const { deliverer: another } = alertHouse(await home.open({ clock }), clock, [next]);
    await another.deliver();
    const beforeTheLeaseEnds = next.sent.length;
    clock.pass(11 * 60_000);
    await another.deliver();

    expect(beforeTheLeaseEnds).toBe(0);
    expect(next.sent.map(({ message }) => message.id)).toEqual([id]);
  });

  test('gives up at the age that is set', async () => {
    const { desk, channels, deliverer, clock } = await openHouse(new NotingSender(() => true));
    const { channel } = await channels.add(channelTo('a'));

    await desk.raise(overlap(1));
    clock.pass(86_400_000);
    await deliverer.deliver();

    expect(await channels.deliveries(channel.id, 1)).toMatchObject([{ state: 'failed', attempts: 1 }]);
  });

  test('sends nothing to a channel that was removed or switched off meanwhile', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    const removed = await channels.add(channelTo('removed', 'removed'));
    const off = await channels.add(channelTo('off', 'off'));
    await desk.raise(overlap(1));

    await channels.remove(removed.channel.id);
    await channels.change(off.channel.id, { isEnabled: false });
    await deliverer.deliver();

    expect(sender.sent).toEqual([]);
  });

  test('sends nothing after it was stopped', async () => {
    const { desk, channels, deliverer, sender } = await openHouse();
    await channels.add(channelTo('a'));
    await desk.raise(overlap(1));

    await deliverer.stop();
    await deliverer.deliver();

    expect(sender.sent).toEqual([]);
  });
});

test('neither the secret nor the target of a channel is in a byte of the home', async () => {
  const { channels, store } = await openHouse();
  const target = 'https://hooks.example.org/T024/B881/tellnobody';
  const secret = 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0';
  const { channel } = await channels.add({ ...channelTo(target), secret });
  await channels.change(channel.id, { name: 'renamed' });
  await store.close();

  for (const file of await readdir(home.home)) {
    const bytes = await readFile(join(home.home, file));
    expect(bytes.includes('tellnobody')).toBe(false);
    expect(bytes.includes('c2VjcmV0')).toBe(false);
    expect(bytes.includes('secretsecret')).toBe(false);
  }
});

test('what is sealed for one channel opens for no other', async () => {
  const { channels, store } = await openHouse();
  const first = await channels.add(channelTo('https://first.example.org/', 'first'));
  const second = await channels.add(channelTo('https://second.example.org/', 'second'));
  const { sealed } = (await store.alerts.channel(first.channel.id))!;

  await store.alerts.changeChannel(second.channel.id, { sealed });

  await expect(channels.find(second.channel.id)).rejects.toMatchObject({ code: 'RP_STORE_DAMAGED' });
});
