import type { AssetObservation, AssetOverlap, DetectionContext } from '../../../scanners/exposure.ts';
import type {
  FtpObservations,
  HttpObservations,
  ServerObservations,
  TlsObservation,
} from '../../../scanners/observations.ts';

/** The time of every sweep in these tests. */
export const NOW = Date.parse('2026-11-22T12:00:00Z');

/** An FTP server of which nothing was tried. */
export function ftpFacts(part: Partial<FtpObservations> = {}): FtpObservations {
  return {
    anonymousLogin: null,
    anonymousReplies: [],
    anonymousLists: null,
    anonymousReads: null,
    anonymousReadRefused: 0,
    offersTls: null,
    acceptsClearTextLogin: null,
    acceptsClearTextData: null,
    announcedAddress: null,
    claimsWritable: { count: 0, first: [] },
    outsideRoot: [],
    ...part,
  };
}

/** A web server that answered the first request and of which nothing more was tried. */
export function httpFacts(part: Partial<HttpObservations> = {}): HttpObservations {
  return {
    status: 200,
    openListings: { count: 0, first: [], dialects: [] },
    strangerReads: null,
    bucket: null,
    webdav: null,
    redirectsToTls: null,
    isClearText: true,
    redirectsOutOfScope: { count: 0, first: [] },
    outsideRoot: [],
    ...part,
  };
}

/** A handshake with a certificate that holds for 300 days more. */
export function tlsFacts(part: Partial<TlsObservation> = {}): TlsObservation {
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    problem: null,
    isForHost: true,
    subject: 'CN=ftp.example.org',
    issuer: 'CN=Example CA',
    validFrom: '2026-09-18T12:00:00.000Z',
    validTo: '2027-09-18T12:00:00.000Z',
    sha256: 'a'.repeat(64),
    outdatedAccepted: [],
    ...part,
  };
}

/** An FTP server that was visited without a login and without a failure. */
export function ftpServer(
  facts: Partial<FtpObservations> | null = {},
  part: Partial<ServerObservations> = {},
): ServerObservations {
  return {
    url: 'ftp://ftp.example.org/pub/',
    protocol: 'ftp',
    login: 'none',
    failure: null,
    software: '(vsFTPd 3.0.3)',
    tls: null,
    ftp: facts === null ? null : ftpFacts(facts),
    http: null,
    ...part,
  };
}

/** A web server that was visited without a login and without a failure. */
export function httpServer(
  facts: Partial<HttpObservations> | null = {},
  part: Partial<ServerObservations> = {},
): ServerObservations {
  return {
    ...ftpServer(null),
    url: 'http://www.example.org/pub/',
    protocol: 'http',
    software: 'nginx',
    http: facts === null ? null : httpFacts(facts),
    ...part,
  };
}

/** A visit that failed. */
export function failure(code = 'RP_UNREACHABLE'): Pick<ServerObservations, 'failure'> {
  return { failure: { code, message: 'ftp.example.org:21 did not answer within 10000 ms' } };
}

/** A second sweep in which nothing changed and everything was listed. */
export function contextOf(part: Partial<DetectionContext> = {}): DetectionContext {
  return {
    nowMs: NOW,
    server: ftpServer(),
    listingIsComplete: true,
    staleAfterDays: 30,
    extractsEndAt: null,
    certificateWarningDays: 30,
    previous: {
      at: '2026-11-21T12:00:00.000Z',
      software: '(vsFTPd 3.0.3)',
      certificateSha256: null,
      assets: 10,
    },
    changes: { added: 0, changed: 0, gone: 0 },
    ...part,
  };
}

/** A file of today that was read, with two rows about nobody. */
export function assetOf(part: Partial<AssetObservation> = {}): AssetObservation {
  return {
    path: '/pub/file.csv',
    state: 'read',
    bytes: 1_000,
    modifiedAt: '2026-11-22T08:00:00.000Z',
    firstSeenAt: '2026-11-22T08:00:00.000Z',
    encryption: null,
    format: 'csv',
    rows: 2,
    columns: [
      { header: 'town', field: 'city' },
      { header: 'count', field: 'number' },
    ],
    overlaps: [],
    ...part,
  };
}

/** Rows of the table of laboratory A, far beyond chance. */
export function overlapOf(part: Partial<AssetOverlap> = {}): AssetOverlap {
  return {
    kind: 'table',
    name: 'lab_a',
    controller: 'Laboratory A',
    rowsPresent: 18_914,
    printRows: 40_000,
    printRowsFound: 17_970,
    persons: 17_970,
    expectedByChance: 0.0004,
    columns: ['NIR', 'EMAIL'],
    undeclaredColumns: [],
    ...part,
  };
}

/** An asset that nobody could look into. */
export const UNREAD: Partial<AssetObservation> = {
  state: 'skipped',
  encryption: undefined,
  format: null,
  rows: null,
  columns: [],
};

/** An asset that was read but whose content no format knows. */
export const UNKNOWN_CONTENT: Partial<AssetObservation> = { format: null, rows: null, columns: [] };

/** An asset that is encrypted well. */
export const SEALED: Partial<AssetObservation> = { ...UNKNOWN_CONTENT, encryption: 'age' };
