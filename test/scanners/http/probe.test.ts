import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../scanners/scanner.ts';
import { Secret } from '../../../src/core/secret.ts';
import { closeVisits, fetchAll, listAll, openVisit } from './open-visit.ts';
import {
  listing,
  reply,
  type Script,
  startScriptedServer,
  stopScriptedServers,
} from './scripted-http-server.ts';

afterEach(async () => {
  await closeVisits();
  await stopScriptedServers();
});

const LOGIN: Partial<Target> = {
  login: { kind: 'password', user: new Secret('somebody'), password: new Secret('sesame') },
  allowsClearTextLogin: true,
};

/** List, probe, and give what was seen, with the requests of the probe alone. */
async function probe(script: Script, target: Partial<Target> = {}, path = '/') {
  const server = await startScriptedServer(script, { path });
  const { visit } = openVisit(server.url, { target });
  await listAll(visit);
  const before = server.requests.length;
  await visit.probe();
  return {
    http: visit.observations().http!,
    seen: visit.observations(),
    asked: server.requests.slice(before),
  };
}

const served: Script = ({ target, method, headers }, socket) => {
  if (method === 'OPTIONS') socket.write(reply(200, '', { allow: 'GET, HEAD, PUT, odd*word' }));
  else if (target === '/') socket.write(listing('/', ['a.csv', 'b.csv']));
  else if (headers.range === undefined) socket.write(reply(200, 'x;y\n'));
  else socket.write(reply(206, 'x;y\n', { 'content-range': 'bytes 0-3/4' }));
};
const closed: Script = (request, socket, nth) =>
  request.headers.authorization === undefined
    ? void socket.write(reply(401, '', { 'www-authenticate': 'Basic realm=x' }))
    : served(request, socket, nth);

describe('a probe', () => {
  it('sees what a stranger may list and read', async () => {
    const { http, seen } = await probe(served);

    expect(http).toMatchObject({
      status: 200,
      openListings: { count: 1, first: ['/'], dialects: ['nginx'] },
      strangerReads: { path: '/a.csv' },
      isClearText: true,
      redirectsToTls: false,
      webdav: { listed: false, claimsMethods: ['GET', 'HEAD', 'PUT'] },
    });
    expect(seen).toMatchObject({ protocol: 'http', login: 'none', failure: null, tls: null, ftp: null });
  });

  it('asks for the first bytes of one file, not for more', async () => {
    const { asked } = await probe(served);

    expect(asked.map(({ method, target, headers }) => [method, target, headers.range])).toEqual([
      ['GET', '/a.csv', 'bytes=0-255'],
    ]);
  });

  it('asks nothing again that was read already', async () => {
    const server = await startScriptedServer(served);
    const { visit } = openVisit(server.url);
    await listAll(visit);
    await fetchAll(visit, '/b.csv');
    const before = server.requests.length;

    await visit.probe();

    expect(server.requests).toHaveLength(before);
    expect(visit.observations().http?.strangerReads).toEqual({ path: '/b.csv' });
  });

  it('goes without the login, and finds what only the login opens closed', async () => {
    const { http, seen, asked } = await probe(closed, LOGIN);

    expect(seen.login).toBe('given');
    expect(http).toMatchObject({ status: 401, openListings: { count: 0 }, strangerReads: null });
    expect(asked.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('goes without the login, and finds what is open to anybody', async () => {
    const { http } = await probe(served, LOGIN);

    expect(http).toMatchObject({
      status: 200,
      openListings: { count: 1, first: ['/'] },
      strangerReads: { path: '/a.csv' },
    });
  });

  it('takes at most twenty requests, whatever the server does', async () => {
    const { asked } = await probe(({ target, method, headers }, socket, nth) => {
      if (headers.authorization !== undefined && target === '/') {
        const names = ['a', 'b', 'c', 'd'].map((folder) => `${folder}/`);
        socket.write(listing('/', [...names, 'passwd', 'f.csv']));
      } else if (headers.authorization !== undefined) socket.write(listing(target, ['passwd', 'x.csv']));
      else if (method === 'OPTIONS') socket.write(reply(200, '', { dav: '1', allow: 'PROPFIND' }));
      else socket.write(nth % 5 === 0 ? reply(416) : reply(302, '', { location: `/${nth}` }));
    }, LOGIN);

    expect(asked.length).toBeGreaterThan(5);
    expect(asked.length).toBeLessThanOrEqual(20);
  });

  it('takes a page for no file that a stranger reads', async () => {
    const server = await startScriptedServer((_, socket) =>
      socket.write(reply(200, '<html><h1>Hello</h1></html>', { 'content-type': 'text/html' })),
    );
    const { visit } = openVisit(server.url);
    await listAll(visit);
    await fetchAll(visit, '/');
    await visit.probe();

    expect(visit.observations().http?.strangerReads).toBeNull();
  });

  it('keeps the name of the software short and printable', async () => {
    const server = await startScriptedServer((_, socket) =>
      socket.write(reply(200, 'x', { server: `any\tthing${'x'.repeat(999)}` })),
    );
    const { visit } = openVisit(server.url);

    await fetchAll(visit, '/x');

    expect(visit.observations().software).toBe(`any?thing${'x'.repeat(191)}`);
  });

  it('shows no key of the target', async () => {
    const server = await startScriptedServer(served, { path: '/x?sig=abc' });
    const { visit } = openVisit(server.url);

    expect(visit.observations().url).toBe(`${server.url.origin}/x?sig=***`);
  });
});

describe('what lies outside of the tree', () => {
  it('is told when a list of users is read', async () => {
    const { http } = await probe(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else
        socket.write(
          target === '/' ? listing('/', ['a.csv', 'passwd']) : reply(200, 'root:x:0:0:root:/root:/bin/sh\n'),
        );
    });

    expect(http.outsideRoot).toContainEqual({ path: '/passwd', target: null, proof: 'read' });
  });

  it('is told when a listing looks like the root of a file system', async () => {
    const root = ['bin/', 'dev/', 'etc/', 'home/', 'usr/', 'var/'];
    const { http } = await probe(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else if (target === '/') socket.write(listing('/', ['a.csv', 'all/']));
      else socket.write(target === '/all/' ? listing('/all/', root) : reply(403));
    });

    expect(http.outsideRoot).toEqual([{ path: '/all/', target: null, proof: 'listed' }]);
  });

  it('is told when a name that leads above the root is served', async () => {
    const keys = ['../../etc/hosts', 'a.csv'].map(
      (key) => `<Contents><Key>${key}</Key><Size>7</Size></Contents>`,
    );
    const page = `<?xml version="1.0"?><ListBucketResult><Name>b</Name>${keys.join('')}</ListBucketResult>`;
    const { http, asked } = await probe(
      ({ target, method }, socket) => {
        if (method !== 'GET') socket.write(reply(405));
        else
          socket.write(
            target === '/b/' ? reply(200, page, { 'content-type': 'application/xml' }) : reply(200, 'x'),
          );
      },
      {},
      '/b/',
    );

    const path = '/b/../../etc/hosts';
    expect(http.outsideRoot).toEqual([{ path, target: path, proof: 'read' }]);
    expect(asked.map(({ target }) => target)).toContain('/b/%2E%2E/%2E%2E/etc/hosts');
  });

  it('is not told of a site with a few such names', async () => {
    const { http } = await probe(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else socket.write(target === '/' ? listing('/', ['bin/', 'home/', 'lib/']) : reply(403));
    });

    expect(http.outsideRoot).toEqual([]);
  });
});
