import { afterEach, describe, expect, it } from 'vitest';
import type { Login } from '../../../scanners/scanner.ts';
import { Secret } from '../../../src/core/secret.ts';
import { closeVisits, codeOf, fetchAll, listAll, openVisit } from './open-visit.ts';
import {
  listing,
  reply,
  type Script,
  startScriptedServer,
  stopScriptedServers,
} from './scripted-http-server.ts';
import { makeTestCertificate } from './test-certificate.ts';

afterEach(async () => {
  await closeVisits();
  await stopScriptedServers();
});

const to = (location: string): Buffer => reply(302, '', { location });
const LOGIN: Login = { kind: 'password', user: new Secret('somebody'), password: new Secret('open sesame') };
const always =
  (answer: Buffer): Script =>
  (_, socket) =>
    socket.write(answer);

describe('a redirect', () => {
  const OUTSIDE = [
    ['a host of the cloud', 'http://169.254.169.254/latest/meta-data/'],
    ['a host in no mandate', 'http://evil.example/x'],
    ['a host without a scheme', '//evil.example/x'],
    ['a private address', 'http://10.0.0.1/x'],
    ['another spelling of this machine', 'http://127.0.0.2/x'],
    ['a file', 'file:///etc/passwd'],
    ['another protocol', 'ftp://127.0.0.1/x'],
    ['credentials', 'http://user:hunter2@127.0.0.1/x'],
  ] as const;

  it.each(OUTSIDE)('is not followed by a listing: %s', async (_, location) => {
    const server = await startScriptedServer(always(to(location)));
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(got.gaps).toMatchObject([{ path: '/', reason: 'RP_OUT_OF_SCOPE' }]);
    expect(visit.observations().http?.redirectsOutOfScope.count).toBe(1);
    expect(JSON.stringify(visit.observations())).not.toContain('hunter2');
    expect(server.requests).toHaveLength(1);
  });

  it.each(OUTSIDE)('is not followed by a transfer: %s', async (_, location) => {
    const server = await startScriptedServer(always(to(location)));
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/export.csv');

    expect(got.failure).toBe('RP_ACCESS_REFUSED');
    expect(visit.observations().http?.redirectsOutOfScope.count).toBe(1);
  });

  it('out of the scope is a gap for one folder, and the next one is listed', async () => {
    const server = await startScriptedServer(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else if (target === '/') socket.write(listing('/', ['away/', 'here/']));
      else socket.write(target === '/away/' ? to('http://evil.example/away/') : listing(target, ['a.csv']));
    });
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(got.paths).toEqual(['/here/a.csv']);
    expect(got.gaps).toMatchObject([{ path: '/away/', reason: 'RP_OUT_OF_SCOPE' }]);
  });

  it('to itself ends as a circle', async () => {
    const server = await startScriptedServer(always(to('/x')), { path: '/x' });
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_SERVER_MISBEHAVED');
    expect(server.requests).toHaveLength(1);
  });

  it('to ever new places ends after a few', async () => {
    const server = await startScriptedServer((_, socket, nth) => socket.write(to(`/x${nth}`)));
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/x');

    expect(got.failure).toBe('RP_SERVER_MISBEHAVED');
    expect(server.requests).toHaveLength(6);
  });

  it('out of the start is not followed by a listing', async () => {
    const server = await startScriptedServer(always(to('/login')), { path: '/files/' });
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(got.gaps).toMatchObject([{ path: '/files/', reason: 'RP_OUT_OF_SCOPE' }]);
    expect(server.requests).toHaveLength(1);
  });

  it('to another server within the scope is followed by a transfer', async () => {
    const other = await startScriptedServer(always(reply(200, 'there')));
    const server = await startScriptedServer(always(to(other.url.href)));
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/export.csv');

    expect(got.text).toBe('there');
  });

  it('to a server that is down is no end of the visit', async () => {
    const down = await startScriptedServer(() => {});
    await down.stop();
    const server = await startScriptedServer(({ target }, socket) =>
      socket.write(target === '/a' ? to(down.url.href) : reply(200, 'here')),
    );
    const { visit } = openVisit(server.url);

    const [first, second] = [await fetchAll(visit, '/a'), await fetchAll(visit, '/b')];

    expect(first.failure).toBe('RP_ACCESS_REFUSED');
    expect(second.text).toBe('here');
  });

  it('without a place is a refusal', async () => {
    const server = await startScriptedServer(always(reply(302)));
    const { visit } = openVisit(server.url);

    expect((await fetchAll(visit, '/x')).failure).toBe('RP_ACCESS_REFUSED');
  });

  it('from http to https is followed where it is in scope, and told', async () => {
    const secured = await startScriptedServer(
      ({ method }, socket) => socket.write(method === 'GET' ? listing('/', ['a.csv']) : reply(405)),
      { tls: makeTestCertificate('127.0.0.1').tls },
    );
    const server = await startScriptedServer(always(to(secured.url.href)));
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);
    const fetched = await fetchAll(visit, '/a.csv', { ref: got.files[0]!.ref });

    expect(got.paths).toEqual(['/a.csv']);
    expect(fetched.kind).toBe('bytes');
    expect(visit.observations().http).toMatchObject({ redirectsToTls: true });
    expect(visit.observations().tls).toMatchObject({ protocol: 'TLSv1.3' });
  });

  it('from http to https out of the scope is told, and nothing is asked there', async () => {
    const server = await startScriptedServer(always(to('https://evil.example/')));
    const { visit } = openVisit(server.url);

    await listAll(visit);

    expect(visit.observations().http).toMatchObject({ redirectsToTls: true, status: 302, isClearText: true });
  });
});

