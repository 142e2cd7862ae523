import { describe, expect, test } from 'vitest';
import { shownRun } from '../../src/api/run-shown.ts';
import { people } from '../pipelines/generated-files.ts';
import { exportOf } from '../pipelines/sweep/sweep-content.ts';
import { operations, type Send, type WalkedOperation, WalkedService } from './walked-service.ts';

const service = new WalkedService();
const MINE = 'Controller of lab_mine';

/** What a path's parts may be; every operation is asked with each of its kind. */
type Known = Readonly<Record<string, readonly string[]>>;

/** Nothing has these. */
const NOTHING: Known = {
  id: ['r_20260101_00000000000000', 'c_20260101_00000000000000'],
  name: ['nothing'],
  table: ['nothing'],
  target: ['nothing.example'],
  sha256: ['0'.repeat(64)],
  ref: ['r_20260101_00000000000000'],
};

const ALWAYS: Known = {
  row: ['1'],
  kind: ['report'],
  document: ['notification', 'complement', 'register', 'edpb', 'summary', 'controller-letter'],
};

/** Formats and languages without which some operations say nothing. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/reports/{id}/export': ['?format=json&language=en', '?format=csv&language=en', '?format=html&language=en'],
  '/cases/{id}/documents/{document}': [
    '?format=json&language=en',
    '?format=json&language=en&controller=Controller%20of%20lab_foreign',
  ],
  '/sweeps': ['', '?endpoint=foreignhost'],
  '/exposures': ['', '?endpoint=foreignhost'],
  '/reports/{id}/rows/{row}': ['', '?against=lab_foreign'],
};

/** Never ends by itself: followed elsewhere. */
const STREAMS = ['/runs/{id}/events'];

/** Somebody's tables and somebody else's, with everything that comes of both, and of the other's alone. */
async function furnished() {
  await service.addPeople('lab_mine', people(60));
  await service.addPeople('lab_foreign', people(60, 1000));
  const both = await service.checkPeople([...people(20), ...people(40, 1000)]);
  const foreign = await service.checkPeople(people(30, 1000), { keep: 'foreign-kept' });
  service.server.put('/pub/mine.csv', exportOf(people(30)));
  service.server.put('/pub/foreign-secret.csv', exportOf(people(30, 1000)));
  const shared = await service.sweep({ name: 'shared' });
  service.server.files.clear();
  service.server.put('/pub/foreign-secret.csv', exportOf(people(30, 1000)));
  const alone = await service.sweep({ name: 'foreignhost' });
  const admin = await service.as('admin');
  const case_ = await created(admin('POST', '/cases', { title: 'foreign-case', report: foreign.id }));
  const sharedCase = await created(admin('POST', '/cases', { title: 'A case', report: both.id }));
  await admin('POST', `/cases/${sharedCase}/items`, { kind: 'endpoint', ref: 'foreignhost' });
  await admin('POST', `/cases/${sharedCase}/figures`, { report: both.id });
  const run = await created(admin('POST', '/tables/lab_foreign/refresh'));
  const upload = await service.put(admin, 'foreign-upload.csv', 'a;b\n1;2\n');
  const check = await created(admin('POST', '/checks', { suspect: upload.id }));
  const scope = { target: 'foreignhost.example', owner: 'o', reference: 'r', until: '2030-01-01' };
  await admin('POST', '/scope', scope);
  const foreignIds = [foreign.id, alone.id, case_, run, upload.id, check];
  return {
    admin,
    both,
    foreign,
    shared,
    sharedCase,
    foreignIds,
    shas: [both, foreign].map(({ suspect }) => suspect.sha256),
  };
}

type Furnished = Awaited<ReturnType<typeof furnished>>;

async function created(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}

function knownOf({ both, shared, sharedCase, foreignIds, shas }: Furnished): Known {
  return {
    id: [both.id, shared.id, sharedCase, ...foreignIds],
    name: ['lab_mine', 'lab_foreign', 'shared', 'foreignhost', 'foreign-kept'],
    table: ['lab_mine', 'lab_foreign'],
    target: ['foreignhost.example'],
    sha256: shas,
    ref: foreignIds,
  };
}

