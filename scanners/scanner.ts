import type { Clock } from '../src/core/clock.ts';
import type { Secret } from '../src/core/secret.ts';
import type { ServerObservations } from './observations.ts';
import type { Budget } from './shared/budget.ts';
import type { Dialer } from './shared/dialer.ts';
import type { Pace } from './shared/pace.ts';
import type { Transcript } from './shared/transcript.ts';

/** How the user lets a server know who asks. Never stored, never shown. */
export type Login =
  | { readonly kind: 'password'; readonly user: Secret; readonly password: Secret }
  | { readonly kind: 'bearer'; readonly token: Secret }
  | { readonly kind: 'header'; readonly name: string; readonly value: Secret };

/** What is visited, and what the user allows there. */
export interface Target {
  /** Without credentials. Its path is where listing starts, or the one file. */
  readonly url: URL;
  /** Null: as anybody could. */
  readonly login: Login | null;
  /** Send the login without TLS where the server offers none. */
  readonly allowsClearTextLogin: boolean;
  /** SHA-256 of a certificate that is accepted although it does not hold, lower-case hex; null: none. */
  readonly acceptedCertificate: string | null;
  /** Asked of a server as a name, and what a contact in FTP's anonymous password and HTTP's user agent says. */
  readonly contact: string;
}

/** What every visit is given. All network traffic goes through the dialer, all waiting through pace and budget. */
export interface ScanTools {
  readonly dialer: Dialer;
  readonly budget: Budget;
  readonly pace: Pace;
  readonly transcript: Transcript;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** A file that the server named. */
export interface ListedFile {
  readonly kind: 'file';
  /** Identity within the endpoint: see shared/remote-path.ts. From the server's root, starts with '/'. */
  readonly path: string;
  /** What the scanner needs to fetch it, exactly as the server gave it; opaque to everybody else. */
  readonly ref: string;
  /** Null where the server does not say, or says it rounded. */
  readonly bytes: number | null;
  /** ISO 8601 in UTC; null where not told. Minutes or days only where the listing has no more. */
  readonly modifiedAt: string | null;
  readonly etag: string | null;
  /** Where it points, when the server says that it is a link. */
  readonly linkTarget: string | null;
}

/** Something of the server that was not listed: a refused folder, a loop that was cut, a budget that ended. */
export interface ListingGap {
  readonly kind: 'gap';
  readonly path: string;
  /** An error code (RP_…) or 'loop' (nothing is missing then: it was listed under another name). */
  readonly reason: string;
  readonly message: string;
}

/** What is asked of one file. */
export interface FetchRequest {
  readonly path: string;
  readonly ref: string;
  /** First byte, 0-based. */
  readonly start: number;
  /** Bytes wanted from there; null: to the end. The stream is ended there even if the server goes on. */
  readonly length: number | null;
  /** What the listing said of it: what is known already need not be asked for. */
  readonly listed?: { readonly bytes: number | null; readonly modifiedAt: string | null };
  /** What is known of it: a server that says that it is still the same sends nothing. */
  readonly known: { readonly etag: string | null; readonly modifiedAt: string | null } | null;
}

/** What came of it. */
export type Fetched =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'bytes';
      /** Where the chunks start: 0 where the server ignored `start`. */
      readonly start: number;
      /** Bytes of the whole file as the server says, null where it does not. */
      readonly totalBytes: number | null;
      readonly modifiedAt: string | null;
      readonly etag: string | null;
      /** @throws {TransferBrokenError} {BudgetSpentError} {ServerMisbehavedError}, after the last good byte */
      readonly chunks: AsyncIterable<Uint8Array>;
      /** After the last chunk: false where all announced bytes came but the server never said that it was done. */
      readonly isConfirmed: () => boolean;
    };

/** One visit to a server. One thing at a time: a listing is read to its end, or left, before a fetch begins. */
export interface Visit {
  /** Everything below the target, each file once, loops cut. Gaps are yielded, not thrown; @throws what ends the visit */
  list(): AsyncIterable<ListedFile | ListingGap>;
  /** @throws {AccessRefusedError} {TransferBrokenError} {ServerBusyError} {UnreachableError} {ServerMisbehavedError} */
  fetch(request: FetchRequest): Promise<Fetched>;
  /**
   * Look at what a stranger gets, within 20 requests: with a login given, too, the server is first asked without it.
   * Never writes, never guesses. Called once, after `list`.
   */
  probe(): Promise<void>;
  /** What was seen so far. */
  observations(): ServerObservations;
  /** Say goodbye; never throws. */
  close(): Promise<void>;
}

/** A protocol. Plugins are stateless. */
export interface Scanner {
  /** The same word as its folder. */
  readonly id: 'ftp' | 'http';
  /** With the colon: 'ftp:'. */
  readonly schemes: readonly string[];
  /**
   * Prepare a visit; the first request connects and logs in. What fails then is thrown by it, and what was seen until
   * then stays in `observations`. No I/O here.
   */
  open(target: Target, tools: ScanTools): Visit;
}
