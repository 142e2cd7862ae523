import type { Hono } from 'hono';
import type { Asset, Endpoint, KeptSuspect, Mandate, Sweep, TableDetail } from '../../src/web/shapes.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const HOSTILE = '<script>alert(1)</script>"\' onload=x \u202egpj.exe';
/** A path of 4 kB with signs that a page or a terminal would obey. */
export const LONG_PATH = `/pub/${HOSTILE}/\u0007${'long-'.repeat(800)}end.csv`;
/** A sweep that ended. */
export const SWEEP_ID = 'w_20261122_00000000000002';

const TABLE: TableDetail = {
  name: HOSTILE,
  controller: 'Laboratory A',
  source: 'postgres://reader@db/lab?table=patients',
  snapshotAt: '2026-10-01T12:00:00.000Z',
  rows: 51_304,
  persons: 48_001,
  snapshots: 1,
  keepsKeys: true,
  declared: ['nir'],
  createdAt: NOW,
  columns: [
    { name: 'nir', field: 'nir', distinct: 48_001, empty: 0, identifyingBits: 15.5, indexed: true },
    { name: HOSTILE, field: 'city', distinct: 90, empty: 12, identifyingBits: 4, indexed: true },
  ],
  snapshotList: [{ print: 'p_1', snapshotAt: '2026-10-01T12:00:00.000Z', rows: 51_304, persons: 48_001 }],
  warnings: [HOSTILE],
};

const SERVER: Endpoint = {
  name: HOSTILE,
  url: 'ftp://ftp.example/pub/',
  schedule: { cron: '0 3 * * *', timeZone: 'Europe/Paris' },
  nextDueAt: '2026-11-23T02:00:00.000Z',
  lastSweptAt: NOW,
  wasReached: true,
  assets: 311,
  gone: 2,
  openExposures: 5,
  worstSeverity: 'critical',
};

const ASSET: Asset = {
  path: LONG_PATH,
  bytes: 7_793_173,
  modifiedAt: NOW,
  firstSeenAt: NOW,
  lastSeenAt: NOW,
  goneAt: null,
  state: 'failed',
  reason: HOSTILE,
  rows: 40,
  format: 'csv',
  overlaps: [{ print: 'p_1', name: HOSTILE, rows: 40, persons: 39 }],
};

const MANDATE: Mandate = {
  target: 'ftp.example',
  owner: HOSTILE,
  reference: 'Ticket 4711',
  until: '2026-12-01',
  holds: true,
};
const MANDATES: readonly Mandate[] = [
  { ...MANDATE, target: 'far.example', until: '2028-01-01' },
  MANDATE,
  { ...MANDATE, target: 'old.example', until: '2026-01-01', holds: false },
];

const KEPT: KeptSuspect = { name: HOSTILE, sha256: 'b'.repeat(64), keptAt: NOW, rows: 51_304 };

const SWEEP: Sweep = {
  schema: 'rowprint.sweep/1',
  id: SWEEP_ID,
  endpoint: { name: HOSTILE, url: SERVER.url },
  startedAt: NOW,
  elapsedMs: 61_000,
  isReached: true,
  isResumed: false,
  server: { software: HOSTILE, certificateSha256: null },
  assets: [],
  counts: {
    listed: 311,
    read: 300,
    unchanged: 0,
    skipped: 10,
    failed: 1,
    added: 311,
    changed: 0,
    gone: 0,
    requests: 340,
    bytesReceived: 7_793_173,
  },
  exposures: [],
  coverage: { complete: false, bytesRead: 1, skipped: [{ what: LONG_PATH, reason: 'too-large' }] },
  overlaps: [],
};

/** Tables, servers and what else is watched. `list` empties lists in an empty world. */
export function registerWatched(
  api: Hono,
  list: <Item>(items: readonly Item[]) => { readonly items: readonly Item[]; readonly next: string | null },
): void {
  api.get('/tables', (context) => context.json(list([TABLE])));
  api.get('/tables/:name', (context) => context.json(TABLE));
  const file = { endpoint: SERVER.name, path: LONG_PATH, rows: 40, persons: 39, lastSeenAt: NOW };
  api.get('/tables/:name/files', (context) => context.json(list([file])));
  api.put('/tables/:name/declaration', (context) => context.json(TABLE));
  api.delete('/tables/:name', (context) => context.body(null, 204));
  const run = { id: 'r_20261122_00000000000001' };
  api.post('/tables', (context) => context.json(run, 202));
  api.post('/tables/:name/refresh', (context) => context.json(run, 202));
  api.get('/endpoints', (context) => context.json(list([SERVER])));
  api.post('/endpoints', (context) => context.json(SERVER, 201));
  api.get('/endpoints/:name', (context) => context.json(SERVER));
  api.delete('/endpoints/:name', (context) => context.body(null, 204));
  api.post('/endpoints/:name/sweep', (context) => context.json(run, 202));
  api.get('/endpoints/:name/assets', (context) => {
    const isGone = context.req.query('only') === 'gone';
    return context.json({ ...list(isGone ? [] : [ASSET]), next: isGone ? null : 'next-page' });
  });
  const lines = Array.from({ length: 1200 }, (_, at) => `line ${at} ${HOSTILE}`);
  api.get('/endpoints/:name/transcript', (context) => context.json({ lines }));
  api.get('/sweeps/:id', (context) => context.json(SWEEP));
  api.get('/scope', (context) => context.json(list(MANDATES)));
  api.post('/scope', (context) => context.json(MANDATE, 201));
  api.delete('/scope/:target', (context) => context.body(null, 204));
  api.get('/kept-suspects', (context) => context.json(list([KEPT])));
  api.delete('/kept-suspects/:name', (context) => context.body(null, 204));
}