/** The paths of an operation with what is known. */
function pathsOf({ path }: WalkedOperation, known: Known): readonly string[] {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const filled = names.reduce<readonly string[]>(
    (paths, name) =>
      paths.flatMap((one) =>
        (ALWAYS[name] ?? known[name] ?? []).map((value) =>
          one.replace(`{${name}}`, encodeURIComponent(value)),
        ),
      ),
    [path],
  );
  return filled.flatMap((one) => (QUERIES[path] ?? ['']).map((query) => one + query));
}

interface Answer {
  readonly asked: string;
  readonly status: number;
  readonly text: string;
}

/** What every operation that only reads answers, whatever of what is known it is asked for. */
async function readAll(send: Send, known: Known): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const operation of operations()) {
    if (operation.method !== 'GET' || STREAMS.includes(operation.path)) continue;
    for (const asked of pathsOf(operation, known)) {
      const response = await send('GET', asked);
      answers.push({ asked, status: response.status, text: await response.text() });
    }
  }
  return answers;
}

describe('somebody who sees one controller', () => {
  test.each(['viewer', 'analyst', 'responder'] as const)(
    'reads no name and no id of another in any answer, as a %s',
    async (role) => {
      const home = await furnished();
      const known = knownOf(home);
      const words = ['foreign', ...home.foreignIds];
      const tells = ({ text }: Answer) => words.filter((word) => text.includes(word));

      const all = await readAll(home.admin, known);
      const limited = await readAll(await service.as(role, [MINE]), known);

      expect(new Set(all.flatMap(tells))).toEqual(new Set(words));
      expect(limited.filter(({ status }) => status === 200).length).toBeGreaterThan(15);
      expect(
        limited.map((answer) => [answer.asked, ...tells(answer)]).filter(({ length }) => length > 1),
      ).toEqual([]);
    },
  );

  test('is answered about what is foreign as about what is not there', async () => {
    const home = await furnished();
    const send = await service.as('responder', [MINE]);
    const { foreignIds } = home;
    const foreign = {
      id: foreignIds.slice(0, 1),
      name: ['lab_foreign'],
      table: ['lab_foreign'],
      target: ['foreignhost.example'],
      sha256: [home.foreign.suspect.sha256],
      ref: foreignIds.slice(0, 1),
    };
    const differing: string[] = [];
    for (const operation of operations().filter(({ path }) => path.includes('{'))) {
      const kinds = [
        ...foreignIds.map((id) => ({ ...foreign, id: [id] })),
        { ...foreign, name: ['foreignhost'] },
        { ...foreign, name: ['foreign-kept'] },
      ];
      for (const kind of kinds) {
        if (STREAMS.includes(operation.path)) continue;
        const one = await plain(send, operation, kind);
        const other = await plain(send, operation, { ...NOTHING, id: NOTHING.id!.slice(0, 1) });
        if (one !== other) differing.push(`${operation.name}: ${one} and not ${other}`);
      }
    }

    expect([...new Set(differing)]).toEqual([]);
  });
});

