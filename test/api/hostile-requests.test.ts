import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { MalformedRequestError } from '../../src/api/api-errors.ts';
import { attachment } from '../../src/api/attachment.ts';
import { cursorKey, nextCursor, pageFrom, pageOf } from '../../src/api/pagination.ts';
import { exportReport } from '../../src/api/report-files.ts';
import { hostileName, hostileReport } from '../reports/hostile.ts';
import { ApiPlace } from './api-place.ts';

const place = new ApiPlace();
const JSON_TYPE = { 'content-type': 'application/json' };

beforeEach(() => {
  place.logged = [];
});

/** Send a body to an operation that takes JSON. */
function post(body: BodyInit, headers: Record<string, string> = JSON_TYPE, maxJsonBytes = 10_000) {
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  return place.fetch({ maxJsonBytes })('/api/v1/scope', init);
}

test('a refusal names no command of the terminal, which who asks the API does not have', async () => {
  const body = JSON.stringify({ name: 'server', url: 'ftp://anna:secret@server.example/' });

  const answer = await place.fetch()('/api/v1/endpoints', { method: 'POST', headers: JSON_TYPE, body });

  expect(await answer.json()).toMatchObject({ status: 400, detail: expect.not.stringContaining('--') });
});

describe('a body', () => {
  test('that nothing asked for is not read to its end either', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000).fill(32));
      },
    });
    const init = { method: 'POST', headers: { 'idempotency-key': 'x' }, body: endless, duplex: 'half' };
    const path = '/api/v1/endpoints/nothing/sweep';

    const answer = await place.fetch({ maxJsonBytes: 10_000 })(path, init as RequestInit);

    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(30_000);
  });

  test('that announces more than is allowed is refused', async () => {
    expect((await post('"'.padEnd(20_000, 'x'))).status).toBe(413);
  });

  test('that is larger than is allowed and announces nothing is not read to its end', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000).fill(32));
      },
    });

    expect((await post(endless)).status).toBe(413);
    expect(sent).toBeLessThan(30_000);
  });

  test.each([
    ['cut', '{"target":"a'],
    ['empty', ''],
    ['of another form', 'target=a'],
    ['in no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['in UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
    ['nested ten thousand deep', `${'['.repeat(4000)}${']'.repeat(4000)}`],
  ])('%s is refused as one that cannot be read', async (_, body) => {
    const answer = await post(body);

    expect(answer.status).toBe(400);
    expect((await answer.json()).code).toBe('RP_MALFORMED');
  });

  test.each(['null', '[]', '7', '"text"', '{"__proto__":{"target":"x"}}'])(
    '%s does not hold',
    async (body) => {
      expect((await (await post(body)).json()).code).toBe('RP_INVALID');
      expect(({} as { target?: string }).target).toBeUndefined();
    },
  );

  test.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'application/json; charset=latin1',
  ])('of the type %s is refused', async (type) => {
    const answer = await post('{}', type === undefined ? {} : { 'content-type': type });

    expect(answer.status).toBe(415);
  });

  test('with control characters in words for documents does not hold', async () => {
    const body = { target: 'a.example', owner: 'X\u0000\u001b[2J', reference: 'r', until: '2027-01-01' };

    expect((await (await post(JSON.stringify(body))).json()).errors).toEqual([
      expect.objectContaining({ pointer: '/owner' }),
    ]);
    expect(await place.store.mandates.list()).toEqual([]);
  });

  test('with a key twice is read as JSON has it: the last one stands', async () => {
    const body =
      '{"target":"a.example","target":"b.example","owner":"X","reference":"r","until":"2027-01-01"}';

    expect((await post(body)).status).toBe(201);
    expect((await place.store.mandates.list()).map(({ target }) => target)).toEqual(['b.example']);
  });
});

