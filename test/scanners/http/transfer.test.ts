import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { closeVisits, fetchAll, openVisit, type VisitOptions } from './open-visit.ts';
import { reply, type Script, startScriptedServer, stopScriptedServers } from './scripted-http-server.ts';

afterEach(async () => {
  await closeVisits();
  await stopScriptedServers();
});

const BODY = 'a;b\n1;2\n3;4\n';
const raw =
  (text: string): Script =>
  (_, socket) =>
    void socket.write(text, 'latin1');

async function fetchFrom(
  script: Script,
  part: Parameters<typeof fetchAll>[2] = {},
  options: VisitOptions = {},
) {
  const server = await startScriptedServer(script);
  const { visit, tools } = openVisit(server.url, options);
  const transfer = await fetchAll(visit, '/export.csv', part);
  return { ...transfer, server, visit, tools };
}

describe('a transfer', () => {
  it('gives the bytes of a file, confirmed', async () => {
    const got = await fetchFrom((_, socket) => socket.write(reply(200, BODY)));

    expect(got).toMatchObject({ text: BODY, start: 0, totalBytes: BODY.length, isConfirmed: true });
  });

  it('asks for bytes as they lie on the server and says who asks', async () => {
    const { server } = await fetchFrom((_, socket) => socket.write(reply(200, BODY)));

    expect(server.requests[0]!.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': 'Rowprint/0.1 (exposure scan; contact security@example.org)',
    });
  });

  it('gives a part where the server knows ranges', async () => {
    const got = await fetchFrom(
      (_, socket) => socket.write(reply(206, BODY.slice(4, 8), { 'content-range': 'bytes 4-7/12' })),
      { start: 4, length: 4 },
    );

    expect(got.server.requests[0]!.headers).toMatchObject({ range: 'bytes=4-7' });
    expect(got).toMatchObject({ text: '1;2\n', start: 4, totalBytes: 12, isConfirmed: true });
  });

  it('starts at 0 and ends where the wanted part ends where the range is ignored', async () => {
    const got = await fetchFrom((_, socket) => socket.write(reply(200, BODY)), { start: 4, length: 4 });

    expect(got).toMatchObject({ text: BODY.slice(0, 8), start: 0, totalBytes: 12 });
  });

  it('says unchanged where the server says so', async () => {
    const known = { etag: '"one"', modifiedAt: null };
    const got = await fetchFrom((_, socket) => socket.write(reply(304)), { known });

    expect(got.kind).toBe('unchanged');
    expect(got.server.requests[0]!.headers).toMatchObject({ 'if-none-match': '"one"' });
  });

  it('asks for the rest of the known file only', async () => {
    const known = { etag: '"one"', modifiedAt: null };
    const got = await fetchFrom((_, socket) => socket.write(reply(200, BODY)), { start: 4, known });

    expect(got.server.requests[0]!.headers).toMatchObject({ range: 'bytes=4-', 'if-range': '"one"' });
    expect(got).toMatchObject({ start: 0, text: BODY });
  });

  it('trusts no date that a listing cut to the minute', async () => {
    const known = { etag: null, modifiedAt: '2026-11-22T08:00:00.000Z' };
    const { server } = await fetchFrom((_, socket) => socket.write(reply(200, BODY)), { known });

    expect(server.requests[0]!.headers).not.toHaveProperty('if-modified-since');
  });

  it('asks by date where the date has its seconds', async () => {
    const known = { etag: null, modifiedAt: '2026-11-22T08:00:07.000Z' };
    const { server } = await fetchFrom((_, socket) => socket.write(reply(304)), { known });

    expect(server.requests[0]!.headers).toMatchObject({
      'if-modified-since': 'Sun, 22 Nov 2026 08:00:07 GMT',
    });
  });

  it.each([401, 403, 404, 410, 500])('names the status of a refusal: %i', async (status) => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(status)));
    const { visit } = openVisit(server.url);

    await expect(
      visit.fetch({ path: '/x', ref: '/x', start: 0, length: null, known: null }),
    ).rejects.toMatchObject({ code: 'RP_ACCESS_REFUSED', message: expect.stringContaining(String(status)) });
  });

  it('gives no bytes for a part behind the end', async () => {
    const got = await fetchFrom(
      (_, socket) => socket.write(reply(416, '', { 'content-range': 'bytes */12' })),
      { start: 12 },
    );

    expect(got).toMatchObject({ kind: 'bytes', text: '', start: 12, totalBytes: 12 });
  });

  it('tries without a range once where a range is refused without a reason', async () => {
    const got = await fetchFrom(
      ({ headers }, socket) => socket.write(headers.range === undefined ? reply(200, BODY) : reply(416)),
      { length: 4 },
    );

    expect(got).toMatchObject({ text: BODY.slice(0, 4), start: 0 });
  });

  it('ends where the server refuses every range, also none', async () => {
    const got = await fetchFrom((_, socket) => socket.write(reply(416)), { length: 4 });

    expect(got.failure).toBe('RP_SERVER_MISBEHAVED');
    expect(got.server.requests).toHaveLength(2);
  });

  it('leaves a body that is announced as packed as it came', async () => {
    const got = await fetchFrom((_, socket) =>
      socket.write(reply(200, 'not inflated', { 'content-encoding': 'gzip' })),
    );

    expect(got).toMatchObject({ text: 'not inflated', isConfirmed: true });
  });

  it('marks a body that only the end of the connection ended as unconfirmed', async () => {
    const got = await fetchFrom((_, socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${BODY}`));

    expect(got).toMatchObject({ text: BODY, totalBytes: null, isConfirmed: false, failure: null });
  });

  it('takes no more than was announced', async () => {
    const got = await fetchFrom(raw(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n${BODY}`));

    expect(got).toMatchObject({ text: BODY.slice(0, 4), isConfirmed: true });
  });

  it('goes on with the next file after a reply with too much in it', async () => {
    const { visit } = await fetchFrom(raw(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n${BODY}`));

    const next = await fetchAll(visit, '/other.csv');

    expect(next).toMatchObject({ text: BODY.slice(0, 4), failure: null });
  });

  it('goes on after a transfer that was left in the middle', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, 'x'.repeat(900_000))));
    const { visit } = openVisit(server.url);
    await fetchAll(visit, '/a', { length: 10 });

    const again = await fetchAll(visit, '/b', { length: 10 });

    expect(again).toMatchObject({ text: 'x'.repeat(10), isConfirmed: true });
  });

  it('goes on after a transfer of which nothing was read', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, 'x'.repeat(900_000))));
    const { visit } = openVisit(server.url);
    await visit.fetch({ path: '/a', ref: '/a', start: 0, length: null, known: null });

    const again = await fetchAll(visit, '/b', { length: 10 });

    expect(again).toMatchObject({ text: 'x'.repeat(10), isConfirmed: true });
  });

  it('uses one connection for files that follow each other', async () => {
    const { visit, server } = await fetchFrom((_, socket) => socket.write(reply(200, BODY)));

    await fetchAll(visit, '/other.csv');

    expect(server.connections()).toBe(1);
  });

  it('asks again on a new connection where the kept one was closed', async () => {
    const { visit } = await fetchFrom((_, socket, nth) =>
      nth === 2 ? socket.destroy() : socket.write(reply(200, BODY)),
    );

    const again = await fetchAll(visit, '/other.csv');

    expect(again).toMatchObject({ text: BODY, failure: null });
  });

  it('writes down requests and sizes, and no keys', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, BODY)));
    const { visit, tools } = openVisit(server.url);

    await fetchAll(visit, '/x?a=1&sig=abc&X-Amz-Credential=def');

    expect(tools.transcript.lines().map((line) => line.replace(/^\d+ /, ''))).toEqual([
      '> GET /x?a=1&sig=***&X-Amz-Credential=***',
      '< 200, 12 bytes',
    ]);
  });
});

const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const drip =
  (head: string, sign: string, everyMs: number): Script =>
  (_, socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(sign), everyMs);
    socket.on('close', () => clearInterval(timer));
  };

/** Script, expected code, what still came of the body. */
const MISBEHAVIOURS: readonly (readonly [string, Script, string, string])[] = [
  ['chunks that are no chunks', raw(`${CHUNKED}4\r\na;b\n\r\nZZ\r\n`), 'RP_SERVER_MISBEHAVED', 'a;b\n'],
  [
    'chunks that end early',
    (_, socket) => socket.end(`${CHUNKED}4\r\na;b\n\r\n8\r\n1;`),
    'RP_TRANSFER_BROKEN',
    'a;b\n1;',
  ],
  [
    'chunks that end early with the connection announced to end',
    (_, socket) =>
      socket.end(
        'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na;b\n\r\n8\r\n1;',
      ),
    'RP_TRANSFER_BROKEN',
    'a;b\n1;',
  ],
  [
    'a body shorter than announced',
    (_, socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n${BODY}`),
    'RP_TRANSFER_BROKEN',
    BODY,
  ],
  [
    'two lengths',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 12\r\nContent-Length: 13\r\n\r\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a negative length',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a length beyond all numbers',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a length beyond exact numbers',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 9007199254740993\r\n\r\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a length and chunks',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 12\r\nTransfer-Encoding: chunked\r\n\r\n4\r\na;b\n\r\n0\r\n\r\n`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'chunks and a length',
    raw(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 12\r\n\r\n4\r\na;b\n\r\n0\r\n\r\n`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a transfer encoding that packs',
    raw('HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n4\r\na;b\n\r\n0\r\n\r\n'),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'a flood of headers',
    (_, socket) => socket.write(`HTTP/1.1 200 OK\r\n${'X-Any: thing\r\n'.repeat(100_000)}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'one header without an end',
    (_, socket) => socket.write(`HTTP/1.1 200 OK\r\nX-Any: ${'x'.repeat(1_000_000)}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'replies before the reply without an end',
    drip('', 'HTTP/1.1 103 Early Hints\r\n\r\n', 5),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  ['a 100 that nobody asked for', raw('HTTP/1.1 100 Continue\r\n\r\n'), 'RP_SERVER_MISBEHAVED', ''],
  [
    'another protocol that nobody asked for',
    raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: any\r\nConnection: upgrade\r\n\r\n'),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  ['a status line that is none', raw('SSH-2.0-OpenSSH_9.6\r\n\r\n'), 'RP_SERVER_MISBEHAVED', ''],
  ['HTTP/0.9', (_, socket) => socket.end('<html>hello</html>'), 'RP_SERVER_MISBEHAVED', ''],
  ['a status that is no number', raw('HTTP/1.1 OK\r\n\r\n'), 'RP_SERVER_MISBEHAVED', ''],
  [
    'a NUL in a header',
    raw(`HTTP/1.1 200 OK\r\nX-Any: a\0b\r\nContent-Length: 12\r\n\r\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  [
    'header lines that end without a CR',
    raw(`HTTP/1.1 200 OK\nContent-Length: 12\n\n${BODY}`),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
  ['silence', () => {}, 'RP_TRANSFER_BROKEN', ''],
  ['a head that drips', drip('HTTP/1.1 200 OK\r\nX-Any: ', 'x', 20), 'RP_TRANSFER_BROKEN', ''],
  [
    'a body that stalls',
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n${BODY}`),
    'RP_TRANSFER_BROKEN',
    BODY,
  ],
  [
    'a not-modified that nobody asked for',
    (_, socket) => socket.write(reply(304)),
    'RP_SERVER_MISBEHAVED',
    '',
  ],
];

/** Script; the first eight bytes are asked for. */
const WRONG_PARTS: readonly (readonly [string, Script])[] = [
  [
    'a part that is another part',
    (_, socket) => socket.write(reply(206, BODY.slice(0, 4), { 'content-range': 'bytes 3-6/99' })),
  ],
  [
    'a part that is longer than was asked for',
    (_, socket) => socket.write(reply(206, BODY, { 'content-range': 'bytes 0-11/99' })),
  ],
  [
    'a part that is not as long as it says',
    (_, socket) => socket.write(reply(206, BODY, { 'content-range': 'bytes 0-2/99' })),
  ],
  ['a part of nothing', (_, socket) => socket.write(reply(206, BODY))],
  [
    'several parts',
    (_, socket) => socket.write(reply(206, BODY, { 'content-type': 'multipart/byteranges; boundary=x' })),
  ],
];

describe('a server that misbehaves', () => {
  it.each(MISBEHAVIOURS)('is left with a typed outcome: %s', async (_, script, code, text) => {
    const startedAt = performance.now();

    const got = await fetchFrom(script);

    expect(got.failure).toBe(code);
    expect(got.text).toBe(text);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it.each(WRONG_PARTS)('is not believed: %s', async (_, script) => {
    const got = await fetchFrom(script, { length: 8 });

    expect(got.failure).toBe('RP_SERVER_MISBEHAVED');
    expect(got.text).toBe('');
  });

  it('leaves none of its bytes in the failure', async () => {
    const server = await startScriptedServer(raw(`${CHUNKED}ZZ\r\nconfidential cell\r\n`));
    const { visit } = openVisit(server.url);
    const fetched = await visit.fetch({ path: '/x', ref: '/x', start: 0, length: null, known: null });

    let failure: unknown = null;
    try {
      if (fetched.kind === 'bytes') for await (const _ of fetched.chunks);
    } catch (thrown) {
      failure = thrown;
    }

    expect(inspect(failure, { depth: 9 })).toContain('HPE_INVALID');
    expect(inspect(failure, { depth: 9 })).not.toContain('confidential');
  });

  it('is left when it drips a body slower than the least rate', async () => {
    const startedAt = performance.now();

    const got = await fetchFrom(drip('HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n', 'x', 50));

    expect(got.failure).toBe('RP_TRANSFER_BROKEN');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('is left at the largest file where it announces no length', async () => {
    const got = await fetchFrom(
      drip(CHUNKED, `10000\r\n${'x'.repeat(65_536)}\r\n`, 1),
      {},
      {
        limits: { maxAssetBytes: 200_000 },
      },
    );

    expect(got.failure).toBe('RP_BUDGET_SPENT');
    expect(got.text.length).toBeLessThanOrEqual(200_000);
  });

  it('is left when the sweep has had its bytes', async () => {
    const got = await fetchFrom(
      (_, socket) => socket.write(reply(200, 'x'.repeat(300_000))),
      {},
      {
        limits: { maxSweepBytes: 100_000 },
      },
    );

    expect(got.failure).toBe('RP_BUDGET_SPENT');
  });

  it('is unreachable when it closes the first connection without a reply', async () => {
    const got = await fetchFrom((_, socket) => socket.destroy());

    expect(got.failure).toBe('RP_UNREACHABLE');
  });

  it('is not asked again for what closed a new connection', async () => {
    const { visit, server } = await fetchFrom((_, socket, nth) =>
      nth === 1 ? socket.end(reply(200, BODY, { connection: 'close' })) : socket.destroy(),
    );

    const again = await fetchAll(visit, '/deadly.csv');

    expect(again.failure).toBe('RP_TRANSFER_BROKEN');
    expect(server.requests).toHaveLength(2);
  });

  it('is unreachable once it has died', async () => {
    const { visit, server } = await fetchFrom((_, socket) => socket.write(reply(200, BODY)));
    await server.stop();

    const again = await fetchAll(visit, '/other.csv');

    expect(again.failure).toBe('RP_UNREACHABLE');
    expect(visit.observations().failure).toMatchObject({ code: 'RP_UNREACHABLE' });
  });

  it('is left at once when the visit is cancelled', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error('enough')), 50);

    const got = await fetchFrom(
      raw(`HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n${BODY}`),
      {},
      {
        signal: cancel.signal,
        limits: { idleMs: 10_000 },
      },
    );

    expect(got.failure).toMatchObject({ message: 'enough' });
  });
});

describe('a busy server', () => {
  it('is waited for as long as it asks, and asked once more', async () => {
    const waits: (number | null)[] = [];
    const pace = { next: async () => {}, backOff: async (ms: number | null) => void waits.push(ms) };

    const got = await fetchFrom(
      (_, socket, nth) => socket.write(nth === 1 ? reply(429, '', { 'retry-after': '7' }) : reply(200, BODY)),
      {},
      { pace, limits: { maxSweepMs: 60_000 } },
    );

    expect(got.text).toBe(BODY);
    expect(waits).toEqual([7_000]);
  });

  it('ends the visit when it is still busy', async () => {
    const got = await fetchFrom((_, socket) => socket.write(reply(503)));

    expect(got.failure).toBe('RP_SERVER_BUSY');
    expect(got.server.requests).toHaveLength(2);
  });

  it('is left alone at once when it asks for a day', async () => {
    const got = await fetchFrom((_, socket) => socket.write(reply(429, '', { 'retry-after': '86400' })));

    expect(got.failure).toBe('RP_SERVER_BUSY');
    expect(got.server.requests).toHaveLength(1);
  });
});