describe('a login', () => {
  it('is sent to the origin of the target', async () => {
    const server = await startScriptedServer(always(reply(200, 'x')));
    const { visit } = openVisit(server.url, { target: { login: LOGIN, allowsClearTextLogin: true } });

    await fetchAll(visit, '/x');

    expect(server.requests[0]!.headers.authorization).toBe(
      `Basic ${Buffer.from('somebody:open sesame').toString('base64')}`,
    );
  });

  it.each([
    [{ kind: 'bearer', token: new Secret('t0ken') }, 'authorization', 'Bearer t0ken'],
    [{ kind: 'header', name: 'X-Api-Key', value: new Secret('k3y') }, 'x-api-key', 'k3y'],
  ] as const)('is sent as it was given', async (login, name, value) => {
    const server = await startScriptedServer(always(reply(200, 'x')));
    const { visit } = openVisit(server.url, { target: { login, allowsClearTextLogin: true } });

    await fetchAll(visit, '/x');

    expect(server.requests[0]!.headers[name]).toBe(value);
  });

  it('is not sent in clear text unless that is allowed, and neither is anything else', async () => {
    const server = await startScriptedServer(always(reply(200, 'x')));
    const { visit } = openVisit(server.url, { target: { login: LOGIN } });

    const got = await fetchAll(visit, '/x');

    expect(got.failure).toBe('RP_TLS_NOT_TRUSTED');
    expect(server.connections()).toBe(0);
  });

  it('is never sent to another origin, however that asks for it', async () => {
    const other = await startScriptedServer(always(reply(401, '', { 'www-authenticate': 'Basic realm=x' })));
    const server = await startScriptedServer(always(to(other.url.href)));
    const { visit } = openVisit(server.url, { target: { login: LOGIN, allowsClearTextLogin: true } });

    const got = await fetchAll(visit, '/x');

    expect(got.failure).toBe('RP_ACCESS_REFUSED');
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('is not sent to another origin that an earlier visit found a file at', async () => {
    const other = await startScriptedServer(always(reply(200, 'x')));
    const server = await startScriptedServer(always(reply(200, 'x')));
    const { visit } = openVisit(server.url, { target: { login: LOGIN, allowsClearTextLogin: true } });

    await fetchAll(visit, '/x', { ref: `${other.url.origin}/x` });

    expect(other.requests[0]!.headers).not.toHaveProperty('authorization');
  });

  it('is not sent to a place of the target that another origin chose', async () => {
    const server = await startScriptedServer(({ target }, socket) =>
      socket.write(target === '/x' ? to(other.url.href) : reply(200, 'x')),
    );
    const other = await startScriptedServer((_, socket) => socket.write(to(`${server.url.href}chosen`)));
    const { visit } = openVisit(server.url, { target: { login: LOGIN, allowsClearTextLogin: true } });

    await fetchAll(visit, '/x');

    expect(server.requests.map(({ headers }) => headers.authorization === undefined)).toEqual([false, true]);
  });

  it('is not sent after https led to http', async () => {
    const clear = await startScriptedServer(always(reply(200, 'x')));
    const { tls, sha256 } = makeTestCertificate('127.0.0.1');
    const server = await startScriptedServer(always(to(clear.url.href)), { tls });
    const { visit } = openVisit(server.url, {
      target: { login: LOGIN, acceptedCertificate: sha256, allowsClearTextLogin: true },
    });

    await fetchAll(visit, '/x');

    expect(server.requests[0]!.headers).toHaveProperty('authorization');
    expect(clear.requests[0]!.headers).not.toHaveProperty('authorization');
    expect(visit.observations().http?.isClearText).toBe(true);
  });

  it('that no header can carry is refused without being shown', async () => {
    const server = await startScriptedServer(always(reply(200, 'x')));
    const login = { kind: 'bearer', token: new Secret('t0ken\r\nx: y') } as const;
    const { visit } = openVisit(server.url, { target: { login, allowsClearTextLogin: true } });

    const got = await listAll(visit);

    expect(got.failure).toMatchObject({ code: 'RP_USAGE', message: expect.not.stringContaining('t0ken') });
  });

  it('stands in no transcript', async () => {
    const server = await startScriptedServer(always(reply(200, 'x')));
    const { visit, tools } = openVisit(server.url, { target: { login: LOGIN, allowsClearTextLogin: true } });

    await fetchAll(visit, '/x');

    expect(tools.transcript.lines().join('\n')).not.toMatch(/sesame|Basic|c29tZWJvZHk/);
  });
});
