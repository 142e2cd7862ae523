import type { DetectionContext, ExposureCode, Severity } from '../../../scanners/exposure.ts';
import { contextOf, failure, ftpServer, httpServer, tlsFacts } from './sample-observations.ts';

/** What a detector must make of a server: a finding, 'fine' (ruled out), or 'unknown' (silent, and rules nothing out). */
export interface EndpointCase {
  readonly code: ExposureCode;
  readonly name: string;
  readonly context: DetectionContext;
  readonly verdict: 'fine' | 'unknown' | readonly [Severity, 'proven' | 'claimed' | 'unproven'];
}

type Row = readonly [name: string, context: Partial<DetectionContext>, verdict: EndpointCase['verdict']];

const given = { login: 'given' } as const;
const listing = { count: 2, first: ['/pub/', '/pub/a/'], dialects: ['nginx-html'] };
const previous = {
  at: '2026-11-21T12:00:00.000Z',
  software: '(vsFTPd 3.0.3)',
  certificateSha256: 'b'.repeat(64),
  assets: 10,
};

const ROWS: Partial<Record<ExposureCode, readonly Row[]>> = {
  'ftp.anonymous-login': [
    [
      'let in',
      { server: ftpServer({ anonymousLogin: 'accepted', anonymousReplies: [331, 230] }) },
      ['medium', 'proven'],
    ],
    [
      'let in, then it failed',
      { server: ftpServer({ anonymousLogin: 'accepted' }, failure()) },
      ['medium', 'proven'],
    ],
    ['refused', { server: ftpServer({ anonymousLogin: 'refused' }) }, 'fine'],
    [
      'refused, which ends the visit',
      { server: ftpServer({ anonymousLogin: 'refused' }, failure('RP_ACCESS_REFUSED')) },
      'fine',
    ],
    ['wants TLS first', { server: ftpServer({ anonymousLogin: 'wants-tls' }) }, 'unknown'],
    ['not tried', { server: ftpServer() }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.anonymous-lists': [
    [
      'lists',
      { server: ftpServer({ anonymousLogin: 'accepted', anonymousLists: true }) },
      ['medium', 'proven'],
    ],
    [
      'lets in but lists nothing',
      { server: ftpServer({ anonymousLogin: 'accepted', anonymousLists: false }) },
      'fine',
    ],
    ['lets nobody in', { server: ftpServer({ anonymousLogin: 'refused' }) }, 'fine'],
    ['not tried', { server: ftpServer({ anonymousLogin: 'accepted' }) }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.anonymous-reads': [
    ['a file came', { server: ftpServer({ anonymousReads: { path: '/pub/a.csv' } }) }, ['high', 'proven']],
    [
      'lets nobody in',
      { server: ftpServer({ anonymousLogin: 'refused' }, failure('RP_ACCESS_REFUSED')) },
      'fine',
    ],
    [
      'every file is refused',
      { server: ftpServer({ anonymousLogin: 'accepted', anonymousReadRefused: 3 }) },
      'fine',
    ],
    [
      'every file is gone',
      { server: ftpServer({ anonymousLogin: 'accepted', anonymousLists: true }) },
      'fine',
    ],
    [
      'refused in an incomplete listing',
      { listingIsComplete: false, server: ftpServer({ anonymousReadRefused: 3 }) },
      'unknown',
    ],
    [
      'one file of a private zone is refused',
      { server: ftpServer({ anonymousLists: true, anonymousReadRefused: 1 }, given) },
      'unknown',
    ],
    [
      'sees nothing and gets nothing',
      { server: ftpServer({ anonymousLists: false, anonymousReadRefused: 1 }, given) },
      'fine',
    ],
    [
      'broken off',
      { server: ftpServer({ anonymousReadRefused: 1 }, failure('RP_TRANSFER_BROKEN')) },
      'unknown',
    ],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.claims-writable': [
    [
      'claimed to anybody',
      { server: ftpServer({ claimsWritable: { count: 1, first: ['/in'] } }) },
      ['medium', 'claimed'],
    ],
    [
      'claimed to an account',
      { server: ftpServer({ claimsWritable: { count: 1, first: ['/in'] } }, given) },
      ['info', 'claimed'],
    ],
    ['nothing is claimed', { server: ftpServer() }, 'fine'],
    ['half of it was listed', { listingIsComplete: false }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.clear-text-login': [
    [
      'answered before TLS',
      { server: ftpServer({ acceptsClearTextLogin: true }, { tls: tlsFacts() }) },
      ['medium', 'claimed'],
    ],
    [
      'let in without TLS',
      { server: ftpServer({ acceptsClearTextLogin: true, anonymousLogin: 'accepted' }) },
      ['medium', 'proven'],
    ],
    [
      'our login went that way',
      { server: ftpServer({ acceptsClearTextLogin: true }, given) },
      ['high', 'proven'],
    ],
    ['refused before TLS', { server: ftpServer({ acceptsClearTextLogin: false }) }, 'fine'],
    ['not tried', { server: ftpServer() }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.clear-text-data': [
    ['PROT C accepted', { server: ftpServer({ acceptsClearTextData: true }) }, ['medium', 'proven']],
    ['PROT C refused', { server: ftpServer({ acceptsClearTextData: false }) }, 'fine'],
    ['not tried', { server: ftpServer() }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'ftp.announces-internal-address': [
    ['a private address', { server: ftpServer({ announcedAddress: '192.168.1.7' }) }, ['medium', 'proven']],
    ['loopback', { server: ftpServer({ announcedAddress: '127.0.0.1' }) }, ['medium', 'proven']],
    [
      'a private address in IPv6',
      { server: ftpServer({ announcedAddress: '::ffff:10.0.0.1' }) },
      ['medium', 'proven'],
    ],
    ['another public address', { server: ftpServer({ announcedAddress: '8.8.4.4' }) }, ['low', 'proven']],
    ['no address at all', { server: ftpServer({ announcedAddress: '0.0.0.0' }) }, ['low', 'proven']],
    ['the address that was dialled', { server: ftpServer({ announcesDialledAddress: true }) }, 'fine'],
    ['never asked', { server: ftpServer() }, 'unknown'],
    ['garbage', { server: ftpServer({ announcedAddress: 'x' }) }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
  'http.open-listing': [
    ['lists', { server: httpServer({ openListings: listing }) }, ['medium', 'proven']],
    [
      'lists, then it failed',
      { server: httpServer({ openListings: listing }, failure()) },
      ['medium', 'proven'],
    ],
    ['lists nothing', { server: httpServer() }, 'fine'],
    ['403 to a stranger', { server: httpServer({ status: 403 }, failure('RP_ACCESS_REFUSED')) }, 'fine'],
    [
      '403 to our login',
      { server: httpServer({ status: 403 }, { ...failure('RP_ACCESS_REFUSED'), ...given }) },
      'unknown',
    ],
    ['lists to our login alone', { server: httpServer({ strangerStatus: 401 }, given) }, 'fine'],
    ['no stranger asked', { server: httpServer({}, given) }, 'unknown'],
    ['broken off', { server: httpServer({}, failure('RP_TRANSFER_BROKEN')) }, 'unknown'],
    ['not reached', { server: httpServer(null, failure()) }, 'unknown'],
  ],
  'http.unauthenticated-download': [
    ['a file came', { server: httpServer({ strangerReads: { path: '/pub/a.csv' } }) }, ['high', 'proven']],
    ['asked for a login', { server: httpServer({ status: 401 }, failure('RP_ACCESS_REFUSED')) }, 'fine'],
    ['asked for a login where ours is given', { server: httpServer({ strangerStatus: 401 }, given) }, 'fine'],
    ['every file is refused', { server: httpServer({ strangerReadRefused: 2 }) }, 'fine'],
    [
      'only the listing is gone',
      { server: httpServer({ status: 403 }, failure('RP_ACCESS_REFUSED')) },
      'unknown',
    ],
    ['not tried', { server: httpServer() }, 'unknown'],
    [
      'refused, with a login given and nothing listed',
      { server: httpServer({ strangerReadRefused: 1 }, given) },
      'fine',
    ],
    [
      'refused, with other files listed',
      { server: httpServer({ strangerReadRefused: 1, openListings: listing }, given) },
      'unknown',
    ],
    ['not reached', { server: httpServer(null, failure()) }, 'unknown'],
  ],
  'http.open-bucket': [
    ['lists', { server: httpServer({ bucket: 's3', openListings: listing }) }, ['high', 'proven']],
    ['refused', { server: httpServer({ status: 403 }, failure('RP_ACCESS_REFUSED')) }, 'fine'],
    [
      'lists to our login alone',
      { server: httpServer({ bucket: 's3', strangerStatus: 403 }, given) },
      'fine',
    ],
    ['lists to our login, and no stranger asked', { server: httpServer({ bucket: 's3' }, given) }, 'unknown'],
    ['no bucket', { server: httpServer({ openListings: listing }) }, 'fine'],
    ['broken off', { server: httpServer({}, failure()) }, 'unknown'],
    ['not reached', { server: httpServer(null, failure()) }, 'unknown'],
  ],
  'http.webdav-open': [
    [
      'lists',
      { server: httpServer({ webdav: { listed: true, claimsMethods: ['GET'] } }) },
      ['medium', 'proven'],
    ],
    [
      'lists and claims to write',
      { server: httpServer({ webdav: { listed: true, claimsMethods: ['PUT'] } }) },
      ['high', 'proven'],
    ],
    [
      'claims to write',
      { server: httpServer({ webdav: { listed: false, claimsMethods: ['GET', 'PUT'] } }) },
      ['low', 'claimed'],
    ],
    [
      'claims what it refuses',
      { server: httpServer({ webdav: { listed: false, claimsMethods: ['PROPFIND', 'DELETE'] } }) },
      'fine',
    ],
    ['none', { server: httpServer({ webdav: { listed: false, claimsMethods: ['GET', 'HEAD'] } }) }, 'fine'],
    ['not tried', { server: httpServer() }, 'unknown'],
    ['not reached', { server: httpServer(null, failure()) }, 'unknown'],
  ],
  'http.clear-text': [
    ['stays on http', { server: httpServer({ redirectsToTls: false }) }, ['medium', 'proven']],
    ['our login went that way', { server: httpServer({ redirectsToTls: false }, given) }, ['high', 'proven']],
    ['sends on to https', { server: httpServer({ redirectsToTls: true }) }, 'fine'],
    ['is https', { server: httpServer({ isClearText: false }) }, 'fine'],
    ['not to be told', { server: httpServer() }, 'unknown'],
    ['not reached', { server: httpServer(null, failure()) }, 'unknown'],
  ],
  'tls.certificate': [
    [
      'expired',
      {
        server: ftpServer(
          {},
          { tls: tlsFacts({ problem: 'CERT_HAS_EXPIRED', validTo: '2026-11-01T00:00:00.000Z' }) },
        ),
      },
      ['medium', 'proven'],
    ],
    [
      'expired, which ends the visit',
      {
        server: ftpServer(null, {
          ...failure('RP_TLS_NOT_TRUSTED'),
          tls: tlsFacts({ problem: 'CERT_HAS_EXPIRED' }),
        }),
      },
      ['medium', 'proven'],
    ],
    [
      'for another host',
      { server: ftpServer({}, { tls: tlsFacts({ isForHost: false }) }) },
      ['medium', 'proven'],
    ],
    [
      'ends in 29 days',
      { server: ftpServer({}, { tls: tlsFacts({ validTo: '2026-12-22T11:00:00.000Z' }) }) },
      ['low', 'proven'],
    ],
    [
      'ends in 30 days',
      { server: ftpServer({}, { tls: tlsFacts({ validTo: '2026-12-22T12:00:00.000Z' }) }) },
      'fine',
    ],
    ['holds', { server: ftpServer({}, { tls: tlsFacts() }) }, 'fine'],
    ['no TLS', { server: ftpServer() }, 'unknown'],
  ],
  'tls.outdated': [
    [
      'TLS 1.0 accepted',
      { server: ftpServer({}, { tls: tlsFacts({ outdatedAccepted: ['TLSv1'] }) }) },
      ['medium', 'proven'],
    ],
    [
      'TLS 1.1 negotiated',
      { server: ftpServer({}, { tls: tlsFacts({ protocol: 'TLSv1.1', outdatedAccepted: null }) }) },
      ['medium', 'proven'],
    ],
    ['none accepted', { server: ftpServer({}, { tls: tlsFacts() }) }, 'fine'],
    ['not tried', { server: ftpServer({}, { tls: tlsFacts({ outdatedAccepted: null }) }) }, 'unknown'],
    ['no TLS', { server: ftpServer() }, 'unknown'],
  ],
  'sweep.unreachable': [
    ['no answer', { server: ftpServer(null, failure()) }, ['low', 'proven']],
    [
      'a broken certificate',
      { server: ftpServer(null, failure('RP_TLS_NOT_TRUSTED')) },
      ['medium', 'proven'],
    ],
    [
      'our login is refused',
      { server: ftpServer({}, { ...failure('RP_ACCESS_REFUSED'), ...given }) },
      ['medium', 'proven'],
    ],
    [
      'strangers are refused, as they should',
      { server: ftpServer({}, failure('RP_ACCESS_REFUSED')) },
      'fine',
    ],
    ['our own limit', { server: ftpServer({}, failure('RP_BUDGET_SPENT')) }, 'fine'],
    ['reached', {}, 'fine'],
    ['cancelled', { server: ftpServer(null, failure('RP_CANCELLED')) }, 'unknown'],
  ],
  'sweep.changed': [
    ['a file was added', { changes: { added: 1, changed: 0, gone: 0 } }, ['info', 'proven']],
    ['half of the files are gone', { changes: { added: 0, changed: 0, gone: 5 } }, ['low', 'proven']],
    ['other software', { server: ftpServer({}, { software: 'ProFTPD' }) }, ['info', 'proven']],
    ['another certificate', { previous, server: ftpServer({}, { tls: tlsFacts() }) }, ['low', 'proven']],
    [
      'another certificate, which ends the visit',
      { previous, server: ftpServer(null, { ...failure('RP_TLS_NOT_TRUSTED'), tls: tlsFacts() }) },
      ['low', 'proven'],
    ],
    ['nothing', {}, 'fine'],
    ['software that is not told any more', { server: ftpServer({}, { software: null }) }, 'fine'],
    ['the first sweep', { previous: null, changes: { added: 9, changed: 0, gone: 0 } }, 'unknown'],
    ['not reached', { server: ftpServer(null, failure()) }, 'unknown'],
  ],
};

/** Every case of every detector that looks at the server alone. */
export const ENDPOINT_CASES: readonly EndpointCase[] = Object.entries(ROWS).flatMap(([code, rows]) =>
  rows.map(([name, context, verdict]) => ({
    code: code as ExposureCode,
    name,
    context: contextOf(context),
    verdict,
  })),
);
