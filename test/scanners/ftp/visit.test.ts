import { beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type TestCertificate } from './test-certificate.ts';
import { useFtpServers } from './use-ftp-server.ts';
import { fetchAll, listAll, TEST_LOGIN } from './visit-server.ts';

const visitServer = useFtpServers();
const limits = { idleMs: 1_000, operationMs: 2_000 };
const FILES = { '/a.csv': 'one,two', '/in/b.csv': 'three' };
let own: TestCertificate;

beforeAll(() => {
  own = makeCertificate('29990101000000Z');
});

describe('fetching', () => {
  it('gives the bytes with size and time', async () => {
    const { visit } = await visitServer({ files: FILES });

    expect(await fetchAll(visit, '/a.csv')).toEqual({
      text: 'one,two',
      code: null,
      start: 0,
      totalBytes: 7,
      modifiedAt: '2024-01-02T03:04:05.000Z',
      isConfirmed: true,
    });
  });

  it('gives a part of a file, and the next file after it', async () => {
    const { visit, server } = await visitServer({ files: { '/big': 'x'.repeat(3_000_000), ...FILES } });

    const part = await fetchAll(visit, '/big', { start: 10, length: 100 });
    const next = await fetchAll(visit, '/a.csv');

    expect([part.start, part.text.length, part.totalBytes]).toEqual([10, 100, 3_000_000]);
    expect(next).toMatchObject({ text: 'one,two', isConfirmed: true });
    expect(server.commands).toContain('REST 10');
  });

  it('starts at 0 where REST is refused, and ends where it was asked to', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: { REST: ({ reply }) => reply('502 no') },
    });

    const part = await fetchAll(visit, '/a.csv', { start: 4, length: 2 });

    expect(part).toMatchObject({ start: 0, text: 'one,tw', code: null });
  });

  it('fetches nothing that is still the same', async () => {
    const { visit, server } = await visitServer({ files: FILES });

    const fetched = await fetchAll(visit, '/a.csv', {
      known: { etag: null, modifiedAt: '2024-01-02T03:04:05.000Z' },
    });

    expect(fetched.text).toBe('unchanged');
    expect(server.commands.filter((command) => command.startsWith('RETR'))).toEqual([]);
  });

  it('goes on where a fetch was left in the middle, or never read', async () => {
    const { visit } = await visitServer({ files: { '/big': 'x'.repeat(3_000_000), ...FILES } });
    const asked = { path: '/big', ref: '/big', start: 0, length: null, known: null };

    const left = await visit.fetch(asked);
    if (left.kind === 'bytes') for await (const chunk of left.chunks) if (chunk.length > 0) break;
    await visit.fetch(asked);

    expect(await fetchAll(visit, '/a.csv')).toMatchObject({ text: 'one,two', isConfirmed: true });
  });

  it('gives an empty file', async () => {
    const { visit } = await visitServer({ files: { '/empty': '' } });

    expect(await fetchAll(visit, '/empty')).toMatchObject({ text: '', code: null, isConfirmed: true });
  });

  it('ends at once when it is cancelled', async () => {
    const cancel = new AbortController();
    const { visit } = await visitServer(
      { files: FILES, faults: { RETR: ({ reply }) => reply('150 here it comes') } },
      { signal: cancel.signal, limits: { idleMs: 20_000, operationMs: 20_000 } },
    );
    setTimeout(() => cancel.abort(new Error('enough')), 50);

    expect((await fetchAll(visit, '/a.csv')).code).toBe('Error: enough');
  });
});

describe('a session that is lost', () => {
  it('is opened again after 421 in mid-session, and the folder listed', async () => {
    let count = 0;
    const { visit, backOffs, server } = await visitServer({
      files: FILES,
      faults: { LIST: ({ reply }) => (count++ === 1 ? reply('421 idle') : 'usual') },
    });

    const { paths, gaps, failure } = await listAll(visit);

    expect({ paths, gaps, failure }).toEqual({ paths: ['/a.csv', '/in/b.csv'], gaps: [], failure: null });
    expect(backOffs).toEqual([null]);
    expect(server.connections()).toBe(2);
  });

  it('is opened again after the control connection was dropped in silence', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: {
        RETR: async ({ send, socket }) => {
          await send(Buffer.from('one,two'));
          socket.end();
          return undefined;
        },
      },
    });

    const texts = [await fetchAll(visit, '/a.csv'), await fetchAll(visit, '/a.csv')];

    expect(texts.map(({ text, code }) => [text, code])).toEqual([
      ['one,two', null],
      ['one,two', null],
    ]);
  });

  it('is opened again where the server hangs up over a refusal, for the next file only', async () => {
    const { visit, server } = await visitServer({
      files: FILES,
      faults: {
        RETR: ({ reply, socket }, path) => {
          if (path !== '/a.csv') return 'usual';
          reply('550 no');
          socket.end();
          return undefined;
        },
      },
    });

    const codes = [(await fetchAll(visit, '/a.csv')).code, (await fetchAll(visit, '/in/b.csv')).code];

    expect(codes).toEqual(['RP_ACCESS_REFUSED', null]);
    expect(server.commands.filter((command) => command === 'RETR /a.csv')).toHaveLength(1);
  });

  it('is opened once more where the server was full', async () => {
    let count = 0;
    const { visit, backOffs } = await visitServer({
      files: FILES,
      faults: { greeting: ({ reply }) => (count++ === 0 ? reply('421 full') : 'usual') },
    });

    expect((await listAll(visit)).failure).toBeNull();
    expect(backOffs).toEqual([null]);
  });
});

