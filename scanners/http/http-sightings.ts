import { RowprintError } from '../../src/core/errors.ts';
import type { HttpObservations, OutsideRoot, ServerObservations, TlsObservation } from '../observations.ts';
import type { Target } from '../scanner.ts';
import type { HttpReply } from './reply.ts';
import { shownTarget } from './shown-target.ts';

/** Gathers what a visit sees, for its observations. */
export interface HttpSightings {
  sawHandshake(origin: string, seen: TlsObservation): void;
  /** Every reply. */
  sawReply(reply: HttpReply): void;
  /** The reply to the target's own URL, after redirects. */
  sawStart(status: number): void;
  /** The same, where only the probe is without a login. */
  sawStrangerStart(status: number): void;
  /** A stranger asked for a file and was refused. */
  sawStrangerRefused(): void;
  /** The first reply of all to the target's URL: whether an http: server sends clients on to https:. */
  sawStartRedirect(location: string | null): void;
  /** A folder was listed to a stranger. */
  sawOpenListing(path: string, dialect: string): void;
  sawBucket(bucket: string): void;
  sawStrangerRead(path: string): void;
  sawMethods(methods: readonly string[]): void;
  sawWebdavListing(): void;
  sawRedirectOutOfScope(location: string): void;
  sawOutsideRoot(seen: OutsideRoot): void;
  sawOutdatedTls(versions: readonly string[]): void;
  /** What ended the visit. */
  failed(failure: unknown): void;
  /** Null until there was a reply. */
  status(): number | null;
  hasStrangerRead(): boolean;
  observations(): ServerObservations;
}

const MOST_EXAMPLES = 10;
const MOST_SOFTWARE_CHARS = 200;
const MOST_LOCATION_CHARS = 300;
/** More than a detector shows. */
const MOST_OUTSIDE_ROOT = 20;

/** Nothing seen yet. */
export function createHttpSightings(target: Target): HttpSightings {
  const { url } = target;
  let failure: ServerObservations['failure'] = null;
  let software: string | null = null;
  let tls: { readonly origin: string; readonly seen: TlsObservation } | null = null;
  let outdated: readonly string[] | null = null;
  let hasReply = false;
  const dialects = new Set<string>();
  const openListings = createExamples();
  const redirectsOutOfScope = createExamples();
  const outsideRoot: OutsideRoot[] = [];
  const seen: {
    -readonly [K in 'status' | 'strangerReads' | 'bucket' | 'redirectsToTls']: HttpObservations[K];
  } = { status: 0, strangerReads: null, bucket: null, redirectsToTls: null };
  let isClearText = url.protocol === 'http:';
  let webdav: HttpObservations['webdav'] = null;
  let strangerStatus: number | null = null;
  let strangerReadRefused = 0;
  return {
    sawHandshake(origin, handshake) {
      // The target's own certificate counts, not one that a redirect led to.
      if (tls === null || (origin === url.origin && tls.origin !== url.origin))
        tls = { origin, seen: handshake };
    },
    sawReply(reply) {
      hasReply = true;
      seen.status ||= reply.status;
      if (reply.status < 300 && reply.resource.origin.startsWith('http:')) isClearText = true;
      software ??= printable(reply.header('server'), MOST_SOFTWARE_CHARS);
    },
    sawStart(status) {
      seen.status = status;
    },
    sawStrangerStart(status) {
      strangerStatus = status;
    },
    sawStrangerRefused() {
      strangerReadRefused++;
    },
    sawStartRedirect(location) {
      if (url.protocol === 'http:') seen.redirectsToTls ??= /^https:/i.test(location ?? '');
    },
    sawOpenListing(path, dialect) {
      openListings.add(path);
      dialects.add(dialect);
    },
    sawBucket: (bucket) => {
      seen.bucket ??= bucket;
    },
    sawStrangerRead: (path) => {
      seen.strangerReads ??= { path };
    },
    sawMethods(claimsMethods) {
      webdav = { listed: webdav?.listed ?? false, claimsMethods };
    },
    sawWebdavListing() {
      webdav = { listed: true, claimsMethods: webdav?.claimsMethods ?? [] };
    },
    sawRedirectOutOfScope: (location) => redirectsOutOfScope.add(shownLocation(location)),
    sawOutsideRoot(found) {
      const isKnown = outsideRoot.some(({ path, proof }) => path === found.path && proof === found.proof);
      if (!isKnown && outsideRoot.length < MOST_OUTSIDE_ROOT) outsideRoot.push(found);
    },
    sawOutdatedTls: (versions) => {
      outdated = versions;
    },
    failed(cause) {
      if (cause instanceof RowprintError) failure ??= { code: cause.code, message: cause.message };
    },
    status: () => (hasReply ? seen.status : null),
    hasStrangerRead: () => seen.strangerReads !== null,
    observations: () => ({
      url: shownUrl(url),
      protocol: 'http',
      login: target.login === null ? 'none' : 'given',
      failure,
      software,
      tls: tls === null ? null : { ...tls.seen, outdatedAccepted: outdated },
      ftp: null,
      http: !hasReply
        ? null
        : {
            ...seen,
            strangerReadRefused,
            ...(strangerStatus === null ? {} : { strangerStatus }),
            isClearText,
            webdav,
            openListings: { ...openListings.examples(), dialects: [...dialects] },
            redirectsOutOfScope: redirectsOutOfScope.examples(),
            outsideRoot: [...outsideRoot],
          },
    }),
  };
}

/** Counts, and keeps the first few that differ. */
function createExamples() {
  const first: string[] = [];
  let count = 0;
  return {
    add(example: string): void {
      count++;
      if (first.length < MOST_EXAMPLES && !first.includes(example)) first.push(example);
    },
    examples: () => ({ count, first: [...first] }),
  };
}

function printable(text: string | null, mostChars: number): string | null {
  return text === null ? null : text.replace(/[\p{C}\u2028\u2029]/gu, '?').slice(0, mostChars);
}

/** What a stranger wrote, without the credentials that may be in it. */
function shownLocation(location: string): string {
  const withoutLogin = location.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*@/i, '$1//***@');
  return printable(shownTarget(withoutLogin), MOST_LOCATION_CHARS)!;
}

function shownUrl(url: URL): string {
  return url.origin + shownTarget(url.pathname + url.search);
}
