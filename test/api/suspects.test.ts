import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { SpoolPlace, someBytes } from '../pipelines/spool/spool-place.ts';
import { sha256Of } from './tus-client.ts';
import { UploadService } from './upload-service.ts';

const place = new SpoolPlace();
const service = new UploadService(place);
const UNKNOWN = 'f_20260101_00000000000000';

interface Suspect {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly run: string | null;
  readonly reports: readonly string[];
}

function put(body: Uint8Array, query = 'name=leak.txt', user = 'anna', headers: Record<string, string> = {}) {
  return service.ask(`/suspects?${query}`, { method: 'PUT', user, headers, body: new Uint8Array(body) });
}

async function uploaded(user = 'anna', body = someBytes(10)): Promise<Suspect> {
  return (await (await put(body, 'name=leak.txt', user)).json()) as Suspect;
}

function check(suspect: string, user = 'anna', wishes: Record<string, unknown> = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return service.ask('/checks', {
    method: 'POST',
    user,
    headers,
    body: JSON.stringify({ suspect, ...wishes }),
  });
}

async function outcome(response: Response): Promise<unknown> {
  return [response.status, ((await response.json()) as { code?: string }).code];
}

/** Bytes that come one chunk after the other, of a length that nobody knows. */
function streamed(chunks: number, bytes: number): ReadableStream<Uint8Array> {
  let left = chunks;
  return new ReadableStream({
    pull(controller) {
      if (left-- === 0) controller.close();
      else controller.enqueue(new Uint8Array(bytes));
    },
  });
}

describe('PUT /suspects', () => {
  test('takes a file in one request, with its SHA-256', async () => {
    const bytes = someBytes(3_000_000);

    const response = await put(bytes, `name=leak.txt&sha256=${sha256Of(bytes)}`);

    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({
      state: 'complete',
      bytes: bytes.length,
      sha256: sha256Of(bytes),
    });
  });

  test('takes a file of unknown length', async () => {
    const init = { method: 'PUT', body: streamed(10, 1000), duplex: 'half' } as const;

    const response = await service.ask('/suspects?name=a', init);

    expect(await response.json()).toMatchObject({ state: 'complete', bytes: 10_000, received: 10_000 });
  });

  test.each([
    ['that is not what was announced', `name=a&sha256=${'ab'.repeat(32)}`, {}, [422, 'RP_WRONG_DIGEST']],
    ['of another kind', 'name=a', { 'content-type': 'text/html' }, [415, 'RP_WRONG_CONTENT']],
  ])('leaves nothing of a file %s', async (_, query, headers, expected) => {
    const response = await put(someBytes(10), query, 'anna', headers);

    expect(await outcome(response)).toEqual(expected);
    expect(await place.spoolFiles().catch(() => [])).toEqual([]);
  });

  test('leaves nothing of a file that grows beyond what is allowed', async () => {
    await service.stop();
    place.spool = place.newSpool({ maxFileBytes: 5000 });
    await service.start();
    const init = { method: 'PUT', body: streamed(10, 1000), duplex: 'half' } as const;

    const response = await service.ask('/suspects?name=a', init);

    expect(await outcome(response)).toEqual([413, 'RP_TOO_LARGE']);
    expect(await place.spoolFiles()).toEqual([]);
    expect(await place.store.suspectFiles.list()).toMatchObject([{ state: 'failed', failure: 'too-large' }]);
  });

  test('leaves nothing of a file whose connection ends', async () => {
    const sending = request(`${service.url}/suspects?name=a`, {
      method: 'PUT',
      headers: { 'x-test-user': 'anna' },
    });
    sending.on('error', () => {});
    sending.write(someBytes(1000));
    while ((await place.store.suspectFiles.list()).length === 0) await sleep(10);

    sending.destroy();
    while ((await place.store.suspectFiles.list())[0]?.destroyedAt === null) await sleep(10);

    expect(await place.store.suspectFiles.list()).toMatchObject([{ state: 'failed', failure: 'cut-off' }]);
    // Its key goes first, and its bytes a moment after.
    await expect.poll(() => place.spoolFiles()).toEqual([]);
  });
});

