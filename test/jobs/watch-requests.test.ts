import { describe, expect, test } from 'vitest';
import { parseTarget } from '../../scanners/shared/scope.ts';
import { type WatchRequests, watchRequests } from '../../src/jobs/watch-requests.ts';
import type { AddEndpointRequest } from '../../src/reports/requests.ts';
import { bytesOf, contentsOf, findings } from '../e2e/planted.ts';
import { WatchPlace } from '../pipelines/sweep/watch-place.ts';
import { QUIET } from '../pipelines/workplace.ts';
import { refusalOf } from '../store/test-home.ts';

const place = new WatchPlace();

function requests(): WatchRequests {
  return watchRequests({ open: async () => place.watch, requireTarget: parseTarget, random: () => 0 });
}

function endpoint(part: Partial<AddEndpointRequest> = {}): AddEndpointRequest {
  return {
    name: 'processor',
    url: 'ftp://ftp.example.org/pub/',
    allowsClearTextLogin: false,
    listsOnly: false,
    ...part,
  };
}

describe('endpoint add', () => {
  test.each(['ftp://ana:geheim@ftp.example.org/', 'http://ana@ftp.example.org/'])(
    'refuses a login in the URL and says where it goes instead',
    async (url) => {
      const { message } = await refusalOf(requests().addEndpoint(endpoint({ url })));

      expect(message).toContain('--login-file');
      expect(message).not.toMatch(/ana|geheim/);
      expect(await place.store.endpoints.list()).toEqual([]);
    },
  );

  test('says when it is due first, and contacts nothing', async () => {
    const summary = await requests().addEndpoint(
      endpoint({ every: '0 3 * * *', timeZone: 'Europe/Paris', jitterMinutes: 10 }),
    );

    expect(summary.nextDueAt).toBe('2026-01-15T02:00:00.000Z');
    expect(place.server.log).toEqual([]);
  });

  test.each<[string, Partial<AddEndpointRequest>]>([
    ['a schedule that is none', { every: 'daily' }],
    ['a time zone without a schedule', { timeZone: 'Europe/Paris' }],
    ['a URL of no scanner', { url: 'sftp://ftp.example.org/' }],
    ['no URL', { url: 'ftp.example.org' }],
    ['a day that is none', { extractsEndAt: '2026-02-30' }],
    ['a fingerprint that is none', { acceptedCertificate: 'abc' }],
  ])('refuses %s', async (_, part) => {
    expect(await refusalOf(requests().addEndpoint(endpoint(part)))).toMatchObject({ code: 'RP_USAGE' });
    expect(await place.store.endpoints.list()).toEqual([]);
  });
});

describe('scope add', () => {
  const mandate = { target: '192.0.2.0/24', owner: 'us', reference: 'a ticket', until: '2026-12-31' };

  test.each([{ target: 'http://x/' }, { until: '31.12.2026' }, { owner: ' ' }, { reference: '' }])(
    'refuses %j',
    async (part) => {
      expect(await refusalOf(requests().addMandate({ ...mandate, ...part }))).toMatchObject({
        code: 'RP_USAGE',
      });
      expect(await requests().listMandates()).toEqual([]);
    },
  );

  test('keeps a mandate until it is removed', async () => {
    await requests().addMandate(mandate);
    expect(await requests().listMandates()).toEqual([{ ...mandate, holds: true }]);

    await requests().removeMandate(mandate.target);
    expect(await requests().listMandates()).toEqual([]);
  });
});

describe('scan', () => {
  test('of a URL uses the login in it once and keeps it nowhere', async () => {
    place.server.put('/pub/a.txt', 'x');

    const report = await requests().scan(
      { endpoint: 'ftp://ana4711:gehe%25im4711@ftp.example.org/pub/' },
      QUIET,
    );

    const [{ login, url }] = place.server.targets;
    expect(login?.kind === 'password' && [login.user.reveal(), login.password.reveal()]).toEqual([
      'ana4711',
      'gehe%im4711',
    ]);
    expect(url.href).toBe('ftp://ftp.example.org/pub/');
    const said = new Map([['report', Buffer.from(JSON.stringify(report))], ...contentsOf(place.home)]);
    const needles = ['ana4711', 'gehe%im4711', 'gehe%25im4711'].map((one) => [one, bytesOf(one)] as const);
    expect(findings(said, needles)).toEqual([]);
  });

  test('of a URL with a login that is not encoded is refused without quoting it', async () => {
    const failure = await refusalOf(requests().scan({ endpoint: 'ftp://ana:100%geheim@h.example/' }, QUIET));

    expect(failure).toMatchObject({ code: 'RP_USAGE' });
    expect(failure.message).not.toMatch(/ana|geheim/);
  });

  test('of the same URL again goes on with the endpoint that it registered under its host', async () => {
    await requests().scan({ endpoint: 'ftp://ftp.example.org/pub/' }, QUIET);
    await requests().scan({ endpoint: 'ftp://ana:x@ftp.example.org/pub/' }, QUIET);
    await requests().scan({ endpoint: 'ftp://ftp.example.org/other/' }, QUIET);

    const names = (await requests().listEndpoints()).map(({ name }) => name);
    expect(names).toEqual(['ftp.example.org', 'ftp.example.org 2']);
  });

  test('beyond the scope neither contacts nor registers', async () => {
    place.watch = {
      ...place.watch,
      requireInScope: () => Promise.reject(Object.assign(new Error('not in the scope'))),
    };

    await refusalOf(requests().scan({ endpoint: 'ftp://ftp.example.org/' }, QUIET));

    expect(place.server.log).toEqual([]);
    expect(await place.store.endpoints.list()).toEqual([]);
  });

  test('of a name that is not known is refused', async () => {
    expect(await refusalOf(requests().scan({ endpoint: 'nowhere' }, QUIET))).toMatchObject({
      code: 'RP_USAGE',
    });
  });
});

describe('endpoint show', () => {
  test('says the last sweep again, with its transcript', async () => {
    place.server.put('/pub/a.txt', 'x');
    place.server.put('/pub/dump.sql', 'create table patients;');
    await requests().addEndpoint(endpoint());
    const none = await refusalOf(requests().lastSweep('processor'));
    const report = await requests().scan({ endpoint: 'processor' }, QUIET);

    expect(none.message).toContain('rowprint scan processor');
    expect(report.exposures).not.toEqual([]);
    expect(await requests().lastSweep('processor')).toEqual(report);
    const [sweep] = await place.store.sweeps.list((await place.store.endpoints.get('processor')).id);
    expect(sweep!.summary).toMatchObject({ assets: [], exposures: [] });
    expect((await requests().transcript('processor')).join('\n')).toContain('> fetch /pub/a.txt 0-');
  });
});
