import { describe, expect, it } from 'vitest';
import { useFtpServers } from './use-ftp-server.ts';
import { codeOf, fetchAll, listAll } from './visit-server.ts';

const MLSD = ['MLST type*;size*;modify*;perm*;unique*;', 'SIZE', 'MDTM'];
const visitServer = useFtpServers();
const file = (name: string, bytes = 1): string => `-rw-r--r-- 1 ftp ftp ${bytes} Jan  2  2024 ${name}\r\n`;
const folder = (name: string): string => `drwxr-xr-x 2 ftp ftp 4096 Jan  2  2024 ${name}\r\n`;
const reasons = (gaps: readonly { readonly path: string; readonly reason: string }[]) =>
  gaps.map(({ path, reason }) => `${path} ${reason}`);

describe('walking the tree of an FTP server', () => {
  it('lists every file once, by LIST', async () => {
    const { visit } = await visitServer({
      files: { '/a.csv': '1', '/in/b.csv': '22', '/in/deep/c.csv': '3' },
    });

    const { paths, gaps, failure } = await listAll(visit);

    expect({ paths, gaps, failure }).toEqual({
      paths: ['/a.csv', '/in/b.csv', '/in/deep/c.csv'],
      gaps: [],
      failure: null,
    });
  });

  it('lists every file once, by MLSD, with bytes and time', async () => {
    const { visit } = await visitServer({ features: MLSD, files: { '/in/b.csv': '22' } });

    const { files } = await listAll(visit);

    expect(files).toEqual([
      {
        kind: 'file',
        path: '/in/b.csv',
        ref: '/in/b.csv',
        bytes: 2,
        modifiedAt: '2024-01-02T03:04:05.000Z',
        etag: null,
        linkTarget: null,
      },
    ]);
  });

  it('starts below the folder that the login leads to', async () => {
    const { visit } = await visitServer(
      { home: '/home/x', files: { '/a': '1', '/home/x/sub/b': '1' } },
      { path: 'sub' },
    );

    expect((await listAll(visit)).paths).toEqual(['/home/x/sub/b']);
  });

  it('takes a target that is one file', async () => {
    const { visit } = await visitServer({ files: { '/in/b.csv': '22' } }, { path: 'in/b.csv' });

    const { files, gaps } = await listAll(visit);

    expect({ files: files.map(({ path, bytes }) => [path, bytes]), gaps }).toEqual({
      files: [['/in/b.csv', 2]],
      gaps: [],
    });
  });

  it('tells a start that is refused as a gap', async () => {
    const { visit } = await visitServer({}, { path: 'nowhere' });

    const { gaps, failure } = await listAll(visit);

    expect(failure).toBeNull();
    expect(reasons(gaps)).toEqual(['/nowhere RP_ACCESS_REFUSED']);
    expect(visit.observations().ftp?.anonymousLists).toBe(false);
  });

  it('goes into folders named -dashdir, with leading blanks and with quotes', async () => {
    const paths = ['/-dashdir/a', '/ lead/ b', '/q"o"te/c', '/a -> b/d'];
    const { visit } = await visitServer({ files: Object.fromEntries(paths.map((path) => [path, 'x'])) });

    expect([...(await listAll(visit)).paths].sort()).toEqual([...paths].sort());
  });

  it('keeps names in UTF-8, Latin-1 and with byte 0xFF exact', async () => {
    const { visit } = await visitServer({
      files: { '/\xc3\xa9t\xc3\xa9/a': 'x', '/\xe9t\xe9/b': 'x', '/ff\xff/c\xff': 'x' },
    });

    const { files } = await listAll(visit);

    expect(Object.fromEntries(files.map(({ path, ref }) => [path, ref]))).toEqual({
      '/%E9t%E9/b': '/\xe9t\xe9/b',
      '/ff%FF/c%FF': '/ff\xff/c\xff',
      '/été/a': '/\xc3\xa9t\xc3\xa9/a',
    });
  });

  it('sends byte 0xFF once where the server does not undo its doubling', async () => {
    const { visit, server } = await visitServer({
      files: { '/ff\xff/c': 'x' },
      faults: {
        CWD: ({ reply }, path) =>
          path.includes('\xff') && !isSingle(server.commands) ? reply('550 no') : 'usual',
      },
    });
    const isSingle = (commands: readonly string[]): boolean =>
      commands.filter((command) => command.includes('\xff')).length > 1;

    expect((await listAll(visit)).paths).toEqual(['/ff%FF/c']);
  });

  it('follows no name with a slash, no empty name, no . and ..', async () => {
    const names = ['../../x', '/etc/passwd', 'a/b', ''];
    const { visit, server } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ send }) =>
          send(
            Buffer.from(
              [...names, '.', '..', 'good'].map((name) => `type=file;size=1; ${name}\r\n`).join(''),
            ),
          ),
      },
    });

    const { paths, gaps } = await listAll(visit);

    expect(paths).toEqual(['/good']);
    expect(gaps.map(({ reason }) => reason)).toContain('RP_SERVER_MISBEHAVED');
    expect(server.commands.filter((command) => /passwd|\.\./.test(command))).toEqual([]);
  });

  it('never sends a bare CR: a server may take it for the end of a command', async () => {
    const { visit, server } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ send }, path) =>
          send(Buffer.from(path.includes('b') ? '' : 'type=file;size=1; a\rDELE x\r\ntype=dir; b\rc\r\n')),
        RETR: ({ send }) => send(Buffer.from('1')),
      },
    });
    const { files } = await listAll(visit);

    const fetched = await fetchAll(visit, files[0]!.path, { ref: files[0]!.ref });

    expect(files.map(({ path }) => path)).toEqual(['/a%0DDELE x']);
    expect(fetched.text).toBe('1');
    const sent = server.commands.filter((command) => command.includes('\r'));
    expect(sent).toContain('RETR /a\r\0DELE x');
    expect(sent.filter((command) => /\r(?!\0)/.test(command))).toEqual([]);
  });

  it('lists a file whose name holds a NUL, and sends nothing for it', async () => {
    const { visit, server } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ send }) => send(Buffer.from('type=file;size=1; a\0b\r\ntype=dir; c\0d\r\n')),
      },
    });
    const { files, gaps } = await listAll(visit);
    const before = server.commands.length;

    const failure = await visit
      .fetch({ path: files[0]!.path, ref: files[0]!.ref, start: 0, length: null, known: null })
      .catch((thrown: unknown) => thrown);

    expect(files.map(({ path }) => path)).toEqual(['/a%00b']);
    expect(reasons(gaps)).toEqual(['/c%00d RP_ACCESS_REFUSED']);
    expect(codeOf(failure)).toBe('RP_ACCESS_REFUSED');
    expect(server.commands.length).toBe(before);
  });

  it('cuts loops of links that look like folders, by MLSD unique', async () => {
    const { visit } = await visitServer({
      features: MLSD,
      files: { '/a/f.csv': 'x', '/a/b/g.csv': 'x' },
      links: { '/a/b/up': { to: '/a', isShown: false }, '/a/self': { to: '/a', isShown: false } },
    });

    const { paths, gaps } = await listAll(visit);

    expect([...paths].sort()).toEqual(['/a/b/g.csv', '/a/f.csv']);
    expect(reasons(gaps).sort()).toEqual(['/a/b/up loop', '/a/self loop']);
  });

  it('cuts loops of links that look like folders, by LIST alone', async () => {
    const { visit } = await visitServer({
      files: { '/a/f.csv': 'x', '/a/b/g.csv': 'x' },
      links: { '/a/b/up': { to: '/a', isShown: false }, '/self': { to: '/', isShown: false } },
    });

    const { paths, gaps } = await listAll(visit);

    expect([...paths].sort()).toEqual(['/a/b/g.csv', '/a/f.csv']);
    expect(reasons(gaps).sort()).toEqual(['/a/b/up loop', '/self loop']);
  });

  it('comes out of a maze of links within its limits, each file once', async () => {
    const rooms = ['a', 'b', 'c', 'd'];
    const doors = rooms.flatMap((from) =>
      rooms
        .filter((to) => to !== from)
        .map((to) => [`/${from}/${to}`, { to: `/${to}`, isShown: true }] as const),
    );
    const { visit, server } = await visitServer({
      files: Object.fromEntries(rooms.map((room) => [`/${room}/${room}.csv`, 'x'])),
      links: Object.fromEntries(doors),
    });

    const { paths, gaps } = await listAll(visit);

    expect([...paths].sort()).toEqual(['/a/a.csv', '/b/b.csv', '/c/c.csv', '/d/d.csv']);
    expect(gaps.every(({ reason }) => reason === 'loop')).toBe(true);
    expect(server.commands.length).toBeLessThan(200);
  });

  it('walks a legal x/x/x of one date', async () => {
    const { visit } = await visitServer({ files: { '/x/x/x/x/x/deep.csv': 'x' } });

    const { paths, gaps } = await listAll(visit);

    expect({ paths, gaps }).toEqual({ paths: ['/x/x/x/x/x/deep.csv'], gaps: [] });
  });

  it('trusts no unique that is the same for all', async () => {
    const { visit } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ cwd, send }) =>
          send(
            Buffer.from(
              cwd === '/'
                ? 'type=dir;unique=0g0; a\r\ntype=dir;unique=0g0; b\r\n'
                : `type=file;size=1;unique=0g0; in-${cwd.slice(1)}.csv\r\n`,
            ),
          ),
      },
      folders: ['/a', '/b'],
    });

    expect((await listAll(visit)).paths).toEqual(['/a/in-a.csv', '/b/in-b.csv']);
  });

  it('lists twins on a server whose unique is the same for all', async () => {
    const { visit } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ cwd, send }) =>
          send(
            Buffer.from(
              cwd === '/'
                ? 'type=dir;unique=0g0; a\r\ntype=dir;unique=0g0; b\r\n'
                : 'type=file;size=1;unique=0g0; twin.csv\r\n',
            ),
          ),
      },
      folders: ['/a', '/b'],
    });

    expect((await listAll(visit)).paths).toEqual(['/a/twin.csv', '/b/twin.csv']);
  });

  it('cuts folders that list their own parent', async () => {
    const { visit } = await visitServer({
      faults: {
        CWD: ({ reply }) => reply('250 ok'),
        LIST: ({ send }) => send(Buffer.from(folder('..') + folder('again') + file('a.csv'))),
      },
    });

    const { paths, gaps } = await listAll(visit);

    expect({ paths, gaps: reasons(gaps) }).toEqual({ paths: ['/a.csv'], gaps: ['/again loop'] });
  });

  it('ends folders that are new each time at the depth limit', async () => {
    let count = 0;
    const { visit } = await visitServer(
      {
        faults: {
          CWD: ({ reply }) => reply('250 ok'),
          LIST: ({ send }) => send(Buffer.from(folder(`new-${count++}`))),
        },
      },
      { limits: { maxDepth: 5 } },
    );

    const { gaps, failure } = await listAll(visit);

    expect(failure).toBeNull();
    expect(gaps.map(({ reason, message }) => [reason, message])).toEqual([
      ['RP_BUDGET_SPENT', 'more than 5 folders deep: not looked at'],
    ]);
  });

  it('ends folders that are new each time at the entry limit', async () => {
    let count = 0;
    const { visit, budget } = await visitServer(
      {
        faults: {
          CWD: ({ reply }) => reply('250 ok'),
          LIST: ({ send }) =>
            send(Buffer.from([1, 2, 3, 4].map(() => folder(`new-${count++}`)).join(''))).then(
              () => undefined,
            ),
        },
      },
      { limits: { maxEntries: 40, maxDepth: 1_000 } },
    );

    const { gaps, failure } = await listAll(visit);

    expect({ failure, last: gaps.at(-1)?.reason, entries: budget.spent().entries }).toEqual({
      failure: null,
      last: 'RP_BUDGET_SPENT',
      entries: 41,
    });
  });

  it('reads 100,000 entries of one folder', async () => {
    const lines = Buffer.from(Array.from({ length: 100_000 }, (_, at) => file(`f${at}.csv`)).join(''));
    const { visit } = await visitServer(
      { faults: { LIST: ({ send }) => send(lines) } },
      { limits: { maxEntries: 200_000, maxListingBytes: 1e8, operationMs: 8_000 } },
    );

    const { files, gaps } = await listAll(visit);

    expect([files.length, gaps]).toEqual([100_000, []]);
  });

  it('follows a link to a folder, and takes one to a file for a file', async () => {
    const { visit } = await visitServer({
      files: { '/data/real.csv': 'abc', '/pub/b.csv': 'x' },
      links: {
        '/pub/file.csv': { to: '../data/real.csv', isShown: true },
        '/pub/folder': { to: '../data', isShown: true },
      },
    });

    const { files, gaps } = await listAll(visit);

    expect(files.map(({ path, linkTarget, bytes }) => [path, linkTarget, bytes])).toContainEqual([
      '/pub/file.csv',
      '../data/real.csv',
      null,
    ]);
    expect(gaps.length + files.length).toBe(4);
  });

  it('tells links that lead out of the tree', async () => {
    const { visit } = await visitServer({
      faults: {
        LIST: ({ send }) =>
          send(
            Buffer.from(
              `lrwxrwxrwx 1 0 0 4 Jan  2  2024 out -> /etc/passwd\r\nlrwxrwxrwx 1 0 0 4 Jan  2  2024 up -> ../../x\r\n` +
                `lrwxrwxrwx 1 0 0 4 Jan  2  2024 in -> a.csv\r\n${file('a.csv')}`,
            ),
          ),
      },
    });

    await listAll(visit);

    expect(visit.observations().ftp?.outsideRoot).toEqual([
      { path: '/out', target: '/etc/passwd', proof: 'listed' },
      { path: '/up', target: '../../x', proof: 'listed' },
    ]);
  });

  it('checks an empty LIST -a with LIST', async () => {
    const { visit, server } = await visitServer({ listsAll: false, files: { '/a': '1', '/in/b': '1' } });

    const { paths } = await listAll(visit);

    expect(paths).toEqual(['/a', '/in/b']);
    expect(server.commands.filter((command) => command === 'LIST -a')).toHaveLength(1);
  });

  it('falls back to LIST where MLSD is refused, and where it tells nothing', async () => {
    for (const answer of ['refused', 'garbage']) {
      const { visit } = await visitServer({
        features: MLSD,
        files: { '/a': '1' },
        faults: {
          MLSD: ({ reply, send }) =>
            answer === 'refused' ? reply('502 no') : send(Buffer.from(';;;===\x01\r\n=\r\n')),
        },
      });

      expect((await listAll(visit)).paths).toEqual(['/a']);
    }
  });

  it('notes names that claim to be writable', async () => {
    const { visit } = await visitServer({
      features: MLSD,
      faults: {
        MLSD: ({ send }) =>
          send(Buffer.from('type=file;perm=rw; open.csv\r\ntype=file;perm=r; shut.csv\r\n')).then(
            () => undefined,
          ),
      },
    });

    await listAll(visit);

    expect(visit.observations().ftp?.claimsWritable).toEqual({ count: 1, first: ['/open.csv'] });
  });
});
