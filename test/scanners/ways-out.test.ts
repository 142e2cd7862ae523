import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lookup } from '../../scanners/shared/dialer.ts';
import { type Peer, startFtpServer } from './ftp/scripted-ftp-server.ts';
import { listing, reply, startScriptedServer, stopScriptedServers } from './http/scripted-http-server.ts';
import { LAST_DAY, visitLured } from './lured-visit.ts';
import { noteDials, startTrap, type Trap } from './trap.ts';

let trap: Trap;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  trap = await startTrap();
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) await close();
  await stopScriptedServers();
  await trap.close();
});

/** An honest server of a protocol that needs a new connection for much of what it is asked. */
async function honestServer(
  scheme: string,
): Promise<{ readonly url: URL; readonly connections: () => number }> {
  if (scheme === 'ftp') {
    const server = await startFtpServer({ files: { '/lure.csv': 'rows' } });
    closing.push(() => server.close());
    return server;
  }
  return startScriptedServer(({ target, method }, socket) => {
    const answer = target === '/' ? listing('/', ['lure.csv']) : reply(200, 'rows');
    socket.end(
      (method === 'GET' ? answer : reply(405)).toString().replace('\r\n', '\r\nconnection: close\r\n'),
    );
  });
}

describe.each(['ftp', 'http'])('the ways out by %s', (scheme) => {
  it('lead to the server in the scope, so that the other promises say something', async () => {
    const server = await honestServer(scheme);

    const got = await visitLured(server.url);

    expect(got.texts).toContain('rows');
    expect(server.connections()).toBeGreaterThan(0);
  });

  it('lead nowhere with an empty scope: nothing is dialled, no name is looked up', async () => {
    const server = await honestServer(scheme);
    const lookup = vi.fn<Lookup>(async () => ['127.0.0.1']);
    const dials = noteDials();

    const byAddress = await visitLured(server.url, { scope: [], lookup });
    const byName = await visitLured(new URL(`${scheme}://files.example:${server.url.port}/`), {
      scope: [],
      lookup,
    });

    expect(dials).toEqual([]);
    expect(server.connections()).toBe(0);
    expect(lookup).not.toHaveBeenCalled();
    expect([...new Set([...byAddress.outcomes, ...byName.outcomes])]).toEqual(['RP_OUT_OF_SCOPE']);
  });

  it.each(['127.0.0.1:1', '127.0.0.2', '127.0.0.2/31', 'files.example', '0.0.0.0/0'])(
    'lead nowhere where the scope has %s and the server is another one',
    async (target) => {
      const server = await honestServer(scheme);
      const dials = noteDials();

      const got = await visitLured(server.url, { scope: [target] });

      expect(dials).toEqual([]);
      expect([...new Set(got.outcomes)]).toEqual(['RP_OUT_OF_SCOPE']);
    },
  );

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine by IPv6', '::1'],
    ['a private network', '10.1.2.3'],
    ['a private network by IPv6', 'fd00::7'],
    ['the keys of a cloud', '169.254.169.254'],
    ['the keys of a cloud by IPv6', 'fd00:ec2::254'],
    ['a private network within IPv6', '::ffff:10.1.2.3'],
    ['this machine behind a gateway', '64:ff9b::7f00:1'],
    ['everybody', '255.255.255.255'],
    ['nobody', '0.0.0.0'],
    ['a group', '224.0.0.1'],
  ])('are shut for a listed name that leads to %s', async (_, address) => {
    const url = new URL(`${scheme}://files.example:${trap.beside.port}/`);
    const dials = noteDials();

    const got = await visitLured(url, { scope: ['files.example'], lookup: async () => [address] });

    expect(dials).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect([...new Set(got.outcomes)]).toEqual(['RP_OUT_OF_SCOPE']);
  });

  it('follow a name at every dial: one that leads elsewhere the second time is not followed there', async () => {
    const server = await honestServer(scheme);
    const url = new URL(`${scheme}://files.example:${server.url.port}/`);
    const answers = ['127.0.0.1'];
    const lookup = vi.fn<Lookup>(async () => [answers.shift() ?? '127.0.0.2']);
    const scope = ['files.example', server.url.host];
    const dials = noteDials();

    // A second visit, for FTP: its first one asks for the name once.
    const first = await visitLured(url, { scope, lookup });
    const second = await visitLured(url, { scope, lookup });

    expect(lookup.mock.calls.length).toBeGreaterThan(1);
    expect(dials.filter((dial) => !dial.startsWith('127.0.0.1:'))).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect([...first.outcomes, ...second.outcomes]).toContain('RP_OUT_OF_SCOPE');
    expect([...first.untyped, ...second.untyped]).toEqual([]);
  });

  it('are tried by every address of a name, and only by those in the scope', async () => {
    const server = await honestServer(scheme);
    const url = new URL(`${scheme}://files.example:${server.url.port}/`);
    const dials = noteDials();

    const got = await visitLured(url, {
      scope: ['files.example', server.url.host],
      lookup: async () => ['169.254.169.254', '127.0.0.2', '10.0.0.1', '127.0.0.1'],
    });

    expect(dials.filter((dial) => !dial.startsWith('127.0.0.1:'))).toEqual([]);
    expect(got.texts).toContain('rows');
  });

  it('are shut from the moment when the mandate ends, in the middle of a sweep', async () => {
    const server = await honestServer(scheme);
    const end = Date.parse(`${LAST_DAY}T23:59:59.999Z`);
    const dials = noteDials();
    // As long as nothing was dialled it is the last moment of the mandate.
    const clock = { nowMs: () => (dials.length === 0 ? end : end + 1) };

    const got = await visitLured(server.url, { clock });

    expect(dials).toEqual([server.url.host]);
    expect(got.outcomes).toContain('RP_OUT_OF_SCOPE');
    expect(got.untyped).toEqual([]);
  });

  it('lead past the proxies of the environment', async () => {
    const server = await honestServer(scheme);
    const proxy = `http://${trap.away.at}`;
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'ALL_PROXY', 'SOCKS_PROXY'])
      for (const spelt of [name, name.toLowerCase()]) vi.stubEnv(spelt, proxy);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    const dials = noteDials();

    const got = await visitLured(server.url);

    expect(dials.filter((dial) => !dial.startsWith('127.0.0.1:'))).toEqual([]);
    expect(trap.visits()).toBe(0);
    expect(got.texts).toContain('rows');
  });
});

describe('a login', () => {
  it('that a server asks for elsewhere is brought nowhere', async () => {
    const server = await startFtpServer({
      faults: { PASS: (peer: Peer) => peer.reply(`530 log in at ftp://${trap.away.at}/`) },
    });
    closing.push(() => server.close());
    const dials = noteDials();

    const got = await visitLured(server.url);

    expect(dials.filter((dial) => dial !== server.url.host)).toEqual([]);
    expect(got.outcomes).toContain('RP_ACCESS_REFUSED');
  });
});
