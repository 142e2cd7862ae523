import { afterEach, describe, expect, it } from 'vitest';
import { closeVisits, listAll, openVisit } from './open-visit.ts';
import {
  HTML,
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

async function listFrom(script: Script, path = '/') {
  const server = await startScriptedServer(script, { path });
  const { visit } = openVisit(server.url);
  return { ...(await listAll(visit)), server, http: visit.observations().http! };
}

const XML = { 'content-type': 'application/xml' };
const members = (folder: string, names: readonly string[]): Buffer => {
  const one = (href: string): string =>
    `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype>` +
    `${href.endsWith('/') ? '<D:collection/>' : ''}</D:resourcetype><D:getcontentlength>5</D:getcontentlength>` +
    '</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>';
  const all = [folder, ...names.map((name) => folder + name)].map(one).join('');
  return reply(207, `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${all}</D:multistatus>`, XML);
};
const webdav: Script = ({ method, target, headers }, socket) => {
  if (method === 'OPTIONS') socket.write(reply(200, '', { dav: '1,2', allow: 'GET, PROPFIND' }));
  else if (method === 'PROPFIND' && headers.depth === '1') {
    socket.write(
      target === '/'
        ? members('/', ['a.csv', '.hidden', 'site/'])
        : members('/site/', ['index.html', 'b.csv']),
    );
  } else if (target === '/') socket.write(listing('/', ['a.csv', 'site/']));
  else socket.write(reply(200, '<html><h1>Hello</h1></html>', HTML));
};

describe('a WebDAV server', () => {
  it('is listed in both ways, each file once, also behind pages', async () => {
    const got = await listFrom(webdav);

    expect(got.paths).toEqual(['/a.csv', '/.hidden', '/site/index.html', '/site/b.csv']);
    expect(got.gaps).toEqual([]);
    expect(got.http).toMatchObject({
      webdav: { listed: true, claimsMethods: ['GET', 'PROPFIND'] },
      openListings: { count: 2, first: ['/', '/site/'] },
    });
  });

  it('that shows nothing to GET is listed all the same', async () => {
    const got = await listFrom((request, socket, nth) =>
      request.method === 'GET' ? void socket.write(reply(405)) : webdav(request, socket, nth),
    );

    expect(got.paths).toEqual(['/a.csv', '/.hidden', '/site/index.html', '/site/b.csv']);
    expect(got.gaps).toEqual([]);
  });

  it('that announces what it refuses is listed as any other', async () => {
    const got = await listFrom((request, socket, nth) =>
      request.method === 'PROPFIND' ? void socket.write(reply(403)) : webdav(request, socket, nth),
    );

    expect(got.paths).toEqual(['/a.csv', '/site/']);
    expect(got.gaps).toEqual([]);
    expect(got.http.webdav).toMatchObject({ listed: false });
  });
});

const bucket = (keys: readonly string[], next = ''): Buffer =>
  reply(
    200,
    '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name>' +
      `<IsTruncated>${next !== ''}</IsTruncated>` +
      (next === '' ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`) +
      keys
        .map(
          (key) =>
            `<Contents><Key>${key}</Key><Size>7</Size><ETag>"e"</ETag><LastModified>2026-11-22T08:00:07.000Z</LastModified></Contents>`,
        )
        .join('') +
      '</ListBucketResult>',
    XML,
  );

describe('a bucket', () => {
  it('is listed page by page', async () => {
    const got = await listFrom(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else
        socket.write(
          target.includes('token=more') ? bucket(['c/d.csv']) : bucket(['a.csv', 'b e.csv'], 'more'),
        );
    }, '/b/?list-type=2');

    expect(got.paths).toEqual(['/b/a.csv', '/b/b e.csv', '/b/c/d.csv']);
    expect(got.files[1]).toMatchObject({ ref: '/b/b%20e.csv', bytes: 7, etag: '"e"' });
    expect(got.http.bucket).toBe('s3');
    expect(got.gaps).toEqual([]);
  });

  it('that goes round in its pages ends', async () => {
    const got = await listFrom(({ target, method }, socket) => {
      const page = bucket(['a.csv'], target.includes('token=one') ? 'two' : 'one');
      socket.write(method === 'GET' ? page : reply(405));
    }, '/b/?list-type=2');

    expect(got.paths).toEqual(['/b/a.csv']);
    expect(got.gaps).toMatchObject([{ reason: 'RP_SERVER_MISBEHAVED' }]);
  });

  it('with a page that is refused has a gap', async () => {
    const got = await listFrom(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else socket.write(target.includes('token') ? reply(403) : bucket(['a.csv'], 'more'));
    }, '/b/?list-type=2');

    expect(got.paths).toEqual(['/b/a.csv']);
    expect(got.gaps).toMatchObject([{ reason: 'RP_ACCESS_REFUSED' }]);
  });

  it('does not read on after a page beside the bucket', async () => {
    const got = await listFrom(({ method }, socket) => {
      const page = bucket(['../../etc/passwd', 'a.csv']);
      socket.write(method === 'GET' ? page : reply(405));
    }, '/b/?list-type=2');

    expect(got.paths).toEqual(['/b/a.csv']);
    expect(got.gaps).toMatchObject([{ reason: 'RP_SERVER_MISBEHAVED' }]);
  });
});
