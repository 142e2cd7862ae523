import { beforeAll, describe, expect, it } from 'vitest';
import type { FtpScript } from './scripted-ftp-server.ts';
import { makeCertificate, type TestCertificate } from './test-certificate.ts';
import { useFtpServers } from './use-ftp-server.ts';
import { codeOf, fetchAll, listAll, TEST_LOGIN } from './visit-server.ts';

const visitServer = useFtpServers();
const FILES = { '/a.csv': 'one,two' };
/** Handshakes take their time on a busy machine. */
const limits = { idleMs: 1_000, operationMs: 2_000 };
let own: TestCertificate;
let expired: TestCertificate;

beforeAll(() => {
  own = makeCertificate('29990101000000Z');
  expired = makeCertificate('20210101000000Z');
});

const breaksHandshake: NonNullable<FtpScript['faults']>[string] = ({ reply, socket }) => {
  reply('234 go on');
  socket.removeAllListeners('data');
  socket.once('data', () => socket.end('this is no TLS\r\n'));
  return undefined;
};

describe('FTP with TLS', () => {
  it('lists and reads protected where AUTH TLS is offered, and notes the certificate', async () => {
    const { visit, server } = await visitServer({ files: FILES, tls: own }, { limits });

    const { paths } = await listAll(visit);
    const fetched = await fetchAll(visit, '/a.csv');

    expect(paths).toEqual(['/a.csv']);
    expect(fetched).toMatchObject({ text: 'one,two', isConfirmed: true });
    expect(server.commands).toContain('PROT P');
    expect(visit.observations().tls).toMatchObject({
      problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      isForHost: true,
      sha256: own.sha256,
      subject: 'CN=localhost',
      validTo: '2999-01-01T00:00:00.000Z',
    });
    expect(visit.observations().ftp).toMatchObject({ offersTls: true, acceptsClearTextData: null });
  });

  it('speaks TLS from the first byte with ftps', async () => {
    const { visit } = await visitServer({ files: FILES, tls: own, isImplicit: true }, { limits });

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(visit.observations().ftp).toMatchObject({ offersTls: true, acceptsClearTextLogin: null });
  });

  it('sends no login to a certificate that does not hold', async () => {
    const { visit, server } = await visitServer({ files: FILES, tls: own }, { limits, login: TEST_LOGIN });

    const { failure } = await listAll(visit);

    expect(codeOf(failure)).toBe('RP_TLS_NOT_TRUSTED');
    expect(String(failure)).toContain(own.sha256);
    expect(server.commands).toEqual(['AUTH TLS']);
    expect(visit.observations().failure?.code).toBe('RP_TLS_NOT_TRUSTED');
  });

  it('sends the login to a certificate that was accepted beforehand', async () => {
    const { visit, server } = await visitServer(
      { files: FILES, tls: own },
      { limits, login: TEST_LOGIN, acceptedCertificate: own.sha256 },
    );

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(server.commands).toContain('USER depot-seven');
  });

  it('goes on without a login at an expired certificate, and notes it', async () => {
    const { visit } = await visitServer({ files: FILES, tls: expired }, { limits });

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(visit.observations().tls).toMatchObject({
      problem: expect.stringMatching(/CERT_HAS_EXPIRED|SELF_SIGNED/),
      validTo: '2021-01-01T00:00:00.000Z',
    });
  });

  it('visits without TLS where the handshake breaks and there is no login', async () => {
    const { visit, server } = await visitServer({ files: FILES, faults: { AUTH: breaksHandshake } });

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(server.connections()).toBeGreaterThan(1);
    expect(visit.observations().tls).toBeNull();
  });

  it('sends no login where the handshake breaks, clear text allowed or not', async () => {
    const { visit, server } = await visitServer(
      { files: FILES, faults: { AUTH: breaksHandshake } },
      { login: TEST_LOGIN, allowsClearTextLogin: true },
    );

    expect(codeOf((await listAll(visit)).failure)).toBe('RP_SERVER_MISBEHAVED');
    expect(server.commands.filter((command) => command.startsWith('USER'))).toEqual([]);
  });

  it('takes clear text behind the answer to AUTH TLS for an attack', async () => {
    const { visit } = await visitServer(
      {
        files: FILES,
        tls: own,
        faults: { AUTH: ({ raw }) => raw('234 go on\r\n230 you are in\r\n') ?? 'usual' },
      },
      { limits, login: TEST_LOGIN, acceptedCertificate: own.sha256 },
    );

    expect(codeOf((await listAll(visit)).failure)).toBe('RP_SERVER_MISBEHAVED');
  });

  it('sends no login without TLS', async () => {
    const { visit, server } = await visitServer({ files: FILES }, { login: TEST_LOGIN });

    expect(codeOf((await listAll(visit)).failure)).toBe('RP_ACCESS_REFUSED');
    expect(server.commands).toEqual(['AUTH TLS']);
  });

  it('sends the login without TLS where that is allowed', async () => {
    const { visit } = await visitServer({ files: FILES }, { login: TEST_LOGIN, allowsClearTextLogin: true });

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(visit.observations()).toMatchObject({ login: 'given', ftp: { acceptsClearTextLogin: true } });
  });

  it('sends no login where FEAT promises the TLS that AUTH refuses', async () => {
    const { visit, server } = await visitServer(
      { files: FILES, features: ['AUTH TLS'] },
      { login: TEST_LOGIN, allowsClearTextLogin: true },
    );

    expect(codeOf((await listAll(visit)).failure)).toBe('RP_SERVER_MISBEHAVED');
    expect(server.commands).toEqual(['AUTH TLS', 'FEAT']);
  });

  it('reads nothing with a login where PROT P is refused', async () => {
    const { visit } = await visitServer(
      { files: FILES, tls: own, faults: { PROT: ({ reply }) => reply('534 no') } },
      { limits, login: TEST_LOGIN, acceptedCertificate: own.sha256 },
    );

    expect(codeOf((await listAll(visit)).failure)).toBe('RP_ACCESS_REFUSED');
  });

  it('reads in clear text as a stranger where PROT P is refused, and notes it', async () => {
    const { visit } = await visitServer(
      { files: FILES, tls: own, faults: { PROT: ({ reply }) => reply('534 no') } },
      { limits },
    );

    expect((await listAll(visit)).paths).toEqual(['/a.csv']);
    expect(visit.observations().ftp?.acceptsClearTextData).toBe(true);
  });

  it('takes no data from who shows another certificate there', async () => {
    const { visit } = await visitServer({ files: FILES, tls: own, dataTls: expired }, { limits });

    const { paths, gaps } = await listAll(visit);

    expect([paths, gaps.map(({ reason }) => reason)]).toEqual([[], ['RP_SERVER_MISBEHAVED']]);
  });

  it('keeps login and password out of transcript, observations and messages', async () => {
    const { visit, transcript } = await visitServer(
      {
        files: FILES,
        faults: {
          USER: ({ reply }, user) => reply(`331 password for ${user}`),
          PASS: ({ reply }, password) => reply(`530 not ${password}`),
        },
      },
      { login: TEST_LOGIN, allowsClearTextLogin: true },
    );

    const { failure } = await listAll(visit);

    const told = [String(failure), JSON.stringify(visit.observations()), ...transcript.lines()].join('\n');
    expect(told).not.toMatch(/depot-seven|correct-horse/);
    expect(told).toContain('PASS ***');
  });
});
