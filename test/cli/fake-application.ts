import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import type { Application, ApplicationOptions } from '../../src/cli/application.ts';
import type { OutputStream } from '../../src/cli/output.ts';
import { run } from '../../src/cli/run.ts';
import type { CliHost } from '../../src/cli/session.ts';
import type { BackupReport } from '../../src/reports/backup-report.ts';
import { sampleExplanation, sampleReport, sampleTable } from '../reports/sample-report.ts';
import { sampleEndpoint, sampleSweep } from '../reports/sample-sweep.ts';

function sampleBackup(schema: BackupReport['schema'], file: string): BackupReport {
  return {
    schema,
    file,
    home: '/tmp/home',
    homeId: 'h_20261122_00000000000000',
    keyId: '0123456789abcdef',
    bytes: 7_793_173,
    elapsedMs: 1200,
    notIncluded: ['key', 'spool'],
  };
}

/** An application whose every request succeeds at once, unless a test says otherwise. */
export function fakeApplication(part: Partial<Application> = {}): Application {
  return {
    logLevel: 'warn',
    init: async () => ({ home: '/tmp/home', keyFile: '/tmp/key', keyId: '0123456789abcdef' }),
    addTable: async () => sampleTable(),
    refreshTable: async () => sampleTable(),
    listTables: async () => [
      {
        name: 'lab_a',
        controller: 'Laboratory A',
        source: 'lab-a.csv',
        snapshotAt: '2026-11-20T14:03:00.000Z',
        rows: 40000,
        persons: 39800,
        snapshots: 2,
        keepsKeys: true,
        declared: null,
      },
    ],
    serve: async () => {},
    declareColumns: async (name, columns) => ({
      schema: 'rowprint.declaration/1',
      name,
      declared: columns,
      undeclared: columns === null ? [] : ['COMMENTAIRE'],
    }),
    forgetTable: async (name) => ({ name, prints: 2 }),
    listSuspects: async () => [
      { name: 'forum', sha256: 'ab'.repeat(32), keptAt: '2026-11-20T14:03:00.000Z', rows: 50167 },
    ],
    forgetSuspect: async (name) => ({ name, prints: 1 }),
    check: async () => sampleReport(),
    report: async () => sampleReport(),
    listReports: async () => [
      {
        id: 'r_20261122_k3f9',
        createdAt: '2026-11-22T01:33:00.000Z',
        suspect: 'leak.txt',
        rows: 50167,
        rowsExplained: 18914,
        persons: 17970,
        complete: true,
      },
    ],
    async *affected() {
      yield 'ID\r\n';
      yield 'A-1\r\n';
    },
    explain: async () => sampleExplanation(),
    addMandate: async () => {},
    listMandates: async () => [
      {
        target: 'ftp.example.org',
        owner: 'Processor X',
        reference: 'contract 17',
        until: '2027-03-31',
        holds: true,
      },
    ],
    removeMandate: async () => {},
    addEndpoint: async ({ name, url }) => ({ ...sampleEndpoint(), name, url }),
    listEndpoints: async () => [sampleEndpoint()],
    lastSweep: async () => sampleSweep(),
    transcript: async () => ['3 > USER anonymous', '5 < 331 Please specify the password.'],
    forgetEndpoint: async (name) => ({ name, prints: 3 }),
    scan: async () => sampleSweep(),
    sweepDue: async () => {},
    listExposures: async () => sampleSweep().exposures,
    backUp: async (file) => sampleBackup('rowprint.backup/1', file),
    restore: async (file) => sampleBackup('rowprint.restore/1', file),
    doctor: async () => ({
      schema: 'rowprint.doctor/1',
      ok: true,
      checks: [{ id: 'node', title: 'Node.js', state: 'ok', found: '20.20.2', wayOut: null }],
    }),
    demo: async (request) => ({
      schema: 'rowprint.demo/1',
      folder: '/tmp/demo',
      seed: request.seed,
      tables: [sampleTable()],
      sweeps: [sampleSweep()],
      exposures: sampleSweep().exposures,
      report: sampleReport(),
      truth: [{ what: 'rows from Laboratory A', found: 18914, truth: 18920 }],
      attributionTruth: [{ what: 'rows of the leak on processor', found: 45_300, truth: 45_311 }],
      elapsedMs: 21_000,
    }),
    close: async () => {},
    ...part,
  };
}

/** Remembers what was written to it. */
export class MemoryStream extends Writable implements OutputStream {
  text = '';
  isTTY = false;
  columns = 100;

  override _write(chunk: Buffer, _encoding: string, done: (failure?: Error | null) => void): void {
    this.text += chunk.toString('utf8');
    done();
  }

  /** What progress libraries ask of a terminal. */
  getWindowSize(): [number, number] {
    return [this.columns, 24];
  }

  hasColors(): boolean {
    return false;
  }
}

/** What a command line did. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The options the application was opened with; null when it was not opened. */
  readonly opened: ApplicationOptions | null;
  /** How often the application was closed. */
  readonly closed: number;
  /** What the process would have been killed with. */
  readonly killed: readonly number[];
}

/** Parts of the surroundings that a test may replace. */
export interface Surroundings {
  readonly application?: Partial<Application>;
  readonly host?: Partial<CliHost>;
  readonly stdout?: MemoryStream;
  readonly stderr?: MemoryStream;
  readonly signals?: EventEmitter;
}

/** Runs a command line in this process against a fake application. */
export async function runCli(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const stdout = surroundings.stdout ?? new MemoryStream();
  const stderr = surroundings.stderr ?? new MemoryStream();
  const killed: number[] = [];
  let opened: ApplicationOptions | null = null;
  let closed = 0;
  const application = fakeApplication({
    close: async () => {
      closed++;
    },
    ...surroundings.application,
  });
  const exitCode = await run(argv, {
    stdout,
    stderr,
    signals: surroundings.signals ?? new EventEmitter(),
    kill: (code) => killed.push(code),
    nowMs: () => 0,
    openApplication: async (options) => {
      opened = options;
      return application;
    },
    ...surroundings.host,
  });
  return { exitCode, stdout: stdout.text, stderr: stderr.text, opened, closed, killed };
}
