import type { LogLevel } from '../core/log.ts';
import type { DueOutcome } from '../jobs/sweep-due.ts';
import type { BackupReport } from '../reports/backup-report.ts';
import type { DemoReport } from '../reports/demo-report.ts';
import type { DoctorReport } from '../reports/doctor-report.ts';
import type { EndpointSummary, ForgottenEndpoint, MandateSummary } from '../reports/endpoint.ts';
import type { Explanation } from '../reports/explanation.ts';
import type { ExposureReport } from '../reports/exposure.ts';
import type { Report } from '../reports/report.ts';
import type {
  AddEndpointRequest,
  AddMandateRequest,
  AddTableRequest,
  CheckRequest,
  DemoRequest,
  InitRequest,
  RefreshTableRequest,
  ReportSummary,
  RunOptions,
  ScanRequest,
  ServeRequest,
  ServeRun,
} from '../reports/requests.ts';
import type { ForgottenSuspect, SuspectSummary } from '../reports/suspect-summary.ts';
import type { SweepReport } from '../reports/sweep.ts';
import type {
  DeclarationReport,
  ForgottenTable,
  InitReport,
  TableReport,
  TableSummary,
} from '../reports/table-report.ts';

/**
 * Everything that the command line asks for, and nothing of how it is done. Opening it is cheap: the home and the key
 * are opened by the first request that needs them, so that `init`, `demo` and `doctor` work without either.
 *
 * Every request fails with a RowprintError when it cannot be done as asked (exit 2, nothing changed), with
 * CancelledError after its signal fired, and with anything else only for a bug.
 */
export interface Application {
  /** What the settings say; at 'debug' and 'trace' the causes of failures are named. */
  readonly logLevel: LogLevel;

  /** Creates home and key file. Refuses to overwrite either. */
  init(request: InitRequest): Promise<InitReport>;

  /** Fingerprints a table; nothing of it is known before all of it is. */
  addTable(request: AddTableRequest, run: RunOptions): Promise<TableReport>;
  /** A new snapshot; the earlier ones stay. */
  refreshTable(request: RefreshTableRequest, run: RunOptions): Promise<TableReport>;
  /** By name. */
  listTables(): Promise<readonly TableSummary[]>;
  /** Notes which columns extracts of a table are meant to hold; null: all of them. */
  declareColumns(name: string, columns: readonly string[] | null): Promise<DeclarationReport>;
  /** Erases the table with all its prints. */
  forgetTable(name: string): Promise<ForgottenTable>;

  /** By name. */
  listSuspects(): Promise<readonly SuspectSummary[]>;
  /** Erases a kept suspect with its print. */
  forgetSuspect(name: string): Promise<ForgottenSuspect>;

  /** Compares one file with everything known and stores the report. */
  check(request: CheckRequest, run: RunOptions): Promise<Report>;
  /** A stored report, by its id or an unambiguous start of it. */
  report(id: string): Promise<Report>;
  /**
   * The primary keys of the rows of a table that the report found, as CSV in pieces; only where the table was added with
   * a key column.
   */
  affected(id: string, table: string): AsyncIterable<string>;
  /** Newest first. */
  listReports(): Promise<readonly ReportSummary[]>;
  /** A row (1-based) of the report's suspect against the print called `against`, else the one it fits best. */
  explain(id: string, row: number, against?: string): Promise<Explanation>;

  /** Allows something to be contacted; replaces a mandate for the same target. */
  addMandate(request: AddMandateRequest): Promise<void>;
  listMandates(): Promise<readonly MandateSummary[]>;
  removeMandate(target: string): Promise<void>;

  /** Registers a server; nothing is contacted. */
  addEndpoint(request: AddEndpointRequest): Promise<EndpointSummary>;
  /** By name. */
  listEndpoints(): Promise<readonly EndpointSummary[]>;
  /** The last sweep that ended, with the files as they are known now. */
  lastSweep(name: string): Promise<SweepReport>;
  /** Requests and replies of the last sweep that ended. */
  transcript(name: string): Promise<readonly string[]>;
  /** Erases an endpoint with all that is known of it. */
  forgetEndpoint(name: string): Promise<ForgottenEndpoint>;

  /** One sweep now; of a URL that is not registered, registers it. A server that fails is an answer. */
  scan(request: ScanRequest, run: RunOptions): Promise<SweepReport>;
  /** Sweeps every endpoint that is due, one after the other; tells each as it ends. */
  sweepDue(run: RunOptions, onOutcome: (outcome: DueOutcome) => Promise<void>): Promise<void>;
  /** Of one endpoint or all, closed ones too, worst first. */
  listExposures(endpoint?: string): Promise<readonly ExposureReport[]>;

  /** Copies the database into a new file, whoever writes to it meanwhile, and verifies the copy. */
  backUp(file: string, run: RunOptions): Promise<BackupReport>;
  /** Makes the home from such a file. Refuses one that exists, another key, and a file with a fault anywhere. */
  restore(file: string, run: RunOptions): Promise<BackupReport>;

  /** Looks at the installation; a broken one is an answer, not a failure. */
  doctor(): Promise<DoctorReport>;
  /** Builds the model case with generated people, runs the main job on it, and keeps the truth beside it. */
  demo(request: DemoRequest, run: RunOptions): Promise<DemoReport>;

  /**
   * Answers requests until the signal fires; makes home and key where there are none. Ends once what is under way is
   * done, or put back. @throws {UsageError} the address cannot be listened on
   */
  serve(request: ServeRequest, run: ServeRun): Promise<void>;

  /** Lets go of database and connections. Safe to call twice. */
  close(): Promise<void>;
}

/** What the command line says about where things are; the rest comes from the settings. */
export interface ApplicationOptions {
  readonly home?: string;
  readonly keyFile?: string;
  /** Show all details, whatever the settings say. */
  readonly debug: boolean;
}

/** Puts the application together. @throws {UsageError} for a setting that does not hold. */
export type OpenApplication = (options: ApplicationOptions) => Promise<Application>;