describe('probing', () => {
  it('sees what a stranger gets, within 20 requests', async () => {
    const { visit, budget } = await visitServer({ files: FILES, tls: own }, { limits });
    await listAll(visit);
    const before = budget.spent().requests;

    await visit.probe();

    expect(budget.spent().requests - before).toBeLessThanOrEqual(20);
    expect(visit.observations()).toMatchObject({
      software: 'scripted server',
      tls: { outdatedAccepted: [] },
      ftp: {
        anonymousLogin: 'accepted',
        anonymousReplies: [331, 230],
        anonymousLists: true,
        anonymousReads: { path: '/in/b.csv' },
        anonymousReadRefused: 0,
        offersTls: true,
        acceptsClearTextLogin: true,
        acceptsClearTextData: true,
        announcedAddress: null,
      },
    });
  });

  it('asks without the login that was given, and never sends it without TLS', async () => {
    const { visit, server, budget } = await visitServer(
      {
        files: FILES,
        tls: own,
        faults: { USER: ({ reply }, user) => (user === 'anonymous' ? reply('530 no') : 'usual') },
      },
      { limits, login: TEST_LOGIN, acceptedCertificate: own.sha256 },
    );
    await listAll(visit);
    const before = budget.spent().requests;

    await visit.probe();

    expect(budget.spent().requests - before).toBeLessThanOrEqual(20);
    expect(visit.observations().ftp).toMatchObject({
      anonymousLogin: 'refused',
      anonymousReplies: [530],
      anonymousLists: null,
      acceptsClearTextLogin: false,
    });
    expect(server.commands.filter((command) => command === 'USER depot-seven')).toHaveLength(1);
  });

  it('lists and reads as a stranger where the visit had a login', async () => {
    const { visit } = await visitServer(
      { files: FILES, tls: own },
      { limits, login: TEST_LOGIN, acceptedCertificate: own.sha256 },
    );
    await listAll(visit);

    await visit.probe();

    expect(visit.observations()).toMatchObject({
      login: 'given',
      ftp: { anonymousLogin: 'accepted', anonymousLists: true, anonymousReads: { path: '/a.csv' } },
    });
  });

  it('tells a server that wants TLS from one that lets in without', async () => {
    const { visit } = await visitServer(
      {
        files: FILES,
        tls: own,
        faults: {
          USER: ({ reply, socket }) => ('encrypted' in socket ? 'usual' : reply('530 TLS first')),
        },
      },
      { limits },
    );
    await listAll(visit);

    await visit.probe();

    expect(visit.observations().ftp).toMatchObject({
      anonymousLogin: 'accepted',
      acceptsClearTextLogin: false,
    });
  });

  it('tells the versions of TLS before 1.2 that are taken', async () => {
    const old = { ...own, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { visit } = await visitServer({ files: FILES, tls: old }, { limits });
    await listAll(visit);

    await visit.probe();

    expect(visit.observations().tls?.outdatedAccepted).toEqual(['TLSv1', 'TLSv1.1']);
  });

  it('notes an inner address in the reply to PASV', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: { PASV: ({ reply }) => reply('227 Entering (10,1,2,3,200,10)') },
    });
    await listAll(visit);

    await visit.probe();

    expect(visit.observations().ftp?.announcedAddress).toBe('10.1.2.3');
  });

  it('counts files that a stranger is refused', async () => {
    const { visit } = await visitServer({
      files: FILES,
      faults: { RETR: ({ reply }) => reply('550 no') },
    });
    await listAll(visit);

    await visit.probe();

    expect(visit.observations().ftp).toMatchObject({ anonymousReads: null, anonymousReadRefused: 2 });
  });

  it('proves by bytes what is served from outside of the root', async () => {
    const { visit } = await visitServer({
      files: { '/pub/a.csv': 'x' },
      faults: {
        LIST: ({ send, cwd }) =>
          cwd === '/'
            ? send(Buffer.from('lrwxrwxrwx 1 0 0 4 Jan  2  2024 out -> /srv/secret.csv\r\n')).then(
                () => undefined,
              )
            : 'usual',
        RETR: ({ send }) => send(Buffer.from('secret')),
      },
    });
    await listAll(visit);

    await visit.probe();

    expect(visit.observations().ftp?.outsideRoot).toEqual([
      { path: '/out', target: '/srv/secret.csv', proof: 'read' },
    ]);
  });

  it('survives a server that is gone', async () => {
    const { visit, server } = await visitServer({ files: FILES });
    await listAll(visit);
    await server.close();

    await visit.probe();

    expect(visit.observations().ftp?.anonymousReads).toBeNull();
  });
});
