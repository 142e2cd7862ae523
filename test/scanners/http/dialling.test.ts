import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeVisits, codeOf, fetchAll, listAll, openVisit } from './open-visit.ts';
import { listing, reply, startScriptedServer, stopScriptedServers } from './scripted-http-server.ts';

afterEach(async () => {
  vi.unstubAllEnvs();
  await closeVisits();
  await stopScriptedServers();
});

describe('a connection', () => {
  it('goes to the server, whatever proxies the environment names', async () => {
    const proxy = await startScriptedServer((_, socket) => socket.write(reply(200, 'proxy')));
    const server = await startScriptedServer((_, socket) => socket.write(reply(200, 'server')));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'all_proxy']) {
      vi.stubEnv(name, proxy.url.href);
    }
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/x');

    expect(got.text).toBe('server');
    expect(proxy.connections()).toBe(0);
  });

  it('is not made again to where the name points later, if that is out of the scope', async () => {
    const server = await startScriptedServer((_, socket) =>
      socket.end(listing('/', ['a/']).toString().replace('\r\n', '\r\nconnection: close\r\n')),
    );
    const answers = ['127.0.0.1', '169.254.169.254'];
    const { visit } = openVisit(`http://files.example:${server.url.port}/`, {
      scope: ['files.example', '127.0.0.1'],
      lookup: async () => [answers.shift() ?? '169.254.169.254'],
    });

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_OUT_OF_SCOPE');
    expect(server.connections()).toBe(1);
  });

  it('is not made out of the scope', async () => {
    const server = await startScriptedServer((_, socket) => socket.write(reply(200)));
    const { visit } = openVisit(server.url, { scope: [] });

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_OUT_OF_SCOPE');
    expect(server.connections()).toBe(0);
    expect(visit.observations()).toMatchObject({
      failure: { code: 'RP_OUT_OF_SCOPE' },
      http: null,
      tls: null,
    });
  });

  it('that is refused is told', async () => {
    const server = await startScriptedServer(() => {});
    await server.stop();
    const { visit } = openVisit(server.url);

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_UNREACHABLE');
  });

  it('to a name whose lookup never ends is given up in time', async () => {
    const { visit } = openVisit('http://files.example/', {
      scope: ['files.example'],
      lookup: () => new Promise(() => {}),
    });
    const startedAt = performance.now();

    const got = await listAll(visit);

    expect(codeOf(got.failure)).toBe('RP_UNREACHABLE');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});
