import { describe, expect, it } from 'vitest';
import { type Fault, type FtpScript, hangUp } from './scripted-ftp-server.ts';
import { useFtpServers } from './use-ftp-server.ts';
import { codeOf, fetchAll, listAll, type VisitOptions } from './visit-server.ts';

const visitServer = useFtpServers();
const FILES = { '/a.csv': 'one,two', '/in/b.csv': 'three' };
const sends =
  (text: string): Fault =>
  ({ reply }) =>
    reply(text);

/** A server that never stops saying something. */
const drips =
  (text: string, everyMs: number): Fault =>
  ({ socket, raw }) => {
    const timer = setInterval(() => raw(text), everyMs);
    socket.once('close', () => clearInterval(timer));
    return undefined;
  };
const floods =
  (text: string): Fault =>
  ({ socket, raw }) => {
    const block = text.repeat(2_000);
    const pour = (): void => {
      if (!socket.destroyed) raw(block);
      if (!socket.destroyed) setImmediate(pour);
    };
    pour();
    return undefined;
  };
const hangsUp: Fault = ({ socket }) => hangUp(socket);
const PASV_ONLY = { EPSV: sends('502 no') };

interface Misbehaviour {
  readonly name: string;
  readonly script: FtpScript;
  /** Codes of the gaps, and of what the listing threw. */
  readonly gaps?: readonly string[];
  readonly failure?: string | null;
  readonly paths?: readonly string[];
  readonly options?: VisitOptions;
}

