import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { ChannelView } from '../../alerts/alert-channels.ts';
import type { DeliveryRecord } from '../../store/alert-records.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import {
  type AlertEvent,
  addChannel,
  type Channel,
  changeChannel,
  type Delivery,
  getChannel,
  listChannels,
  listDeliveries,
  removeChannel,
  testChannel,
} from '../contract/alerts.ts';
import { cursorKey, pageFrom, pageOf } from '../pagination.ts';

type Parts = Pick<ApiParts, 'channels' | 'audit'>;

/** Where alerts go: `/alerts`. Everything that is done to a channel is noted; targets and secrets are not. */
export function registerAlerts(api: OpenAPIHono<ApiEnv>, { channels, audit }: Parts): void {
  api.openapi(listChannels, async (context) => {
    const { cursor, limit } = context.req.valid('query');
    const all = (await channels.list()).map(channelOf).sort((a, b) => (a.id < b.id ? -1 : 1));
    return context.json(
      pageOf(all, { cursor, limit }, ({ id }) => id),
      200,
    );
  });

  api.openapi(addChannel, async (context) => {
    const { channel, secret } = await channels.add(context.req.valid('json'));
    await note(audit, context.get('actor'), 'channel.added', channel);
    context.header('cache-control', 'no-store');
    return context.json({ channel: channelOf(channel), secret }, 201);
  });

  api.openapi(getChannel, async (context) =>
    context.json(channelOf(await requireChannel(channels, context.req.valid('param').id)), 200),
  );

  api.openapi(changeChannel, async (context) => {
    const { id } = await requireChannel(channels, context.req.valid('param').id);
    const changes = context.req.valid('json');
    const channel = await channels.change(id, changes);
    const changed = Object.keys(changes).sort().join(', ');
    await note(audit, context.get('actor'), 'channel.changed', channel, { changed });
    return context.json(channelOf(channel), 200);
  });

  api.openapi(removeChannel, async (context) => {
    const channel = await requireChannel(channels, context.req.valid('param').id);
    await channels.remove(channel.id);
    await note(audit, context.get('actor'), 'channel.removed', channel);
    return context.body(null, 204);
  });

  api.openapi(testChannel, async (context) => {
    const channel = await requireChannel(channels, context.req.valid('param').id);
    const attempt = await channels.test(channel.id);
    const { isDelivered: delivered } = attempt;
    await note(audit, context.get('actor'), 'channel.tested', channel, { delivered });
    return context.json({ delivered, failure: attempt.isDelivered ? attempt.note : attempt.failure }, 200);
  });

  api.openapi(listDeliveries, async (context) => {
    const { cursor, limit } = context.req.valid('query');
    const { id } = await requireChannel(channels, context.req.valid('param').id);
    const found = await channels.deliveries(id, limit + 1, cursorKey(cursor) ?? undefined);
    return context.json(
      pageFrom(found.map(deliveryOf), limit, (delivery) => delivery.id),
      200,
    );
  });
}

/** @throws {NotFoundError} */
async function requireChannel(channels: Parts['channels'], id: string): Promise<ChannelView> {
  const channel = await channels.find(id);
  if (channel === null) throw new NotFoundError('there is no such channel');
  return channel;
}

function note(
  audit: Parts['audit'],
  actor: ApiEnv['Variables']['actor'],
  action: string,
  { id, name, kind }: ChannelView,
  facts: Readonly<Record<string, string | boolean>> = {},
): Promise<void> {
  return audit.note({ actor, action, object: `channel ${id}`, facts: { name, kind, ...facts } });
}

function channelOf(channel: ChannelView): z.infer<typeof Channel> {
  const { id, name, kind, target, leastShare, isEnabled, hasSecret, lastDelivery } = channel;
  return {
    id,
    name,
    kind,
    target,
    events: channel.events as z.infer<typeof AlertEvent>[],
    leastSeverity: channel.leastSeverity as z.infer<typeof Channel>['leastSeverity'],
    leastShare,
    isEnabled,
    hasSecret,
    lastDelivery: lastDelivery === null ? null : lastOf(lastDelivery),
  };
}

function lastOf({ triedAt, createdAt, state, failure }: DeliveryRecord) {
  // While its first attempt runs it is still 'waiting' in the store.
  const shown: 'delivered' | 'retrying' | 'failed' = state === 'waiting' ? 'retrying' : state;
  return { at: triedAt ?? createdAt, state: shown, failure };
}

function deliveryOf(delivery: DeliveryRecord & { readonly subject: string }): z.infer<typeof Delivery> {
  const { id, subject, createdAt, attempts, state, nextAt, failure } = delivery;
  const { event } = delivery.alert as { event: z.infer<typeof AlertEvent> };
  return { id, event, subject, createdAt, attempts, state, nextAt, failure };
}
