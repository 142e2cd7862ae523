import type { FtpObservations, OutsideRoot, ServerObservations, TlsObservation } from '../observations.ts';
import type { Target } from '../scanner.ts';
import { createReadSample, type ReadSample } from './read-sample.ts';
import type { Reply } from './reply-parser.ts';

/** Facts of FTP while they come in. */
type FtpFacts = { -readonly [Key in keyof FtpObservations]: FtpObservations[Key] };

/** Notes what a visit sees, for the observations. */
export interface VisitRecord {
  /** To be written to. Shown only once something was reached. */
  readonly ftp: FtpFacts;
  failure: ServerObservations['failure'];
  tls: TlsObservation | null;
  /** Files that a stranger's try to read may be made with. */
  readonly sample: ReadSample;
  /** The server greeted us. */
  greeted(banner: Reply): void;
  /** A name whose MLSD perm says that it may be written. */
  claimedWritable(path: string): void;
  outsideRoot(place: OutsideRoot): void;
  /** Bytes of a file came: proof for what lies outside of the root, and for what a stranger may read. */
  read(path: string, isStranger: boolean): void;
  /** Without the user's login, which servers like to repeat. */
  hide(text: string): string;
  observations(): ServerObservations;
}

const MOST_BANNER_CHARS = 200;
const MOST_EXAMPLES = 10;
/** Links can be as many as files; what is wrong shows in the first hundred. */
const MOST_OUTSIDE = 100;

/** Begin to note a visit. */
export function createVisitRecord(target: Target): VisitRecord {
  const writable = { count: 0, first: [] as string[] };
  const outside: OutsideRoot[] = [];
  const secrets =
    target.login?.kind === 'password' ? [target.login.password.reveal(), target.login.user.reveal()] : [];
  let software: string | null = null;
  let isReached = false;
  const ftp = unknownFacts(writable, outside);

  const record: VisitRecord = {
    ftp,
    failure: null,
    tls: null,
    sample: createReadSample(),
    greeted(banner) {
      isReached = true;
      software = printable(banner.lines.join(' '));
    },
    claimedWritable(path) {
      if (writable.count++ < MOST_EXAMPLES) writable.first.push(path);
    },
    outsideRoot(place) {
      if (outside.length < MOST_OUTSIDE && !outside.some(({ path }) => path === place.path))
        outside.push(place);
    },
    read(path, isStranger) {
      if (isStranger) ftp.anonymousReads ??= { path };
      for (const [at, place] of outside.entries())
        if (path === place.path || path.startsWith(`${place.path}/`))
          outside[at] = { ...place, proof: 'read' };
    },
    hide: (text) =>
      secrets.reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '***')), text),
    observations: () => ({
      url: withoutLogin(target.url),
      protocol: 'ftp',
      login: target.login === null ? 'none' : 'given',
      failure: record.failure,
      software,
      tls: record.tls,
      ftp: isReached
        ? { ...ftp, claimsWritable: { ...writable, first: [...writable.first] }, outsideRoot: [...outside] }
        : null,
      http: null,
    }),
  };
  return record;
}

function unknownFacts(claimsWritable: FtpFacts['claimsWritable'], outsideRoot: OutsideRoot[]): FtpFacts {
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
    claimsWritable,
    outsideRoot,
  };
}

/** Bytes as latin1, in the encoding that they are in: UTF-8 where they are that. Null where nothing can be shown. */
function printable(bytes: string): string | null {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  const shown = (text.includes('\uFFFD') ? bytes : text)
    .replace(/[\p{C}\u2028\u2029]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return shown === '' ? null : [...shown].slice(0, MOST_BANNER_CHARS).join('');
}

function withoutLogin(url: URL): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}