const MISBEHAVIOURS: readonly Misbehaviour[] = [
  {
    name: 'a PASV address of another host is not dialled: the control host is',
    script: {
      files: { '/a.csv': 'x' },
      faults: {
        ...PASV_ONLY,
        PASV: async ({ passive, reply }) => {
          const port = await passive();
          reply(`227 Entering (127,9,9,9,${port >> 8},${port & 255})`);
          return undefined;
        },
      },
    },
    paths: ['/a.csv'],
  },
  {
    name: 'PASV garbage',
    script: { files: FILES, faults: { ...PASV_ONLY, PASV: sends('227 Entering (300,1,2,3,4,5)') } },
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'PASV port 0',
    script: { files: FILES, faults: { ...PASV_ONLY, PASV: sends('227 Entering (127,0,0,1,0,0)') } },
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'PASV port 22',
    script: { files: FILES, faults: { ...PASV_ONLY, PASV: sends('227 Entering (127,0,0,1,0,22)') } },
    // Below 1024 a port is dialled only where it is listed by its number.
    gaps: ['RP_OUT_OF_SCOPE'],
  },
  {
    name: 'EPSV garbage is passed over for PASV',
    script: { files: { '/a.csv': 'x' }, faults: { EPSV: sends('229 Entering (||||)') } },
    paths: ['/a.csv'],
  },
  {
    name: 'EPSV and PASV refused',
    script: { files: FILES, faults: { ...PASV_ONLY, PASV: sends('502 no') } },
    gaps: ['RP_ACCESS_REFUSED'],
  },
  {
    name: 'a data connection that is never used',
    script: {
      files: FILES,
      faults: { LIST: ({ reply }) => reply('150 here it comes') },
    },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: 'a data connection that cannot be built (425)',
    script: { files: FILES, faults: { LIST: sends("425 can't") } },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: 'a data connection that is refused',
    script: {
      files: FILES,
      faults: { EPSV: sends('229 Entering (|||1025|)'), PASV: sends('227 Entering (127,0,0,1,4,1)') },
    },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: '421 in mid-session, each time',
    script: { files: FILES, faults: { LIST: sends('421 too much') } },
    gaps: ['RP_SERVER_BUSY'],
  },
  {
    name: '421 at the banner',
    script: { faults: { greeting: sends('421 full') } },
    failure: 'RP_SERVER_BUSY',
  },
  {
    name: '530 at the banner',
    script: { faults: { greeting: sends('530 no') } },
    failure: 'RP_ACCESS_REFUSED',
  },
  {
    name: 'a banner that is no FTP',
    script: { faults: { greeting: sends('SSH-2.0-OpenSSH_9.2') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'wrong code order: 230 for a banner',
    script: { faults: { greeting: sends('230 in') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'wrong code order: 150 to USER',
    script: { faults: { USER: sends('150 here it comes') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'wrong code order: 331 to LIST',
    script: { files: FILES, faults: { LIST: sends('331 password') } },
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'an endless banner',
    script: { faults: { greeting: floods('220-welcome\r\n') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'an endless reply of many lines',
    script: { faults: { CWD: floods('250-and more\r\n') } },
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'a reply line without end',
    script: { faults: { PWD: floods('x'.repeat(100)) } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'a flood of empty lines',
    script: { faults: { PWD: floods('\r\n') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'a banner of one byte at a time',
    script: { faults: { greeting: drips('2', 50) } },
    failure: 'RP_UNREACHABLE',
  },
  { name: 'no banner', script: { faults: { greeting: () => undefined } }, failure: 'RP_UNREACHABLE' },
  {
    name: 'a connection closed at once',
    script: { faults: { greeting: hangsUp } },
    failure: 'RP_UNREACHABLE',
  },
  {
    name: 'bare CR for line ends',
    script: { faults: { greeting: ({ raw }) => raw('220 hello\r') } },
    failure: 'RP_UNREACHABLE',
  },
  {
    name: 'a reply without a code',
    script: { faults: { FEAT: sends('what?') } },
    failure: 'RP_SERVER_MISBEHAVED',
  },
  {
    name: 'NUL in replies is text',
    script: {
      files: { '/a.csv': 'x' },
      faults: { CWD: ({ raw }) => raw('250 o\0k\r\n'), PWD: ({ raw }) => raw('257 "/" \0\r\n') },
    },
    paths: ['/a.csv'],
  },
  {
    name: 'NUL before a code',
    script: { files: FILES, faults: { CWD: ({ raw }) => raw('\x00250 ok\r\n') } },
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'an endless listing',
    script: {
      faults: {
        LIST: async ({ reply, data }) => {
          reply('150 here it comes');
          const socket = await data();
          const block = Buffer.from('-rw-r--r-- 1 ftp ftp 1 Jan  2  2024 same-name.csv\r\n'.repeat(1_000));
          const pour = (): void => {
            if (!socket.destroyed) socket.write(block, () => setImmediate(pour));
          };
          pour();
          return undefined;
        },
      },
    },
    paths: ['/same-name.csv'],
    gaps: ['RP_BUDGET_SPENT'],
    options: { limits: { maxListingBytes: 300_000 } },
  },
  {
    name: 'a listing of one byte at a time',
    script: {
      faults: {
        LIST: async ({ reply, data, socket: control }) => {
          reply('150 here it comes');
          const socket = await data();
          const timer = setInterval(() => socket.write('d'), 60);
          control.once('close', () => clearInterval(timer));
          socket.once('close', () => clearInterval(timer));
          return undefined;
        },
      },
    },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: '550 on one folder leaves the others',
    script: {
      files: FILES,
      faults: { CWD: ({ reply }, path) => (path === '/in' ? reply('550 no') : 'usual') },
    },
    paths: ['/a.csv'],
    gaps: ['RP_ACCESS_REFUSED'],
  },
  {
    name: '450 on a folder',
    script: { files: FILES, faults: { LIST: sends('450 busy') } },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: '452 on a folder',
    script: { files: FILES, faults: { CWD: sends('452 no room') } },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: 'an early 226 leaves the bytes',
    script: {
      files: { '/a.csv': 'x' },
      faults: {
        LIST: async ({ reply, data }) => {
          reply('226 done');
          const socket = await data();
          setTimeout(() => socket.end('-rw-r--r-- 1 ftp ftp 1 Jan  2  2024 a.csv\r\n'), 30);
          return undefined;
        },
      },
    },
    paths: ['/a.csv'],
  },
  {
    name: 'a missing 226 leaves what came, and a gap',
    script: {
      files: { '/a.csv': 'x' },
      faults: {
        LIST: async ({ reply, data }) => {
          reply('150 here it comes');
          (await data()).end('-rw-r--r-- 1 ftp ftp 1 Jan  2  2024 a.csv\r\n');
          return undefined;
        },
      },
    },
    paths: ['/a.csv'],
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: '426 after half a listing leaves what came, and a gap',
    script: {
      faults: {
        LIST: async ({ reply, data }) => {
          reply('150 here it comes');
          (await data()).end('-rw-r--r-- 1 ftp ftp 1 Jan  2  2024 a.csv\r\n', () => reply('426 broken'));
          return undefined;
        },
      },
    },
    paths: ['/a.csv'],
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: 'a data connection that stays open after 226',
    script: {
      files: { '/a.csv': 'x' },
      faults: {
        LIST: async ({ reply, data }) => {
          reply('150 here it comes');
          (await data()).write('-rw-r--r-- 1 ftp ftp 1 Jan  2  2024 a.csv\r\n');
          reply('226 done');
          return undefined;
        },
      },
    },
    paths: ['/a.csv'],
  },
  {
    name: 'garbage in the facts of MLSD does not hide the names beside it',
    script: {
      features: ['MLST type*;size*;'],
      faults: {
        MLSD: async ({ send }) => {
          await send(Buffer.from('type=file;size=1; a.csv\r\ntype=;size=-9e9;modify=never; b.csv\r\n\0\r\n'));
          return undefined;
        },
      },
    },
    paths: ['/a.csv', '/b.csv'],
    gaps: ['RP_SERVER_MISBEHAVED'],
  },
  {
    name: 'a server that closes after each command',
    script: {
      faults: Object.fromEntries(
        ['AUTH', 'USER', 'PASS', 'FEAT', 'PWD', 'CWD'].map((verb) => [
          verb,
          ({ reply, socket }) => {
            reply('500 no');
            socket.end();
            return undefined;
          },
        ]),
      ),
    },
    failure: 'RP_TRANSFER_BROKEN',
  },
  {
    name: 'a server that hangs up on LIST, each time',
    script: { files: FILES, faults: { LIST: hangsUp } },
    gaps: ['RP_TRANSFER_BROKEN'],
  },
  {
    name: 'a server that hangs up on every folder ends the visit',
    script: {
      files: { '/a/1': 'x', '/b/1': 'x', '/c/1': 'x', '/d/1': 'x' },
      faults: { CWD: ({ socket }, path) => (path === '/' ? 'usual' : hangUp(socket)) },
    },
    gaps: ['RP_TRANSFER_BROKEN'],
    failure: 'RP_TRANSFER_BROKEN',
  },
  { name: '530 to the login', script: { faults: { PASS: sends('530 no') } }, failure: 'RP_ACCESS_REFUSED' },
  {
    name: '332: wants an account',
    script: { faults: { PASS: sends('332 account') } },
    failure: 'RP_ACCESS_REFUSED',
  },
];

describe('a listing from a server that misbehaves', () => {
  it.each(MISBEHAVIOURS)('ends with a typed outcome: $name', async (misbehaviour) => {
    const { script, options, paths = [], gaps = [], failure = null } = misbehaviour;
    const { visit } = await visitServer(script, options);
    const startedAtMs = performance.now();

    const found = await listAll(visit);

    expect({
      paths: found.paths,
      gaps: found.gaps.map(({ reason }) => reason),
      failure: codeOf(found.failure),
    }).toEqual({ paths, gaps, failure });
    expect(performance.now() - startedAtMs).toBeLessThan(2_500);
  });
});

describe('a download from a server that misbehaves', () => {
  it('keeps bytes that no 226 confirms, unconfirmed', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: {
        RETR: async ({ reply, data }) => {
          reply('150 here it comes');
          (await data()).end('one,two');
          return undefined;
        },
      },
    });

    const fetched = await fetchAll(visit, '/a.csv');

    expect(fetched).toMatchObject({ text: 'one,two', code: null, isConfirmed: false });
  });

  it('tells a file that is smaller than SIZE says', async () => {
    const { visit } = await visitServer({ files: FILES, faults: { SIZE: sends('213 99') } });

    expect(await fetchAll(visit, '/a.csv')).toMatchObject({ text: 'one,two', code: 'RP_SERVER_MISBEHAVED' });
  });

  it('gives all of a file that is larger than SIZE says, unconfirmed', async () => {
    const { visit } = await visitServer({ files: FILES, faults: { SIZE: sends('213 3') } });

    expect(await fetchAll(visit, '/a.csv')).toMatchObject({
      text: 'one,two',
      code: null,
      isConfirmed: false,
    });
  });

  it('takes a SIZE that is no number for none', async () => {
    const { visit } = await visitServer({ files: FILES, faults: { SIZE: sends('213 -1e99') } });

    expect(await fetchAll(visit, '/a.csv')).toMatchObject({
      text: 'one,two',
      totalBytes: null,
      isConfirmed: true,
    });
  });

  it('tells a transfer that breaks in the middle', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: {
        RETR: async ({ reply, data }) => {
          reply('150 here it comes');
          const socket = await data();
          socket.write('one', () => socket.end(() => reply('426 broken')));
          return undefined;
        },
      },
    });

    expect(await fetchAll(visit, '/a.csv')).toMatchObject({ text: 'one', code: 'RP_TRANSFER_BROKEN' });
  });

  it('survives a control connection that is reset on RETR, file after file', async () => {
    const { visit } = await visitServer({
      files: { ...FILES, '/c': 'x', '/d': 'x', '/e': 'good' },
      faults: { RETR: ({ socket }, path) => (path === '/e' ? 'usual' : hangUp(socket)) },
    });
    const codes: (string | null)[] = [];

    for (const path of ['/a.csv', '/in/b.csv', '/c', '/d']) codes.push((await fetchAll(visit, path)).code);

    expect(codes).toEqual(Array(4).fill('RP_TRANSFER_BROKEN'));
    expect(await fetchAll(visit, '/e')).toMatchObject({ text: 'good', code: null });
  });

  it('ends a file of one byte at a time', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: {
        RETR: async ({ reply, data }) => {
          reply('150 here it comes');
          const socket = await data();
          const timer = setInterval(() => socket.write('x'), 50);
          socket.once('close', () => clearInterval(timer));
          return undefined;
        },
      },
    });

    const { code, text } = await fetchAll(visit, '/a.csv');

    expect(code).toBe('RP_TRANSFER_BROKEN');
    expect(text.length).toBeLessThan(20);
  });

  it('ends with the time of the sweep, as a limit that is spent', async () => {
    const { visit } = await visitServer(
      { files: FILES, faults: { RETR: ({ reply }) => reply('150 here it comes') } },
      { limits: { maxSweepMs: 400, idleMs: 5_000, operationMs: 5_000 } },
    );

    expect((await fetchAll(visit, '/a.csv')).code).toBe('RP_BUDGET_SPENT');
  });

  it('tells an endless file at the sweep limit', async () => {
    const { visit } = await visitServer(
      {
        files: FILES,
        faults: {
          RETR: async ({ reply, data }) => {
            reply('150 here it comes');
            const socket = await data();
            const pour = (): void => {
              if (!socket.destroyed) socket.write(Buffer.alloc(65_536), () => setImmediate(pour));
            };
            pour();
            return undefined;
          },
        },
      },
      { limits: { maxSweepBytes: 1_000_000 } },
    );

    expect((await fetchAll(visit, '/a.csv')).code).toBe('RP_BUDGET_SPENT');
  });

  it.each([
    ['450 busy', 'RP_TRANSFER_BROKEN'],
    ['452 no room', 'RP_TRANSFER_BROKEN'],
    ['550 no', 'RP_ACCESS_REFUSED'],
    ['421 too much', 'RP_SERVER_BUSY'],
  ])('tells a refusal by its code: %s', async (answer, code) => {
    const { visit } = await visitServer({ files: FILES, faults: { RETR: sends(answer) } });

    expect((await fetchAll(visit, '/a.csv')).code).toBe(code);
  });
});
