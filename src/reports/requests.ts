import type { ProgressListener } from '../core/progress.ts';
import type { RunHold } from '../core/run-hold.ts';

/** How a long request is watched and stopped. */
export interface RunOptions {
  /** Fires on Ctrl-C. The request then fails with CancelledError and leaves everything as before. */
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
  /** Somebody looks at the progress: what is only for their eyes is worth a few seconds of a long run. */
  readonly isWatched?: boolean;
  /** The run of the queue that this is: told what was made in the transaction that makes it visible. */
  readonly hold?: RunHold;
}

/** `init`. */
export interface InitRequest {
  /** Bind the new home to the key that exists already, instead of making one. */
  readonly useExistingKey: boolean;
}

/** `table add`. */
export interface AddTableRequest {
  readonly name: string;
  /** As typed; may hold a password, so it is never printed. */
  readonly source: string;
  readonly controller?: string;
  /** The column that numbers the table's persons. */
  readonly keyColumn?: string;
  /** Column name -> field id. @throws {UsageError} by the receiver, for an unknown column or field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly ignoredColumns: readonly string[];
  /** Columns that extracts of the table may hold; absent: all of them, and no other. */
  readonly declaredColumns?: readonly string[];
  /** Accept a table whose columns identify nobody. */
  readonly force: boolean;
}

/** `table refresh`. */
export interface RefreshTableRequest {
  readonly name: string;
  /** Read from here instead, and from now on. */
  readonly source?: string;
}

/** `check`, for one file. */
export interface CheckRequest {
  readonly file: string;
  /** Names of tables, endpoints or kept suspects; everything known where absent. */
  readonly against?: readonly string[];
  /** Keep the suspect's print under this name. */
  readonly keep?: string;
  /** Of an archive. Never printed. */
  readonly password?: string;
  /** Allow half an expected chance match in the whole comparison, instead of a share of the rows claimed. */
  readonly strict?: boolean;
  /** Do not read the file whole: estimate from random blocks of so many bytes in all, or as many as are usual. */
  readonly estimate?: { readonly bytes?: number };
}

/** A check of one source, wherever its bytes are. */
export type SourceCheck = Omit<CheckRequest, 'file' | 'password'>;

/** `demo`. */
export interface DemoRequest {
  /** Where the files go; a folder of the receiver's choice where absent. */
  readonly folder?: string;
  readonly seed: number;
}

/** A stored report as `report` lists it. */
export interface ReportSummary {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly suspect: string;
  readonly rows: number;
  readonly rowsExplained: number;
  readonly persons: number;
  /** Whether everything was read. */
  readonly complete: boolean;
}

/** `scope add`. */
export interface AddMandateRequest {
  /** Host, host with port, or range of addresses. */
  readonly target: string;
  readonly owner: string;
  readonly reference: string;
  /** Last day, 'YYYY-MM-DD'. */
  readonly until: string;
}

/** `endpoint add`. */
export interface AddEndpointRequest {
  readonly name: string;
  /** Without credentials. */
  readonly url: string;
  /** Cron expression; swept only when asked for where absent. */
  readonly every?: string;
  /** IANA name; UTC where absent. */
  readonly timeZone?: string;
  /** Minutes by which each run may start later. */
  readonly jitterMinutes?: number;
  /** File with the login. */
  readonly loginFile?: string;
  readonly allowsClearTextLogin: boolean;
  /** SHA-256 of a certificate that is accepted although it does not hold. */
  readonly acceptedCertificate?: string;
  /** List files and read none. */
  readonly listsOnly: boolean;
  /** Day on which extracts were to be gone, 'YYYY-MM-DD'. */
  readonly extractsEndAt?: string;
  readonly staleAfterDays?: number;
}

/** `scan`. */
export interface ScanRequest {
  /** Name of an endpoint, or a URL; the URL may hold a login, which is used once and not kept. */
  readonly endpoint: string;
}

/** `serve`. */
export interface ServeRequest {
  /** Address to listen on; the setting's where absent. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port?: number;
}

/** What a service that listens says of itself: `rowprint.serve/1`. */
export interface ServeReport {
  readonly schema: 'rowprint.serve/1';
  /** 'http://127.0.0.1:7411' */
  readonly url: string;
  readonly home: string;
  readonly keyFile: string;
  /** Whether the home was made just now, and whether its key was. */
  readonly isNewHome: boolean;
  readonly isNewKey: boolean;
  /** What a person has to know or do next, in sentences: the link for the first account. */
  readonly notes: readonly string[];
}

/** How a service is told to end, and what it tells once it listens. */
export interface ServeRun {
  readonly signal: AbortSignal;
  readonly onListening: (report: ServeReport) => Promise<void>;
}

/** Somebody is to get an account, or a new link to it. */
export interface InviteRequest {
  readonly name: string;
  /** Left out: viewer for a new account; one that is there keeps its role. */
  readonly role?: 'viewer' | 'analyst' | 'responder' | 'admin';
  /** Left out: all for a new account; one that is there keeps them. */
  readonly controllers?: readonly string[];
}

/** The one-time link, for setting a password. */
export interface Invited {
  readonly name: string;
  readonly role: string;
  /** Whole where the settings say where people reach the service, else from its slash. */
  readonly link: string;
  readonly expiresAt: string;
}
