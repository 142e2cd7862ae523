import { afterEach, describe, expect, it } from 'vitest';
import { closeVisits, codeOf, listAll, openVisit, type VisitOptions } from './open-visit.ts';
import {
  HTML,
  listing,
  listingHead,
  reply,
  type Script,
  startScriptedServer,
  stopScriptedServers,
} from './scripted-http-server.ts';
import { serveTree, type Tree } from './tree-server.ts';

afterEach(async () => {
  await closeVisits();
  await stopScriptedServers();
});

async function listFrom(script: Script, options: VisitOptions & { readonly path?: string } = {}) {
  const { path = '/' } = options;
  const server = await startScriptedServer(script, { path });
  const { visit, tools } = openVisit(server.url, options);
  const listed = await listAll(visit);
  return { ...listed, server, visit, tools, asked: server.requests.map(({ target }) => target) };
}

const listTree = (tree: Tree, options: Parameters<typeof listFrom>[1] = {}) =>
  listFrom(serveTree(tree), options);
const reasons = ({ gaps }: { readonly gaps: readonly { path: string; reason: string }[] }) =>
  gaps.map(({ path, reason }) => `${path} ${reason}`);

describe('a tree', () => {
  it('is listed to its last file, level by level', async () => {
    const got = await listTree({
      '/': ['a/', 'z.csv'],
      '/a/': ['b/', 'one.csv'],
      '/a/b/': ['two.csv'],
    });

    expect(got.paths).toEqual(['/z.csv', '/a/one.csv', '/a/b/two.csv']);
    expect(got.gaps).toEqual([]);
  });

  it('says what the listing says of a file', async () => {
    const got = await listTree({ '/': ['a%20b.csv'] });

    expect(got.files[0]).toEqual({
      kind: 'file',
      path: '/a b.csv',
      ref: '/a%20b.csv',
      bytes: 17,
      modifiedAt: '2026-11-22T08:00Z',
      etag: null,
      linkTarget: null,
    });
  });

  it('is asked for with the bytes that the server wrote', async () => {
    const odd = ['%C3%A9t%C3%A9/', '%e9%FF/', 'a%2Bb/', "it's(1)/", '100%25/', 'x%3Fy/', 'a&amp;b/'];
    const tree: Tree = { '/': odd, ...Object.fromEntries(odd.map((name) => [`/${name}`, []])) };

    const { asked } = await listTree(tree);

    expect(asked.filter((target) => target !== '/')).toEqual(
      odd.map((name) => `/${name.replace('&amp;', '&')}`),
    );
  });

  it('keeps to the folder of its start', async () => {
    const got = await listTree(
      { '/': ['in/', 'out.csv'], '/in/': ['one.csv', '/out.csv', '/in/sub/'], '/in/sub/': ['two.csv'] },
      { path: '/in/' },
    );

    expect(got.paths).toEqual(['/in/one.csv', '/in/sub/two.csv']);
    expect(got.asked).not.toContain('/');
  });

  it('gives each name once, however it is spelled', async () => {
    const got = await listTree({ '/': ['a.csv', '%61.csv', './a.csv', 'a.csv#part', '/a.csv', 'a.csv'] });

    expect(got.paths).toEqual(['/a.csv']);
  });

  it('follows a folder that redirects to itself with a slash', async () => {
    const got = await listTree({ '/in/': ['one.csv'] }, { path: '/in' });

    expect(got.paths).toEqual(['/in/one.csv']);
  });

  it('is one file where the start is one', async () => {
    const got = await listFrom(
      (_, socket) =>
        socket.write(
          reply(200, 'a;b\n', {
            'content-type': 'text/csv',
            etag: '"one"',
            'last-modified': 'Sun, 22 Nov 2026 08:00:07 GMT',
          }),
        ),
      { path: '/export.csv' },
    );

    expect(got.files).toEqual([
      {
        kind: 'file',
        path: '/export.csv',
        ref: '/export.csv',
        bytes: 4,
        modifiedAt: '2026-11-22T08:00:07.000Z',
        etag: '"one"',
        linkTarget: null,
      },
    ]);
  });

  it('begins no more of a large file than its head', async () => {
    const got = await listFrom(
      (_, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\na;b\n'),
      { path: '/export.csv', limits: { idleMs: 100 } },
    );

    expect(got.files[0] ?? got.failure).toMatchObject({ path: '/export.csv', bytes: 99_999_999_999 });
  });

  it('is empty and complete where the one file is gone', async () => {
    const got = await listFrom((_, socket) => socket.write(reply(404)), { path: '/export.csv' });

    expect(got).toMatchObject({ files: [], gaps: [], failure: null });
    expect(got.visit.observations().http?.status).toBe(404);
  });

  it.each([401, 403, 404])('has a gap where a folder is refused: %i', async (status) => {
    const got = await listFrom(({ target }, socket) =>
      socket.write(
        target === '/'
          ? listing('/', ['no/', 'yes/'])
          : target === '/no/'
            ? reply(status)
            : listing(target, ['a.csv']),
      ),
    );

    expect(got.paths).toEqual(['/yes/a.csv']);
    expect(got.gaps).toMatchObject([{ path: '/no/', reason: 'RP_ACCESS_REFUSED' }]);
    expect(got.gaps[0]!.message).toContain(String(status));
  });

  it('has a gap where the start folder is refused', async () => {
    const got = await listFrom((_, socket) => socket.write(reply(403)));

    expect(reasons(got)).toEqual(['/ RP_ACCESS_REFUSED']);
  });

  it('takes a folder that shows a page for a file', async () => {
    const got = await listFrom(({ target }, socket) =>
      socket.write(
        target === '/' ? listing('/', ['site/']) : reply(200, '<html><h1>Hello</h1></html>', HTML),
      ),
    );

    expect(got.paths).toEqual(['/site/']);
  });

  it('asks what a name is where the listing does not say, and follows folders', async () => {
    const page =
      '<html><head><title>Index of /</title></head><body><h2>Index of /</h2><table>' +
      '<tr><td><a href="sub">sub</a></td><td>22-Nov-2026 08:00</td></tr>' +
      '<tr><td><a href="one.csv">one.csv</a></td><td>22-Nov-2026 08:00</td></tr></table></body></html>';
    const got = await listFrom(({ target, headers, method }, socket) => {
      if (target === '/') socket.write(reply(200, page, HTML));
      else if (target === '/sub') socket.write(reply(301, '', { location: `http://${headers.host}/sub/` }));
      else if (target === '/sub/') socket.write(listing('/sub/', ['two.csv']));
      else
        socket.write(
          method === 'HEAD'
            ? reply(200, '').toString().replace('content-length: 0', 'content-length: 5')
            : reply(200, 'a;b\n1'),
        );
    });

    expect([...got.paths].sort()).toEqual(['/one.csv', '/sub/two.csv']);
  });

  it('finds a folder behind a redirect that spells its name otherwise', async () => {
    const row = (name: string): string =>
      `<tr><td><a href="${name}">${decodeURIComponent(name)}</a></td><td>22-Nov-2026 08:00</td></tr>`;
    const page =
      '<html><head><title>Index of /</title></head><body><h2>Index of /</h2><table>' +
      `${['it%3F%20is', 'bell%07', 'away.csv'].map(row).join('')}</table></body></html>`;
    const got = await listFrom(({ target }, socket) => {
      if (target === '/') socket.write(reply(200, page, HTML));
      else if (target === '/away.csv') socket.write(reply(302, '', { location: '/login/' }));
      else if (target === '/away.csv/') socket.write(reply(404));
      else if (target.endsWith('/')) socket.write(listing(target, ['one.csv']));
      else socket.write(reply(302, '', { location: `${decodeURIComponent(target)}/` }));
    });

    expect([...got.paths].sort()).toEqual(['/away.csv', '/bell%07/one.csv', '/it? is/one.csv']);
    expect(got.gaps).toEqual([]);
  });

  it('hands out the first files of a long listing while the server still writes it', async () => {
    const names = Array.from({ length: 6_000 }, (_, at) => `f${at}.csv`);
    const body = `${listingHead('/')}${names.map((name) => `<a href="${name}">${name}</a>  22-Nov-2026 08:00  17\n`).join('')}`;
    const server = await startScriptedServer((_, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9999999\r\n\r\n${body}`);
    });
    const { visit } = openVisit(server.url, { limits: { idleMs: 5_000, operationMs: 10_000 } });

    const first = await visit.list()[Symbol.asyncIterator]().next();

    expect(first.value).toMatchObject({ path: '/f0.csv' });
  });

  it('lists twenty thousand files of one folder', async () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `file-${at}.csv`);
    const got = await listFrom((_, socket) => socket.write(listing('/', names)), {
      limits: { maxEntries: 200_000, maxListingBytes: 50_000_000, idleMs: 5_000, operationMs: 20_000 },
    });

    expect(got.files).toHaveLength(20_000);
  });
});

describe('names that lead elsewhere', () => {
  const ODD = [
    ['above', '../../x.csv'],
    ['another host', '//evil.example/x.csv'],
    ['another host with its scheme', 'http://evil.example/x.csv'],
    ['encoded dots', '%2e%2e/x.csv'],
    ['an encoded slash', '..%2fx.csv'],
    ['an encoded backslash', '..%5cx.csv'],
    ['a script', 'javascript:alert(1)'],
    ['a mail', 'mailto:a@example.org'],
    ['a file of this machine', 'file:///etc/passwd'],
    ['another protocol', 'ftp://127.0.0.1/x.csv'],
    ['credentials', 'http://user:pass@127.0.0.1/x.csv'],
    ['a fragment', '#top'],
    ['a sort order', '?C=N;O=D'],
  ] as const;

  it.each(ODD)('are not asked for: %s', async (_, href) => {
    const got = await listTree({ '/in/': ['a.csv', href, 'b.csv'] }, { path: '/in/' });

    expect(got.paths).toEqual(['/in/a.csv', '/in/b.csv']);
    expect(got.asked.every((target) => target === '/in/')).toBe(true);
  });

  it('do not follow an absolute path out of the start', async () => {
    const got = await listTree({ '/in/': ['a.csv', 'b.csv', '/etc/passwd'] }, { path: '/in/' });

    expect(got.paths).toEqual(['/in/a.csv', '/in/b.csv']);
  });
});

describe('loops', () => {
  /** A tree in which `loops` are links: what is below them is the tree at their target. */
  const linked =
    (tree: Tree, loops: Readonly<Record<string, string>>): Script =>
    (request, socket, nth) => {
      let { target } = request;
      for (let again = true; again; ) {
        again = false;
        for (const [from, to] of Object.entries(loops)) {
          if (target.startsWith(from)) [target, again] = [to + target.slice(from.length), true];
        }
      }
      serveTree(tree)({ ...request, target }, socket, nth);
    };

  it('of a link to the folder itself are cut', async () => {
    const got = await listFrom(linked({ '/': ['a.csv', 'self/'] }, { '/self/': '/' }));

    expect(got.paths).toEqual(['/a.csv']);
    expect(reasons(got)).toEqual(['/self/ loop']);
  });

  it('of a link to a folder further up are cut', async () => {
    const tree: Tree = { '/': ['a.csv', 'd/'], '/d/': ['b.csv', 'e/'], '/d/e/': ['c.csv', 'up/'] };
    const got = await listFrom(linked(tree, { '/d/e/up/': '/d/' }));

    expect(got.paths).toEqual(['/a.csv', '/d/b.csv', '/d/e/c.csv']);
    expect(reasons(got)).toEqual(['/d/e/up/ loop']);
  });

  it('of a folder with nothing but a link to itself are cut', async () => {
    const got = await listFrom(linked({ '/': ['x/'] }, { '/x/': '/' }));

    expect(reasons(got)).toEqual(['/x/ loop']);
  });

  it('of folders that link to each other are cut', async () => {
    const tree: Tree = { '/': ['d/', 'e/'], '/d/': ['1.csv', 'e/'], '/e/': ['2.csv', 'd/'] };
    const got = await listFrom(linked(tree, { '/d/e/': '/e/', '/e/d/': '/d/' }));

    expect(got.server.requests.length).toBeLessThan(30);
    expect(got.gaps.every(({ reason }) => reason === 'loop')).toBe(true);
  });

  it('are no reason to cut a legal x/x/x', async () => {
    const tree: Tree = { '/': ['x/'], '/x/': ['x/'], '/x/x/': ['x/'], '/x/x/x/': ['deep.csv'] };

    const got = await listTree(tree);

    expect(got.paths).toEqual(['/x/x/x/deep.csv']);
    expect(got.gaps).toEqual([]);
  });

  it('are no reason to cut a folder with a copy of itself in it', async () => {
    const tree: Tree = { '/': ['a.csv', 'x/'], '/x/': ['a.csv', 'x/'], '/x/x/': ['a.csv'] };

    const got = await listTree(tree);

    expect(got.paths).toEqual(['/a.csv', '/x/a.csv', '/x/x/a.csv']);
  });

  it('that a server invents anew end at the depth', async () => {
    const got = await listFrom(
      ({ target, method }, socket, nth) =>
        socket.write(method === 'GET' ? listing(target, [`n${nth}/`, `f${nth}.csv`]) : reply(405)),
      { limits: { maxDepth: 5 } },
    );

    expect(got.gaps).toMatchObject([{ reason: 'RP_BUDGET_SPENT' }]);
    expect(got.server.requests.length).toBeLessThan(12);
  });

  it('that a server invents side by side end at the entries', async () => {
    const got = await listFrom(
      ({ target, method }, socket, nth) =>
        socket.write(
          method === 'GET'
            ? listing(
                target,
                Array.from({ length: 10 }, (_, at) => `n${nth}-${at}/`),
              )
            : reply(405),
        ),
      { limits: { maxEntries: 50 } },
    );

    expect(got.failure).toBeNull();
    expect(got.gaps.at(-1)).toMatchObject({ reason: 'RP_BUDGET_SPENT' });
  });
});

describe('a listing that misbehaves', () => {
  const START = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n';
  const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
  const endless =
    (row: (at: number) => string): Script =>
    ({ method }, socket) => {
      if (method !== 'GET') return void socket.write(reply(405));
      socket.write(START + chunk(listingHead('/')));
      let at = 0;
      const more = (): void => {
        while (
          !socket.destroyed &&
          socket.write(chunk(Array.from({ length: 1_000 }, () => row(at++)).join('')))
        );
      };
      socket.on('drain', more);
      more();
    };

  it('without an end is read to its limit', async () => {
    const got = await listFrom(
      endless((at) => `<a href="f${at}.csv">f${at}.csv</a>  22-Nov-2026 08:00  17\n`),
      { limits: { maxEntries: 100_000, maxListingBytes: 500_000, idleMs: 2_000, operationMs: 5_000 } },
    );

    expect(got.files.length).toBeGreaterThan(1_000);
    expect(got.gaps).toMatchObject([{ path: '/', reason: 'RP_BUDGET_SPENT' }]);
  });

  it('with a million links to elsewhere is read to its limit and gives what is its own', async () => {
    const got = await listFrom(
      endless((at) =>
        at < 4_000
          ? `<a href="f${at}.csv">f${at}.csv</a>  22-Nov-2026 08:00  17\n`
          : `<a href="http://evil.example/${at}">x</a>  22-Nov-2026 08:00  17\n`,
      ),
      { limits: { maxListingBytes: 1_000_000, idleMs: 2_000, operationMs: 5_000 } },
    );

    expect(got.files).toHaveLength(4_000);
    expect(got.gaps).toMatchObject([{ reason: 'RP_BUDGET_SPENT' }]);
  });

  it('that breaks off gives what came, and a gap', async () => {
    const got = await listFrom(({ method }, socket) => {
      if (method !== 'GET') return void socket.write(reply(405));
      const rows = ['a.csv', 'b.csv'].map((name) => `<a href="${name}">${name}</a>  22-Nov-2026 08:00  17\n`);
      socket.end(START + chunk(listingHead('/') + rows.join('')));
    });

    expect(reasons(got)).toEqual(['/ RP_TRANSFER_BROKEN']);
  });

  it('that stalls is a gap, and the next folder is listed', async () => {
    const got = await listFrom(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else if (target === '/') socket.write(listing('/', ['slow/', 'well/']));
      else if (target === '/well/') socket.write(listing('/well/', ['a.csv']));
      else socket.write(START + chunk(listingHead('/slow/')));
    });

    expect(got.paths).toEqual(['/well/a.csv']);
    expect(reasons(got)).toEqual(['/slow/ RP_TRANSFER_BROKEN']);
  });

  it('that drips for ever ends with its operation', async () => {
    const startedAt = performance.now();
    const got = await listFrom(
      ({ method }, socket) => {
        if (method !== 'GET') return void socket.write(reply(405));
        socket.write(START + chunk(listingHead('/')));
        const timer = setInterval(() => socket.write(chunk('<a href="x">x</a>'.repeat(9))), 30);
        socket.on('close', () => clearInterval(timer));
      },
      { limits: { leastBytesPerSecond: 1 } },
    );

    expect(got.failure ?? got.gaps.length).not.toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('of a server that dies in the middle ends the visit', async () => {
    const server = await startScriptedServer(({ target, method }, socket) => {
      if (method !== 'GET') socket.write(reply(405));
      else if (target === '/') socket.write(listing('/', ['deadly/', 'never/']));
      else void server.stop();
    });
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_UNREACHABLE');
    expect(server.requests.map(({ target }) => target)).not.toContain('/never/');
    expect(visit.observations().failure).toMatchObject({ code: 'RP_UNREACHABLE' });
  });

  it('of a busy server ends the visit', async () => {
    const got = await listFrom(({ target, method }, socket) =>
      socket.write(method !== 'GET' ? reply(405) : target === '/' ? listing('/', ['a/', 'b/']) : reply(503)),
    );

    expect(codeOf(got.failure)).toBe('RP_SERVER_BUSY');
  });

  it('is left when the sweep is over', async () => {
    const got = await listFrom(
      ({ target, method }, socket, nth) =>
        void setTimeout(
          () => socket.write(method === 'GET' ? listing(target, [`n${nth}/`]) : reply(405)),
          30,
        ),
      { limits: { maxSweepMs: 200, maxDepth: 1_000 } },
    );

    expect(got.failure).toBeNull();
    expect(got.gaps.at(-1)).toMatchObject({ reason: 'RP_BUDGET_SPENT' });
  });
});