describe('a check that somebody orders who sees one controller', () => {
  test('is theirs to follow', async () => {
    const send = await service.as('analyst', [MINE]);
    const { id: suspect } = await service.put(send, 'own.csv', 'a;b\n1;2\n');

    const run = await created(send('POST', '/checks', { suspect }));

    expect((await send('GET', `/runs/${run}`)).status).toBe(200);
  });

  test('tells how far it is, and not how much was found of others', async () => {
    const send = await service.as('analyst', [MINE]);
    const { id: suspect } = await service.put(send, 'own.csv', 'a;b\n1;2\n');
    const run = (await service.store.runs.find(await created(send('POST', '/checks', { suspect }))))!;
    const share = { low: 0.5, high: 0.6 };
    const done = { step: 'matching', rowsDone: 9, rowsTotal: null, bytesDone: 9, bytesTotal: null };
    const progress = { ...done, bytesPerSecond: null, etaMs: null, matches: 7, share, at: run.createdAt };

    const [limited, whole] = [[MINE], null].map((controllers) =>
      shownRun({ ...run, progress }, { controllers }),
    );

    expect(limited!.progress).toMatchObject({ rowsDone: 9, matches: null, share: null });
    expect(whole!.progress).toMatchObject({ matches: 7, share });
  });

  test('adds to no case, names no table and keeps no print that they do not see', async () => {
    const { foreignIds, sharedCase } = await furnished();
    const foreignCase = foreignIds.find((id) => id.startsWith('c_'))!;
    const send = await service.as('responder', [MINE]);
    const { id: suspect } = await service.put(send, 'own.csv', 'a;b\n1;2\n');
    const nothing = 'c_20260101_00000000000000';
    const wishes = [
      { case: foreignCase },
      { case: nothing },
      { case: sharedCase },
      { against: ['lab_foreign'] },
      { against: ['nothing'] },
      { keep: 'mine' },
      { against: ['lab_mine'] },
    ];

    const statuses: number[] = [];
    for (const wish of wishes) statuses.push((await send('POST', '/checks', { suspect, ...wish })).status);

    expect(statuses).toEqual([404, 404, 403, 404, 404, 403, 202]);
  });
});

test('one account does not take all connections by following runs', async () => {
  const admin = await service.as('admin');
  const { id: suspect } = await service.put(admin, 'own.csv', 'a;b\n1;2\n');
  const events = `/runs/${await created(admin('POST', '/checks', { suspect }))}/events`;
  const viewer = await service.as('viewer');

  const open: Response[] = [];
  for (let count = 0; count < 50; count++) open.push(await viewer('GET', events));
  const beyond = await viewer('GET', events);
  const other = await admin('GET', events);
  for (const answer of [...open, other]) await answer.body?.cancel();
  const again = await viewer('GET', events);
  await again.body?.cancel();

  expect(open.every(({ status }) => status === 200)).toBe(true);
  expect([beyond.status, other.status, again.status]).toEqual([429, 200, 200]);
});

test('events end as soon as who follows them was disabled', async () => {
  const admin = await service.as('admin');
  const send = await service.as('viewer');
  const { id: suspect } = await service.put(admin, 'own.csv', 'a;b\n1;2\n');
  const run = await created(admin('POST', '/checks', { suspect }));
  const events = await send('GET', `/runs/${run}/events`);
  const users = (await (await admin('GET', '/users')).json()) as { items: { id: string; role: string }[] };
  const { id } = users.items.find(({ role }) => role === 'viewer')!;

  await admin('PATCH', `/users/${id}`, { state: 'disabled' });
  await admin('POST', `/runs/${run}/cancel`);

  expect(await events.text()).not.toContain('cancelled');
});

/** An answer without what differs from request to request. */
async function plain(send: Send, operation: WalkedOperation, known: Known): Promise<string> {
  const [path] = pathsOf(operation, known);
  const body = BODIES[`${operation.method} ${operation.path}`] ?? {};
  const response = await send(
    operation.method,
    path!,
    operation.method === 'GET' || operation.method === 'DELETE' ? undefined : body,
  );
  const text = (await response.text()).replace(/"instance":"[^"]*"/, '');
  return `${response.status} ${Object.values(known)
    .flat()
    .reduce((rest, word) => rest.replaceAll(word, '…'), text)}`;
}

/** Bodies that hold, so that what is refused is refused for what it is about. */
const BODIES: Readonly<Record<string, object>> = {
  'PATCH /cases/{id}': { title: 'x' },
  'POST /cases/{id}/items': { kind: 'endpoint', ref: 'foreignhost' },
  'PUT /cases/{id}/awareness': { at: '2026-01-01T00:00:00.000Z', name: 'n', reason: 'r' },
  'POST /cases/{id}/figures': { persons: 1, rows: 1, reason: 'r' },
  'PUT /cases/{id}/severity': { override: null },
  'POST /cases/{id}/notes': { text: 'x' },
  'POST /cases/{id}/notifications': { kind: 'initial', sentAt: '2026-01-01T00:00:00.000Z', reference: 'r' },
};
