import { Hono } from 'hono';
import type {
  Case,
  CaseSummary,
  Exposure,
  ReportSummary,
  Run,
  Session,
  Suspect,
  SweepSummary,
} from '../../src/web/shapes.ts';
import { registerFakeAdmin } from './fake-admin.ts';
import { registerWatched } from './fake-watched.ts';

/** The day of the fake API: clocks of pages stand at it. */
export const NOW = '2026-11-22T12:00:00.000Z';
const ID = (kind: string, number: number) => `${kind}_20261122_${String(number).padStart(14, '0')}`;
/** The run that goes on. */
export const RUN_ID = ID('r', 1);
/** The run that failed. */
export const FAILED_RUN_ID = ID('r', 3);
/** A suspect that is kept. */
export const SUSPECT_ID = ID('f', 1);
/** A case of three controllers. */
export const CASE_ID = ID('c', 1);
/** A report. */
export const REPORT_ID = ID('s', 1);
/** What somebody could call a file to be obeyed by a page. */
export const HOSTILE = '<script>alert(1)</script>"\' onload=x \u202egpj.exe';

/** What the fake API answers differently, and what it was asked. */
export interface FakeWorld {
  session: Session | null;
  needsSetup: boolean;
  isEmpty: boolean;
  /** Status of the answer to every change. */
  refuses: number | null;
  /** The version that If-Match has to name, where one is sent. */
  caseVersion: number;
  /** Whether who asks sees all of the case. */
  isWhole: boolean;
  /** Method, path and token of each change. */
  readonly changes: { method: string; path: string; csrf: string | null; body: unknown }[];
}

/** A world in which anna, an admin, is signed in. */
export function fakeWorld(): FakeWorld {
  return {
    session: fakeSession(),
    needsSetup: false,
    isEmpty: false,
    refuses: null,
    caseVersion: 7,
    isWhole: true,
    changes: [],
  };
}

/** The session of anna. */
export function fakeSession(role: Session['user']['role'] = 'admin'): Session {
  const user = {
    id: ID('u', 1),
    name: 'anna',
    role,
    controllers: null,
    means: 'local',
    state: 'active',
  } as const;
  return {
    user: { ...user, createdAt: NOW, lastSeenAt: NOW, language: null },
    csrf: 'token-of-anna',
    expiresAt: '2026-11-22T20:00:00.000Z',
  };
}

/** An API that answers in the shapes of the contract, from a world. */
export function fakeApi(world: FakeWorld): Hono {
  const api = new Hono().basePath('/api/v1');
  const problem = (status: number, code: string, detail?: string) =>
    new Response(JSON.stringify({ type: 'about:blank', title: 'No', status, code, detail }), {
      status,
      headers: { 'content-type': 'application/problem+json' },
    });
  api.use(async (context, next) => {
    const { method, path } = context.req;
    const isOpen =
      /\/(session\/ways|setup|invitations)$/.test(path) || (method === 'POST' && path.endsWith('/session'));
    if (world.session === null && !isOpen) return problem(401, 'RP_NOT_SIGNED_IN');
    if (method !== 'GET') {
      const text = await context.req.raw.clone().text();
      const body: unknown = text === '' ? null : JSON.parse(text);
      world.changes.push({ method, path, csrf: context.req.header('x-csrf-token') ?? null, body });
      if (world.refuses !== null) return problem(world.refuses, 'RP_REFUSED', 'so it is');
    }
    await next();
    return;
  });
  const list = <Item>(items: readonly Item[]) => ({ items: world.isEmpty ? [] : items, next: null });
  api.get('/session/ways', (context) =>
    context.json({ needsSetup: world.needsSetup, oidc: { label: 'Exämple ID', href: '/auth/oidc/start' } }),
  );
  api.get('/session', (context) => context.json(world.session));
  for (const path of ['/session', '/setup', '/invitations'])
    api.post(path, (context) => {
      context.header('set-cookie', 'session=new; HttpOnly');
      return context.json(fakeSession(), 201);
    });
  api.delete('/session', (context) => context.body(null, 204));
  api.put('/session/language', (context) => context.body(null, 204));
  api.get('/runs', (context) => {
    const state = context.req.query('state');
    return context.json(list(RUNS.filter((run) => state === undefined || run.state === state)));
  });
  api.get('/runs/:id', (context) => {
    const run = RUNS.find(({ id }) => id === context.req.param('id'));
    return run === undefined ? problem(404, 'RP_NOT_FOUND', 'there is no such run') : context.json(run);
  });
  api.post('/runs/:id/cancel', (context) => context.json(RUNS[0]));
  api.post('/runs/:id/retry', (context) => context.json(RUNS[2], 202));
  api.post('/checks', (context) => context.json(RUNS[0], 202));
  api.get('/suspects', (context) => context.json(list(SUSPECTS)));
  api.delete('/suspects/:id', (context) => context.json(SUSPECTS[0]));
  const shownCase = () => ({ ...fakeCase(), version: world.caseVersion, isWhole: world.isWhole });
  api.use('/cases/:id/*', async (context, next) => {
    const known = context.req.header('if-match');
    const isStale = known !== undefined && known !== `"${world.caseVersion}"`;
    return isStale ? problem(412, 'RP_CASE_CHANGED', 'it changed') : next();
  });
  api.get('/cases/:id', (context) =>
    context.req.param('id') === CASE_ID ? context.json(shownCase()) : problem(404, 'RP_NOT_FOUND'),
  );
  api.post('/cases', (context) => context.json(shownCase(), 201));
  api.patch('/cases/:id', (context) => context.json(shownCase()));
  api.all('/cases/:id/*', (context) => context.json(shownCase()));
  api.get('/cases', (context) => context.json(list(CASES)));
  api.get('/exposures', (context) => context.json(list(EXPOSURES)));
  api.get('/sweeps', (context) => context.json(list(SWEEPS)));
  api.get('/reports', (context) => context.json(list(REPORTS)));
  registerWatched(api, list);
  registerFakeAdmin(api, HOSTILE, () => world.isEmpty);
  api.notFound(() => problem(404, 'RP_NOT_FOUND'));
  return api;
}

