import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  HTML,
  listing,
  reply,
  type Script,
  type ScriptedServer,
  startScriptedServer,
  stopScriptedServers,
} from './http/scripted-http-server.ts';
import { makeTestCertificate } from './http/test-certificate.ts';
import { type LuredOptions, visitLured } from './lured-visit.ts';
import { noteDials, startTrap, type Trap } from './trap.ts';

let trap: Trap;

beforeEach(async () => {
  trap = await startTrap();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await stopScriptedServers();
  await trap.close();
});

/** Visit a server by its script; `strayed`: where sockets went besides to the server's own host and port. */
async function lured(script: (server: () => ScriptedServer) => Script, options: LuredOptions = {}) {
  const server: ScriptedServer = await startScriptedServer((...given) => script(() => server)(...given));
  const dials = noteDials();
  const visited = await visitLured(server.url, options);
  return { ...visited, server, dials, strayed: dials.filter((dial) => dial !== server.url.host) };
}

const always = (bytes: () => Buffer) => (): Script => (_, socket) => socket.write(bytes());

/** A listing for '/', and one answer for everything else. */
const listingOf =
  (page: () => Buffer): (() => Script) =>
  () =>
  ({ method, target }, socket) => {
    if (method !== 'GET' && method !== 'HEAD') socket.write(reply(405));
    else if (target === '/') socket.write(page());
    else socket.write(reply(200, 'rows', { 'content-type': 'text/csv' }));
  };

