import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../scanners/scanner.ts';
import { Secret } from '../../../src/core/secret.ts';
import { closeVisits, fetchAll, openVisit } from './open-visit.ts';
import { reply, type Script, startScriptedServer, stopScriptedServers } from './scripted-http-server.ts';
import { makeTestCertificate } from './test-certificate.ts';

afterEach(async () => {
  await closeVisits();
  await stopScriptedServers();
});

const answer: Script = (_, socket) => socket.write(reply(200, 'x'));
const LOGIN: Partial<Target> = { login: { kind: 'bearer', token: new Secret('t0ken') } };
const OLD = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

describe('a certificate', () => {
  it('that nobody signed is told, and a stranger reads on', async () => {
    const { tls, sha256 } = makeTestCertificate('127.0.0.1');
    const server = await startScriptedServer(answer, { tls });
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/x');

    expect(got.text).toBe('x');
    expect(visit.observations().tls).toEqual({
      protocol: 'TLSv1.3',
      cipher: expect.stringContaining('TLS_'),
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      isForHost: true,
      subject: 'CN=rowprint test',
      issuer: 'CN=rowprint test',
      validFrom: '2000-01-01T00:00:00.000Z',
      validTo: '2049-01-01T00:00:00.000Z',
      sha256,
      outdatedAccepted: null,
    });
    expect(visit.observations().http?.isClearText).toBe(false);
  });

  it('of another host is told', async () => {
    const server = await startScriptedServer(answer, { tls: makeTestCertificate('other.example').tls });
    const { visit } = openVisit(server.url);

    await fetchAll(visit, '/x');

    expect(visit.observations().tls).toMatchObject({ isForHost: false });
  });

  it('that has expired is told', async () => {
    const server = await startScriptedServer(answer, { tls: makeTestCertificate('127.0.0.1', 2_020).tls });
    const { visit } = openVisit(server.url);

    await fetchAll(visit, '/x');

    expect(visit.observations().tls).toMatchObject({
      problem: expect.any(String),
      validTo: '2020-01-01T00:00:00.000Z',
    });
  });

  it('that does not hold keeps the login from being sent, and every request', async () => {
    const server = await startScriptedServer(answer, { tls: makeTestCertificate('127.0.0.1').tls });
    const { visit } = openVisit(server.url, { target: LOGIN });

    const got = await fetchAll(visit, '/x');

    expect(got.failure).toBe('RP_TLS_NOT_TRUSTED');
    expect(server.requests).toHaveLength(0);
    expect(visit.observations()).toMatchObject({
      failure: { code: 'RP_TLS_NOT_TRUSTED' },
      tls: { problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      http: null,
    });
  });

  it('that was accepted beforehand lets the login be sent', async () => {
    const { tls, sha256 } = makeTestCertificate('127.0.0.1');
    const server = await startScriptedServer(answer, { tls });
    const { visit } = openVisit(server.url, { target: { ...LOGIN, acceptedCertificate: sha256 } });

    await fetchAll(visit, '/x');

    expect(server.requests[0]!.headers.authorization).toBe('Bearer t0ken');
  });

  it('that is not the accepted one keeps the login from being sent', async () => {
    const server = await startScriptedServer(answer, { tls: makeTestCertificate('127.0.0.1').tls });
    const { sha256 } = makeTestCertificate('127.0.0.1');
    const { visit } = openVisit(server.url, { target: { ...LOGIN, acceptedCertificate: sha256 } });

    expect((await fetchAll(visit, '/x')).failure).toBe('RP_TLS_NOT_TRUSTED');
  });
});

describe('a handshake', () => {
  const behind = async (onConnection: Parameters<typeof createServer>[1]) => {
    const server = createServer(onConnection);
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const { port } = server.address() as { port: number };
    const { visit } = openVisit(`https://127.0.0.1:${port}/`);
    const got = await fetchAll(visit, '/x');
    await visit.close();
    await new Promise((settle) => server.close(settle));
    return got;
  };

  it('that is none ends typed', async () => {
    const got = await behind(
      (socket) =>
        void socket
          .on('error', () => {})
          .resume()
          .end('220 ready\r\n'),
    );

    expect(got.failure).toBe('RP_SERVER_MISBEHAVED');
  });

  it('that breaks off ends typed', async () => {
    const got = await behind(
      (socket) => void socket.on('error', () => {}).once('data', () => socket.destroy()),
    );

    expect(got.failure).toBe('RP_SERVER_MISBEHAVED');
  });

  it('that never answers ends in time', async () => {
    const startedAt = performance.now();

    const got = await behind((socket) => void socket.on('error', () => {}).resume());

    expect(got.failure).toBe('RP_UNREACHABLE');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('of an outdated version is made for a stranger', async () => {
    const server = await startScriptedServer(answer, {
      tls: { ...makeTestCertificate('127.0.0.1').tls, ...OLD },
    });
    const { visit } = openVisit(server.url);

    const got = await fetchAll(visit, '/x');

    expect(got.text).toBe('x');
    expect(visit.observations().tls).toMatchObject({ protocol: 'TLSv1.1' });
  });

  it('of an outdated version is not made for a login', async () => {
    const { tls, sha256 } = makeTestCertificate('127.0.0.1');
    const server = await startScriptedServer(answer, { tls: { ...tls, ...OLD } });
    const { visit } = openVisit(server.url, { target: { ...LOGIN, acceptedCertificate: sha256 } });

    expect((await fetchAll(visit, '/x')).failure).toBe('RP_SERVER_MISBEHAVED');
    expect(server.requests).toHaveLength(0);
  });

  it('of outdated versions is tried by the probe', async () => {
    const { tls } = makeTestCertificate('127.0.0.1');
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const lax = await startScriptedServer(answer, { tls: { ...tls, ...old } });
    const strict = await startScriptedServer(answer, { tls });
    const visits = [openVisit(lax.url).visit, openVisit(strict.url).visit];

    for (const visit of visits) await visit.probe();

    expect(visits.map((visit) => visit.observations().tls?.outdatedAccepted)).toEqual([
      ['TLSv1', 'TLSv1.1'],
      [],
    ]);
  });
});
