import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FtpScript, type Peer, type ScriptedServer, startFtpServer } from './ftp/scripted-ftp-server.ts';
import { type LuredOptions, visitLured } from './lured-visit.ts';
import { noteDials, startTrap, type Trap } from './trap.ts';

let trap: Trap;
let server: ScriptedServer | null = null;

beforeEach(async () => {
  trap = await startTrap();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await server?.close();
  await trap.close();
});

const FILES = { '/lure.csv': 'a;b\n1;2\n', '/pub/more.csv': 'c;d\n' };

/** Visit a server with faults; where its sockets went besides to the server's own address is told. */
async function lured(script: FtpScript, options: LuredOptions = {}) {
  server = await startFtpServer({ files: FILES, ...script });
  const dials = noteDials();
  const visited = await visitLured(server.url, options);
  const away = dials.filter((dial) => !dial.startsWith('127.0.0.1:'));
  const low = dials.filter((dial) => Number(dial.split(':').at(-1)) < 1024);
  return { ...visited, dials, strayed: [...away, ...low], commands: server.commands };
}

const without = (verb: string): FtpScript['faults'] => ({ [verb]: (peer: Peer) => peer.reply('502 no') });
const pair = (port: number): string => `${port >> 8},${port & 255}`;

describe('a reply to PASV', () => {
  const ELSEWHERE: readonly (readonly [string, () => string])[] = [
    ['another machine', () => `227 Entering (127,0,0,2,${pair(trap.away.port)})`],
    ['another machine, without parentheses', () => `227 127,0,0,2,${pair(trap.away.port)}`],
    ['a private address', () => `227 Entering (10,0,0,1,${pair(trap.away.port)})`],
    ['the keys of a cloud', () => '227 Entering (169,254,169,254,0,80)'],
    ['everybody', () => `227 Entering (255,255,255,255,${pair(trap.away.port)})`],
    ['nobody', () => `227 Entering (0,0,0,0,${pair(trap.away.port)})`],
    ['a service of the same machine', () => '227 Entering (127,0,0,1,0,25)'],
    ['five numbers', () => '227 Entering (127,0,0,2,4)'],
    ['numbers over 255', () => '227 Entering (127,0,0,2,999,999)'],
    ['a URL', () => `227 ftp://${trap.away.at}/`],
    ['nothing', () => '227'],
    ['an address of IPv6', () => `228 Entering Long Passive Mode (6,16,0,0,${trap.away.port})`],
  ];

  it.each(ELSEWHERE)('that names %s leads nowhere but to the server itself', async (_, reply) => {
    const got = await lured({ faults: { ...without('EPSV'), PASV: (peer) => peer.reply(reply()) } });

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.outcomes.length).toBeGreaterThan(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a reply to EPSV', () => {
  const ELSEWHERE: readonly (readonly [string, () => string])[] = [
    ['another machine', () => `229 Entering (|1|127.0.0.2|${trap.away.port}|)`],
    ['a service below 1024', () => '229 Entering (|||25|)'],
    ['the port of another service, below 1024', () => '229 Entering (|||443|)'],
    ['port 0', () => '229 Entering (|||0|)'],
    ['a port that is none', () => '229 Entering (|||99999|)'],
    ['a URL', () => `229 ftp://${trap.away.at}/`],
  ];

  it.each(ELSEWHERE)('that names %s leads nowhere but to the server itself', async (_, reply) => {
    const got = await lured({
      faults: { ...without('PASV'), EPSV: (peer) => peer.reply(reply()) },
    });

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.outcomes.length).toBeGreaterThan(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a server that refers to another one', () => {
  const REFERRALS: readonly (readonly [string, string, string])[] = [
    ['in its greeting', 'greeting', '220 moved to ftp://PLACE/'],
    ['instead of its greeting', 'greeting', '421 use ftp://PLACE/ instead'],
    ['after the name', 'USER', '332 log in at ftp://PLACE/'],
    ['after the password', 'PASS', '530 log in at ftp://PLACE/'],
    ['on entering', 'CWD', '550 now at ftp://PLACE/pub'],
    ['where it says where we are', 'PWD', '257 "ftp://PLACE/"'],
    ['for a file', 'RETR', '551 see ftp://PLACE/lure.csv'],
    ['for the secured connection', 'AUTH', '334 ftps://PLACE/'],
  ];

  it.each(REFERRALS)('%s is not followed', async (_, verb, line) => {
    const reply = line.replace('PLACE', trap.away.at);

    const got = await lured({ faults: { [verb]: (peer) => peer.reply(reply) } });

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });

  it('by the names and the targets of its files is not followed', async () => {
    const place = `ftp://${trap.away.at}/lure.csv`;
    const lines = [
      `-rw-r--r-- 1 ftp ftp 8 Jan  2  2024 ${place}`,
      `lrwxrwxrwx 1 ftp ftp 8 Jan  2  2024 link -> ${place}`,
      `drwxr-xr-x 1 ftp ftp 8 Jan  2  2024 //${trap.away.at}`,
    ];

    const got = await lured({
      faults: { LIST: (peer) => peer.send(Buffer.from(`${lines.join('\r\n')}\r\n`)) },
    });

    expect(got.strayed).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.untyped).toEqual([]);
  });
});

describe('a visit by FTP', () => {
  it('reaches the honest server, so that the other promises say something', async () => {
    const got = await lured({});

    expect(got.texts).toContain(FILES['/lure.csv']);
    expect(got.dials.length).toBeGreaterThan(3);
  });

  it('never has a server connect to us or to others, and never writes', async () => {
    const got = await lured({ faults: { ...without('EPSV'), ...without('PASV') } });

    expect(
      got.commands.filter((line) => /^(PORT|EPRT|LPRT|STO|APPE|DELE|MKD|RMD|RN|SITE)/.test(line)),
    ).toEqual([]);
    expect(got.outcomes.length).toBeGreaterThan(0);
  });

  it('goes back to the address that it came to, wherever the name points by then', async () => {
    const answers = ['127.0.0.1'];
    server = await startFtpServer({ files: FILES });
    const url = new URL(`ftp://files.example:${server.port}/`);
    const dials = noteDials();

    const got = await visitLured(url, {
      scope: [url.host, `127.0.0.1:${server.port}`],
      lookup: async () => [answers.shift() ?? '127.0.0.2'],
    });

    expect(dials.filter((dial) => !dial.startsWith('127.0.0.1:'))).toEqual([]);
    expect(got.texts).toContain(FILES['/lure.csv']);
  });
});