const PLACES: readonly (readonly [string, () => string])[] = [
  ['another machine', () => `http://${trap.away.at}/lure.csv`],
  ['a service beside it', () => `http://${trap.beside.at}/lure.csv`],
  ['another machine, of the same scheme', () => `//${trap.away.at}/lure.csv`],
  ['another machine, by TLS', () => `https://${trap.away.at}/lure.csv`],
  ['a service beside it, by TLS', () => `https://${trap.beside.at}/lure.csv`],
  ['another protocol', () => `ftp://${trap.away.at}/lure.csv`],
  ['an unknown protocol', () => `gopher://${trap.away.at}/lure.csv`],
  ['another machine behind a login', () => `http://somebody:pass@${trap.away.at}/lure.csv`],
  ['another machine behind our own host as a login', () => `http://127.0.0.1@${trap.away.at}/lure.csv`],
  ['another machine by backslashes', () => `\\\\${trap.away.at}\\lure.csv`],
  ['another machine after blanks', () => ` \thttp://${trap.away.at}/lure.csv`],
  ['another machine as one number', () => `http://2130706434:${trap.away.port}/lure.csv`],
  ['another machine in octal', () => `http://0177.0.0.2:${trap.away.port}/lure.csv`],
  ['another machine within IPv6', () => `http://[::ffff:127.0.0.2]:${trap.away.port}/lure.csv`],
  ['this machine by name', () => `http://localhost:${trap.beside.port}/lure.csv`],
  ['the keys of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ['the keys of a cloud by IPv6', () => 'http://[fd00:ec2::254]/latest/meta-data/'],
  ['a private network', () => 'http://10.0.0.1/lure.csv'],
  ['a name in no mandate', () => 'http://evil.example/lure.csv'],
];

describe('a redirect', () => {
  it.each(PLACES)('to %s is not followed', async (_, place) => {
    const got = await lured(always(() => reply(302, '', { location: place() })));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    // A backslash is a sign of a path to us: such a redirect goes round in a circle.
    expect(got.outcomes.some((one) => one === 'RP_OUT_OF_SCOPE' || one === 'RP_SERVER_MISBEHAVED')).toBe(
      true,
    );
    expect(got.untyped).toEqual([]);
  });

  it.each([300, 301, 303, 305, 306, 307, 308])('of status %i is not followed either', async (status) => {
    const got = await lured(always(() => reply(status, '', { location: `http://${trap.away.at}/` })));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.outcomes.length).toBeGreaterThan(0);
    expect(got.untyped).toEqual([]);
  });

  it('within the server that then leads out ends where it leads out', async () => {
    const got = await lured(() => ({ target }, socket) => {
      const location = target === '/lure.csv' ? 'inner/lure.csv' : `//${trap.away.at}/`;
      socket.write(reply(302, '', { location }));
    });

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a listing', () => {
  it.each(PLACES)('whose link leads to %s has none of it read', async (_, place) => {
    const got = await lured(listingOf(() => listing('/', [place(), 'here.csv'])));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.texts).toContain('rows');
  });

  it('with another base has nothing of that base read', async () => {
    const page = () => {
      const base = `<head><base href="http://${trap.away.at}/">`;
      return reply(
        200,
        listing('/', ['a.csv']).toString().split('\r\n\r\n')[1]!.replace('<head>', base),
        HTML,
      );
    };

    const got = await lured(listingOf(page));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });

  it('of JSON that names places elsewhere has none of them read', async () => {
    const names = [`http://${trap.away.at}/a.csv`, `//${trap.away.at}/b.csv`, `\\\\${trap.away.at}\\c.csv`];
    const entries = names.map((name) => ({
      name,
      type: 'file',
      mtime: 'Sun, 22 Nov 2026 08:00:00 GMT',
      size: 4,
    }));
    const page = () => reply(200, JSON.stringify(entries), { 'content-type': 'application/json' });

    const got = await lured(listingOf(page));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });

  it('by WebDAV that names another host has nothing of it read', async () => {
    const entry = (href: string): string =>
      `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype/><D:getcontentlength>4</D:getcontentlength>` +
      '</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>';
    const page = (): Buffer =>
      reply(
        207,
        `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${entry('/')}${entry(`http://${trap.away.at}/a.csv`)}` +
          `${entry(`//${trap.away.at}/b.csv`)}${entry('/here.csv')}</D:multistatus>`,
        { 'content-type': 'application/xml' },
      );

    const got = await lured(() => ({ method, target }, socket) => {
      if (method === 'PROPFIND') socket.write(page());
      else if (method === 'OPTIONS') socket.write(reply(200, '', { dav: '1', allow: 'GET, PROPFIND' }));
      else socket.write(target === '/' ? reply(403) : reply(200, 'rows'));
    });

    expect(got.server.requests.map(({ method }) => method)).toContain('PROPFIND');
    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });

  it('of a bucket whose next page is elsewhere asks the bucket itself', async () => {
    const page = (): Buffer =>
      reply(
        200,
        '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>' +
          `<IsTruncated>true</IsTruncated><NextMarker>http://${trap.away.at}/</NextMarker>` +
          `<NextContinuationToken>//${trap.away.at}/</NextContinuationToken>` +
          `<Contents><Key>http://${trap.away.at}/a.csv</Key><Size>4</Size></Contents>` +
          '<Contents><Key>b.csv</Key><Size>4</Size></Contents></ListBucketResult>',
        { 'content-type': 'application/xml' },
      );

    const got = await lured(() => ({ target }, socket) => {
      socket.write(/^\/(\?|$)/.test(target) ? page() : reply(200, 'rows'));
    });

    expect(got.server.requests.some(({ target }) => /marker|continuation/.test(target))).toBe(true);
    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a header that leads elsewhere', () => {
  const HEADERS: readonly (readonly [string, (at: string) => string])[] = [
    ['refresh', (at) => `0; url=http://${at}/`],
    ['alt-svc', (at) => `h2="${at}"; ma=3600, h3=":${at.split(':')[1]}"`],
    ['link', (at) => `<http://${at}/a.css>; rel=preload, <http://${at}>; rel=preconnect`],
    ['content-location', (at) => `http://${at}/`],
    ['location', (at) => `http://${at}/`],
    ['strict-transport-security', () => 'max-age=31536000'],
    ['x-accel-redirect', (at) => `http://${at}/`],
    ['proxy-authenticate', (at) => `Basic realm="http://${at}/"`],
    ['www-authenticate', (at) => `Bearer realm="http://${at}/token"`],
    ['report-to', (at) => `{"endpoints":[{"url":"http://${at}/"}]}`],
  ];

  it.each(HEADERS)('is not followed: %s', async (name, value) => {
    const got = await lured(
      listingOf(() => {
        const text = listing('/', ['a.csv']).toString('latin1');
        return Buffer.from(text.replace('\r\n', `\r\n${name}: ${value(trap.away.at)}\r\n`), 'latin1');
      }),
    );

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.texts).toContain('rows');
  });

  it.each([
    ['401', 401],
    ['407', 407],
  ])('is not followed with %s', async (_, status) => {
    const realm = `Bearer realm="http://${trap.away.at}/token"`;
    const headers = { 'www-authenticate': realm, 'proxy-authenticate': realm };

    const got = await lured(always(() => reply(status, '', headers)));

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.outcomes).toContain('RP_ACCESS_REFUSED');
  });

  it.each([
    [
      '101, to another protocol',
      'HTTP/1.1 101 Switching\r\nupgrade: h2c, websocket\r\nconnection: upgrade\r\n\r\n',
    ],
    ['103, to load what it will need', 'HTTP/1.1 103 Hints\r\nlink: <http://PLACE/x>; rel=preload\r\n\r\n'],
  ])('is not followed with %s', async (_, head) => {
    const got = await lured(
      always(() => Buffer.concat([Buffer.from(head.replace('PLACE', trap.away.at)), reply(403)])),
    );

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.outcomes.length).toBeGreaterThan(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a visit by HTTPS', () => {
  it('names nobody in its handshakes but the host of its target', async () => {
    const named: string[] = [];
    const tls = {
      ...makeTestCertificate('localhost').tls,
      SNICallback: (name: string, done: (failure: null) => void) => {
        named.push(name);
        done(null);
      },
    };
    const server: ScriptedServer = await startScriptedServer(
      ({ target }, socket) =>
        socket.write(
          target === '/'
            ? listing('/', ['a.csv'])
            : reply(302, '', { location: `https://other.example:${server.url.port}/` }),
        ),
      { tls },
    );
    const url = new URL(`https://localhost:${server.url.port}/`);

    const got = await visitLured(url, { lookup: async () => ['127.0.0.1'] });

    expect([...new Set(named)]).toEqual(['localhost']);
    expect(got.untyped).toEqual([]);
    expect(got.outcomes).toContain('RP_ACCESS_REFUSED');
  });
});
