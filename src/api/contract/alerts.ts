import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import {
  Count,
  DONE,
  Id,
  IdParam,
  Instant,
  json,
  jsonBody,
  PageQuery,
  PROBLEMS,
  page,
  Share,
} from './pieces.ts';

export const AlertEvent = z.enum(['exposure.new', 'overlap.above', 'sweep.failing', 'case.clock', 'test']);

/** Where alerts go. Secrets are written and never read back. */
export const Channel = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.enum(['webhook', 'mail', 'syslog']),
    /** A URL; addresses, by comma; 'udp://host:514' or 'tcp://', 'tls://'. */
    target: z.string(),
    events: z.array(AlertEvent),
    /** Exposures from this severity on. */
    leastSeverity: z.enum(['info', 'low', 'medium', 'high', 'critical']),
    /** Overlaps from this share of the suspect's rows on. */
    leastShare: Share,
    isEnabled: z.boolean(),
    hasSecret: z.boolean(),
    lastDelivery: z
      .object({
        at: Instant,
        state: z.enum(['delivered', 'retrying', 'failed']),
        failure: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('Channel');

/** Without defaults: a change that leaves something out must not set it back. */
const ChannelFields = z.object({
  name: z.string().min(1).max(100),
  target: z.string().min(1).max(2000),
  events: z.array(AlertEvent).min(1),
  leastSeverity: z.enum(['info', 'low', 'medium', 'high', 'critical']),
  leastShare: Share,
  isEnabled: z.boolean(),
  /** Signs webhooks; made where it is left out, and shown in the answer once. */
  secret: z.string().min(16).max(200).optional(),
});

export const NewChannel = ChannelFields.extend({
  kind: z.enum(['webhook', 'mail', 'syslog']),
  leastSeverity: ChannelFields.shape.leastSeverity.default('high'),
  leastShare: Share.default(0.01),
  isEnabled: z.boolean().default(true),
}).openapi('NewChannel');

export const ChannelChanges = ChannelFields.partial().openapi('ChannelChanges');

export const Delivery = z
  .object({
    id: Id,
    event: AlertEvent,
    subject: z.string(),
    createdAt: Instant,
    attempts: Count,
    state: z.enum(['waiting', 'delivered', 'retrying', 'failed']),
    nextAt: Instant.nullable(),
    failure: z.string().nullable(),
  })
  .openapi('Delivery');

export const listChannels = createRoute({
  method: 'get',
  path: '/alerts',
  operationId: 'listChannels',
  tags: ['alerts'],
  summary: 'Where alerts go',
  ...guarded('admin'),
  request: { query: PageQuery },
  responses: { 200: json(page(Channel), 'Channels'), ...PROBLEMS },
});

export const addChannel = createRoute({
  method: 'post',
  path: '/alerts',
  operationId: 'addChannel',
  tags: ['alerts'],
  summary: 'Send alerts somewhere',
  ...guarded('admin'),
  request: { body: jsonBody(NewChannel) },
  responses: {
    201: json(
      z.object({ channel: Channel, secret: z.string().nullable() }).openapi('MadeChannel'),
      'The channel',
    ),
    ...PROBLEMS,
  },
});

export const getChannel = createRoute({
  method: 'get',
  path: '/alerts/{id}',
  operationId: 'getChannel',
  tags: ['alerts'],
  summary: 'One channel',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { 200: json(Channel, 'The channel'), ...PROBLEMS },
});

export const changeChannel = createRoute({
  method: 'patch',
  path: '/alerts/{id}',
  operationId: 'changeChannel',
  tags: ['alerts'],
  summary: 'Change what is sent, or whether',
  ...guarded('admin'),
  request: { params: IdParam, body: jsonBody(ChannelChanges) },
  responses: { 200: json(Channel, 'The channel'), ...PROBLEMS },
});

export const removeChannel = createRoute({
  method: 'delete',
  path: '/alerts/{id}',
  operationId: 'removeChannel',
  tags: ['alerts'],
  summary: 'Send nothing there any more',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { ...DONE, ...PROBLEMS },
});

export const testChannel = createRoute({
  method: 'post',
  path: '/alerts/{id}/test',
  operationId: 'testChannel',
  tags: ['alerts'],
  summary: 'Send a test alert now, once, and say what came of it',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: {
    200: json(z.object({ delivered: z.boolean(), failure: z.string().nullable() }), 'What came of it'),
    ...PROBLEMS,
  },
});

export const listDeliveries = createRoute({
  method: 'get',
  path: '/alerts/{id}/deliveries',
  operationId: 'listDeliveries',
  tags: ['alerts'],
  summary: 'What was sent there, newest first',
  ...guarded('admin'),
  request: { params: IdParam, query: PageQuery },
  responses: { 200: json(page(Delivery), 'Deliveries'), ...PROBLEMS },
});