describe('suspects', () => {
  test('are listed newest first, by page', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 3; at++) {
      ids.unshift((await uploaded()).id);
      place.clock.advance(1000);
    }

    const first = (await (await service.ask('/suspects?limit=2')).json()) as {
      items: Suspect[];
      next: string;
    };
    const rest = (await (await service.ask(`/suspects?limit=2&cursor=${first.next}`)).json()) as typeof first;

    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect(rest.next).toBeNull();
  });

  test('of others do not exist for who is limited to some controllers', async () => {
    const { id } = await uploaded();
    const limited = 'berta analyst LaboratoryB';

    const foreign = await service.ask(`/suspects/${id}`, { user: limited });
    const unknown = await service.ask(`/suspects/${UNKNOWN}`, { user: limited });

    expect([foreign.status, await foreign.text()]).toEqual([404, await unknown.text()]);
    expect(await (await service.ask('/suspects', { user: limited })).json()).toMatchObject({ items: [] });
    expect((await check(id, limited)).status).toBe(404);
  });

  test('are destroyed by their uploader, with the run that reads them', async () => {
    const { id } = await uploaded();
    const run = ((await (await check(id)).json()) as { id: string }).id;

    const refused = await service.ask(`/suspects/${id}`, { method: 'DELETE', user: 'berta' });
    const destroyed = await service.ask(`/suspects/${id}`, { method: 'DELETE' });

    expect(refused.status).toBe(403);
    expect(await destroyed.json()).toMatchObject({ state: 'destroyed', destroyAt: null, run });
    expect(service.runs.records.get(run)?.state).toBe('cancelled');
    expect(await place.spoolFiles()).toEqual([]);
    expect(service.notes.map(({ action }) => action)).toEqual([
      'suspect.uploaded',
      'check.started',
      'suspect.destroyed',
    ]);
  });

  test('are recognised where there is a report on the same bytes', async () => {
    const bytes = someBytes(10);
    const { id } = await uploaded('anna', bytes);
    const writer = await place.store.beginReport();
    await writer.commit({ report: { suspect: { name: 'a\u001b.txt', sha256: sha256Of(bytes) } } });

    const seen = await (await service.ask(`/suspects/seen/${sha256Of(bytes)}`)).json();

    expect(seen).toMatchObject({ reports: [{ id: writer.id, suspect: 'a\\x1b.txt' }] });
    expect(await (await service.ask(`/suspects/${id}`)).json()).toMatchObject({ reports: [writer.id] });
  });
});

describe('a check', () => {
  test('is queued with what was asked for, also while the upload goes on', async () => {
    const tus = { 'tus-resumable': '1.0.0', 'upload-length': '10' };
    const created = await service.ask('/uploads', { method: 'POST', headers: tus });
    const id = created.headers.get('location')!.split('/').at(-1)!;

    const response = await check(id, 'anna', { strict: true, against: ['lab_a'] });

    const run = (await response.json()) as { id: string };
    expect(response.status).toBe(202);
    expect(run).not.toHaveProperty('order');
    expect(service.runs.records.get(run.id)?.order).toEqual({
      kind: 'check',
      suspect: id,
      strict: true,
      against: ['lab_a'],
    });
  });

  test('destroys the suspect when it ends', async () => {
    const { id } = await uploaded();
    const run = ((await (await check(id)).json()) as { id: string }).id;

    await service.runs.end(run, 'succeeded');
    while ((await place.spoolFiles()).length > 0) await sleep(10);

    expect(await outcome(await check(id))).toEqual([410, 'RP_UPLOAD_ENDED']);
  });

  test('adds to a case only for who may', async () => {
    const { id } = await uploaded();

    expect((await check(id, 'anna', { case: 'c_20260101_00000000000000' })).status).toBe(403);
  });
});

describe('kept suspects', () => {
  test('that are not there are said not to be', async () => {
    expect(await (await service.ask('/kept-suspects')).json()).toEqual({ items: [], next: null });
    expect((await service.ask('/kept-suspects/none', { method: 'DELETE' })).status).toBe(404);
  });
});