const RUN: Run = {
  id: RUN_ID,
  kind: 'check',
  state: 'running',
  subject: 'leak-of-november.csv',
  createdAt: '2026-11-22T11:58:00.000Z',
  createdBy: 'anna',
  startedAt: '2026-11-22T11:58:02.000Z',
  endedAt: null,
  attempts: 2,
  ahead: null,
  progress: {
    step: 'matching rows',
    rowsDone: 431_200,
    rowsTotal: null,
    bytesDone: 45_200_000,
    bytesTotal: 100_000_000,
    bytesPerSecond: 12_400_000,
    etaMs: 74_000,
    matches: 388_012,
    share: { low: 0.881, high: 0.923 },
    at: NOW,
  },
  result: null,
  failure: null,
};

const RUNS: readonly Run[] = [
  RUN,
  {
    ...RUN,
    id: ID('r', 2),
    kind: 'sweep',
    state: 'queued',
    subject: 'ftp.example',
    startedAt: null,
    attempts: 0,
    ahead: 1,
    progress: null,
  },
  {
    ...RUN,
    id: FAILED_RUN_ID,
    state: 'failed',
    subject: HOSTILE,
    endedAt: '2026-11-22T11:59:30.000Z',
    failure: { code: 'RP_MALFORMED', message: 'the file ends within a quoted cell at byte 1,204' },
  },
  {
    ...RUN,
    id: ID('r', 4),
    state: 'succeeded',
    endedAt: '2026-11-22T12:04:00.000Z',
    result: { report: REPORT_ID },
  },
];

const SUSPECT: Suspect = {
  id: SUSPECT_ID,
  name: HOSTILE,
  state: 'complete',
  failure: null,
  bytes: 100_000_000,
  received: 100_000_000,
  sha256: 'a'.repeat(64),
  createdAt: '2026-11-22T11:40:00.000Z',
  createdBy: 'anna',
  destroyAt: '2026-11-23T11:40:00.000Z',
  destroyedAt: null,
  run: null,
  reports: [],
};

const SUSPECTS: readonly Suspect[] = [
  SUSPECT,
  {
    ...SUSPECT,
    id: ID('f', 2),
    name: 'leak-of-november.csv',
    state: 'uploading',
    received: 40_000_000,
    sha256: null,
    run: RUN_ID,
  },
  {
    ...SUSPECT,
    id: ID('f', 3),
    name: 'patients_2025.txt',
    state: 'destroyed',
    destroyAt: null,
    destroyedAt: '2026-11-21T08:00:00.000Z',
    reports: [REPORT_ID],
  },
];

const CASE: CaseSummary = {
  id: CASE_ID,
  title: 'Extracts on ftp.example',
  state: 'open',
  createdAt: NOW,
  awareAt: '2026-11-20T09:00:00.000Z',
  dueAt: '2026-11-23T09:00:00.000Z',
  persons: 46_173,
  level: 'high',
  missing: 3,
};
const CASES: readonly CaseSummary[] = [
  CASE,
  { ...CASE, id: ID('c', 2), title: HOSTILE, dueAt: '2026-11-22T08:00:00.000Z', persons: 1, missing: 0 },
  {
    ...CASE,
    id: ID('c', 3),
    title: 'List of letters',
    awareAt: null,
    dueAt: null,
    persons: null,
    missing: 6,
  },
];

const FIGURE: Case['figures'][number]['persons'] = {
  value: 46_173,
  interval: [46_173, 46_173],
  method: 'exact',
  isLeast: false,
};
const BASIS = {
  suspect: 'leak.txt',
  createdAt: NOW,
  complete: true,
  expectedByChance: 0.001,
  maxFalseShare: 0.01,
  level: null,
  blocks: null,
};

