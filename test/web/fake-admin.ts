import type { Hono } from 'hono';
import type { AuditEntry, Channel, Delivery, ServiceFacts, Token, User } from '../../src/web/shapes.ts';

const AT = '2026-11-22T12:00:00.000Z';
const ID = (kind: string, number: number) => `${kind}_20261122_${String(number).padStart(14, '0')}`;
/** An account that is not anna's. */
export const USER_ID = ID('u', 2);
/** A token that holds. */
export const TOKEN_ID = ID('k', 1);
/** A channel. */
export const CHANNEL_ID = ID('l', 1);
/** What the fake API makes, to be shown once. */
export const SECRET = 'rpt_secret-that-is-shown-once';

/** The part of the fake API that admins use, with a name in each place that somebody chose. */
export function registerFakeAdmin(api: Hono, name: string, isEmpty: () => boolean): void {
  const kept = new Map<string, string>();
  const list = <Item>(items: readonly Item[]) => ({ items: isEmpty() ? [] : items, next: null });
  /** Says of the second request with a key that it is a repetition, as the API does. */
  const once = (key: string | undefined) => {
    if (key === undefined) return {};
    const isAgain = kept.has(key);
    kept.set(key, key);
    return isAgain ? { 'idempotency-replayed': 'true' } : {};
  };
  const user: User = {
    id: USER_ID,
    name,
    role: 'analyst',
    controllers: ['Labo A', name],
    means: 'local',
    state: 'locked',
    createdAt: AT,
    lastSeenAt: null,
    language: null,
  };
  const token: Token = {
    id: TOKEN_ID,
    label: name,
    role: 'viewer',
    controllers: null,
    user: name,
    createdAt: AT,
    expiresAt: '2027-01-01T00:00:00.000Z',
    lastUsedAt: null,
    revokedAt: null,
  };
  const channel: Channel = {
    id: CHANNEL_ID,
    name,
    kind: 'webhook',
    target: `https://example.org/${name}`,
    events: ['exposure.new'],
    leastSeverity: 'high',
    leastShare: 0.07,
    isEnabled: true,
    hasSecret: true,
    lastDelivery: { at: AT, state: 'failed', failure: `refused by ${name}` },
  };
  const delivery: Delivery = {
    id: ID('d', 1),
    event: 'exposure.new',
    subject: name,
    createdAt: AT,
    attempts: 2,
    state: 'retrying',
    nextAt: AT,
    failure: name,
  };
  const entry: AuditEntry = {
    number: 7,
    at: AT,
    actor: 'anna',
    action: 'report.viewed',
    object: name,
    facts: { [name]: name },
    hash: 'b'.repeat(64),
  };
  const facts: ServiceFacts = {
    settings: {
      organisation: name,
      contact: '',
      notificationHours: 72,
      clockWarningHours: [48, 24],
      spoolHours: 24,
      userQuotaBytes: 100 * 2 ** 30,
      reportDays: 0,
      caseFromShare: 0.07,
      language: 'en',
    },
    environment: [{ name: 'home', env: 'ROWPRINT_HOME', value: name, sentence: 'Folder of the database.' }],
    version: '0.1.0',
    keyId: 'abcd',
  };
  api.get('/settings', (context) => context.json(facts));
  api.patch('/settings', (context) => context.json(facts));
  api.get('/users', (context) => context.json(list([user])));
  api.get('/users/:id', (context) => context.json(user));
  api.patch('/users/:id', (context) => context.json(user));
  for (const path of ['/users', '/users/:id/reset'])
    api.post(path, (context) => {
      const link = `http://localhost/invitation#${SECRET}`;
      const headers = once(context.req.header('idempotency-key'));
      return context.json({ user, link, expiresAt: AT }, 201, headers);
    });
  api.get('/tokens', (context) => context.json(list([token])));
  api.post('/tokens', (context) =>
    context.json({ token, secret: SECRET }, 201, once(context.req.header('idempotency-key'))),
  );
  api.delete('/tokens/:id', (context) => context.body(null, 204));
  api.put('/session/password', (context) => context.body(null, 204));
  api.get('/alerts', (context) => context.json(list([channel])));
  api.post('/alerts', (context) =>
    context.json({ channel, secret: SECRET }, 201, once(context.req.header('idempotency-key'))),
  );
  api.get('/alerts/:id', (context) => context.json(channel));
  api.patch('/alerts/:id', (context) => context.json(channel));
  api.delete('/alerts/:id', (context) => context.body(null, 204));
  api.post('/alerts/:id/test', (context) => context.json({ delivered: false, failure: name }));
  api.get('/alerts/:id/deliveries', (context) => context.json(list([delivery])));
  api.get('/audit', (context) => context.json(list([entry])));
  api.get('/audit/verification', (context) =>
    context.json({ holds: false, entries: 9, brokenAt: 4, head: 'c'.repeat(64) }),
  );
}