describe('a path or query', () => {
  test.each([
    '/api/v1/tables/%00',
    '/api/v1/tables/..%2F..%2Fetc%2Fpasswd',
    '/api/v1/tables/%ff%fe',
    '/api/v1/tables/__proto__',
    `/api/v1/tables/${'x'.repeat(5000)}`,
    '/api/v1/reports/r_',
    '/api/v1/reports/%27%20or%201=1--',
    '/api/v1/reports/r_20261122_00000000000000',
    '/api/v1/endpoints/constructor/assets',
    '/api/v1/tables?cursor=%00%01',
    `/api/v1/tables?cursor=${'A'.repeat(7000)}`,
    '/api/v1/tables?limit=-1',
    '/api/v1/tables?limit=1e9',
    '/api/v1/tables?limit=',
    '/api/v1/exposures?state=any',
    '/api/v1/reports/r_20261122_00000000000000/rows/0',
    '/api/v1/reports/r_20261122_00000000000000/rows/1e999',
    '/api/v1/reports/r_20261122_00000000000000/export?format=exe',
  ])('%s is refused in words, without a stack or a path', async (path) => {
    const answer = await place.fetch()(path);
    const text = await answer.text();

    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(text + place.logged.join()).not.toMatch(/\bat .*\.ts|node_modules|\/tmp\/|passwd/);
  });

  test('that meets a bug is told a code alone, and the log no message', async () => {
    const audit = { note: () => Promise.reject(new TypeError('cell 2 78 05 49 588 157 of /srv/home')) };
    const body = JSON.stringify({ notificationHours: 48 });

    const answer = await place.fetch({ parts: { audit } })('/api/v1/settings', {
      method: 'PATCH',
      headers: JSON_TYPE,
      body,
    });
    const text = await answer.text();

    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'RP_BUG' });
    expect(text + place.logged.join()).not.toMatch(/588|srv|service-settings|\bat /);
  });
});

describe('a cursor', () => {
  test('goes on exactly where the page ended, whatever the keys are', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 20 })),
        fc.integer({ min: 1, max: 5 }),
        (keys, limit) => {
          const all = [...keys].sort();
          const seen: string[] = [];
          let cursor: string | undefined;
          do {
            const { items, next } = pageOf(all, { cursor, limit }, (key) => key);
            seen.push(...items);
            cursor = next ?? undefined;
          } while (cursor !== undefined);
          expect(seen).toEqual(all);
        },
      ),
    );
  });

  test('that nobody was given is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => cursorKey(text)).toThrow(MalformedRequestError);
      }),
    );
    expect(cursorKey(nextCursor('a'))).toBe('a');
  });

  test('is not given after the last entry', () => {
    expect(pageFrom(['a', 'b'], 2, (key) => key).next).toBeNull();
    expect(pageFrom(['a', 'b', 'c'], 2, (key) => key)).toEqual({ items: ['a', 'b'], next: nextCursor('b') });
  });
});

describe('a file that is downloaded', () => {
  test('has a name that neither ends its header nor leaves its folder', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const header = attachment(`${name}.csv`);

        expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(header);
        expect(header).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w%.~&$+^`|#-]+$/,
        );
        const decoded = decodeURIComponent(header.split("UTF-8''")[1]);
        expect(decoded).not.toMatch(/[\p{Cc}\p{Cf}/\\:]|^[.]/u);
      }),
    );
  });

  test('keeps a name in French', () => {
    expect(attachment('fuite d’été.csv')).toBe(
      `attachment; filename="fuite d__t_.csv"; filename*=UTF-8''fuite%20d%E2%80%99%C3%A9t%C3%A9.csv`,
    );
  });

  test('as HTML holds no markup of names, and as CSV no formula', async () => {
    const documents = { pdf: () => Promise.reject(new Error('no PDF is expected')) };
    await fc.assert(
      fc.asyncProperty(hostileReport, async (report) => {
        const html = String((await exportReport(report, 'html', 'en', documents)).content);
        const csv = String((await exportReport(report, 'csv', 'en', documents)).content);

        expect(html).not.toMatch(/<script|<img src=x|onmouseover='/i);
        expect(csv).not.toMatch(/(^|[,\n])"?\s*[=@+]|(^|[,\n])"?-[^\d]/);
      }),
      { numRuns: 50 },
    );
  });
});