/** The case of the lists, whole: taken from a report, with hostile words in every place that people fill. */
export function fakeCase(): Case {
  const { missing: _, ...summary } = CASE;
  return {
    ...summary,
    createdBy: 'anna',
    awareness: { at: '2026-11-20T09:00:00.000Z', by: 'anna', name: 'Anna Blanc', reason: HOSTILE },
    proposedAwareAt: '2026-11-20T08:30:00.000Z',
    items: [
      { kind: 'report', ref: REPORT_ID, label: 'leak.txt', addedAt: NOW },
      { kind: 'endpoint', ref: 'ftp.example', label: 'ftp.example', addedAt: NOW },
      { kind: 'suspect', ref: SUSPECT_ID, label: HOSTILE, addedAt: NOW },
    ],
    figures: [
      {
        number: 1,
        at: NOW,
        by: 'anna',
        report: REPORT_ID,
        reason: null,
        basis: BASIS,
        persons: FIGURE,
        rows: { ...FIGURE, value: 46_180, interval: [46_180, 47_000], method: 'sampled' },
        byController: [
          { controller: 'Lab Aster', persons: { ...FIGURE, value: 20_100 }, rows: FIGURE },
          { controller: HOSTILE, persons: FIGURE, rows: FIGURE },
        ],
      },
    ],
    statement: {
      organisation: 'Exemple SA',
      contact: '',
      nature: HOSTILE,
      natures: ['confidentiality'],
      origin: '',
      cause: '',
      periodFrom: '',
      periodTo: '',
      people: ['patients'],
      data: [],
      consequences: [],
      consequencesText: '',
      gravity: '',
      measuresTaken: '',
      measuresPlanned: '',
      peopleTold: '',
      lateReason: '',
    },
    proposed: {
      people: [],
      data: [{ key: 'nir', because: 'because column nir of table patients agreed' }],
      origins: [{ key: 'unintended-publication', because: 'because the servers showed ftp.example' }],
      causes: [],
    },
    severity: {
      dpc: 4,
      ei: 1,
      cb: 0.5,
      score: 4.5,
      level: 'very-high',
      isFlagged: true,
      reasons: ['DPC 4: sensitive data.'],
      override: null,
    },
    missing: [
      { key: 'contact', article: '33(3)(b)' },
      { key: 'data', article: '33(3)(a)' },
    ],
    notifications: [],
    timeline: [
      { at: NOW, by: 'anna', what: 'opened', facts: {} },
      { at: NOW, by: 'anna', what: 'note', facts: { text: HOSTILE } },
      { at: NOW, by: 'anna', what: 'note', facts: { text: 'first line\nsecond line' } },
    ],
    version: 7,
    isWhole: true,
  };
}

const EXPOSURE: Exposure = {
  id: ID('x', 1),
  endpoint: 'ftp.example',
  code: 'access.anonymous',
  severity: 'critical',
  groupSeverity: null,
  state: 'open',
  proof: 'observed',
  title: 'Anybody can sign in without a password and read files of people',
  advice: 'Close it.',
  firstSeenAt: '2026-11-19T03:00:00.000Z',
  lastSeenAt: NOW,
  closedAt: null,
  reopened: 1,
  path: null,
  evidence: {},
  raisedBy: [],
};
/** One of each severity; the title of the second is hostile. */
export const EXPOSURES: readonly Exposure[] = (['critical', 'high', 'medium', 'low', 'info'] as const).map(
  (severity, number) => ({
    ...EXPOSURE,
    id: ID('x', number),
    severity,
    title: number === 1 ? HOSTILE : EXPOSURE.title,
  }),
);

const SWEEPS: readonly SweepSummary[] = [
  {
    id: ID('w', 1),
    endpoint: 'ftp.example',
    startedAt: NOW,
    endedAt: null,
    isReached: null,
    listed: 120,
    read: 40,
    failed: 0,
    complete: null,
  },
  {
    id: ID('w', 2),
    endpoint: 'files.example',
    startedAt: NOW,
    endedAt: NOW,
    isReached: true,
    listed: 311,
    read: 311,
    failed: 0,
    complete: true,
  },
  {
    id: ID('w', 3),
    endpoint: 'old.example',
    startedAt: NOW,
    endedAt: NOW,
    isReached: false,
    listed: 0,
    read: 0,
    failed: 0,
    complete: false,
  },
];

const REPORTS: readonly ReportSummary[] = [
  {
    id: REPORT_ID,
    createdAt: NOW,
    suspect: 'leak.txt',
    rows: 51_304,
    rowsExplained: 46_180,
    persons: 46_173,
    complete: true,
  },
  {
    id: ID('s', 2),
    createdAt: NOW,
    suspect: HOSTILE,
    rows: 12,
    rowsExplained: 0,
    persons: 0,
    complete: false,
  },
];
