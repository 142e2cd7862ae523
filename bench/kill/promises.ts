import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { StoredReport } from '../../src/pipelines/stored-report.ts';
import type { RunRecord } from '../../src/store/run-records.ts';
import type { SuspectFileRecord } from '../../src/store/suspect-file-records.ts';
import { ENDPOINT, type KillHome, TABLE } from './kill-home.ts';

/** Something that has to hold after all the kills. */
export interface KeptPromise {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** What was ordered. */
export interface Ordered {
  /** By run: which kind of check it is. */
  readonly checks: ReadonlyMap<string, string>;
  readonly keeping: number;
  readonly refreshes: number;
  readonly sweeps: number;
  /** Files on the server. */
  readonly files: number;
}

/** Names and times that differ from run to run, and say nothing of what was found. */
const OWN = new Set(['id', 'createdAt', 'snapshotAt', 'elapsedMs', 'asOf']);

/** What a report says, without its id and times. */
export async function saidBy({ store }: KillHome, { result }: RunRecord): Promise<string> {
  const { report } = (await store.reports.get(result!.report!)).report as StoredReport;
  return JSON.stringify(report, (name, value: unknown) => (OWN.has(name) ? undefined : value));
}

/** What the last sweep knows of each file, and how much of the table is in it: path, state, versions, overlap. */
export function saidBySweeps({ path }: KillHome): string {
  const raw = new Sqlite(join(path, 'rowprint.db'), { readonly: true });
  try {
    const rows = raw
      .prepare(
        `select a.path, a.state, v.number, v.sha256, c.result, hex(c.found_rows) as found
         from assets a join asset_versions v on v.id = a.version_id
         join version_prints vp on vp.version_id = v.id
         join comparisons c on c.version_id = v.id
         join prints p on p.id = c.print_id and p.kind = 'table'
         where p.id = (select id from prints where kind = 'table' order by snapshot_at desc, committed_at desc limit 1)
         order by a.path`,
      )
      .all();
    return JSON.stringify(rows, (name, value: unknown) => (name === 'state' ? undefined : value));
  } finally {
    raw.close();
  }
}

/** Look whether everything that was promised holds. */
export async function promisesKept(
  home: KillHome,
  runs: readonly RunRecord[],
  ordered: Ordered,
  undisturbed: { readonly reports: Readonly<Record<string, string>>; readonly sweeps: string },
): Promise<readonly KeptPromise[]> {
  const { store } = home;
  const table = await store.tables.get(TABLE);
  const endpoint = await store.endpoints.get(ENDPOINT);
  const sweeps = await store.sweeps.list(endpoint.id);
  const checks = runs.filter(({ kind }) => kind === 'check');
  const reports = await Promise.all(
    checks.map(async (run) => ({ kind: ordered.checks.get(run.id) ?? '', said: await saidBy(home, run) })),
  );
  const present = await store.suspectFiles.list({ presentOnly: true });
  const count = (what: string, expected: number, found: number): KeptPromise => ({
    what,
    expected: String(expected),
    found: String(found),
  });
  // The first one added the table.
  const total = 1 + ordered.checks.size + ordered.refreshes + ordered.sweeps;
  return [
    // An order whose answer was lost, and that was asked again, is one run.
    count('runs', total, runs.length),
    count('runs that succeeded', total, runs.filter(({ state }) => state === 'succeeded').length),
    count('reports', ordered.checks.size, (await store.reports.list()).length),
    count(
      'reports that say what the undisturbed one says',
      ordered.checks.size,
      reports.filter(({ kind, said }) => said === undisturbed.reports[kind]).length,
    ),
    count(
      'different reports named by runs',
      ordered.checks.size,
      new Set(checks.map(({ result }) => result?.report)).size,
    ),
    count('kept suspects', ordered.keeping, (await store.suspects.list()).length),
    count('snapshots', 1 + ordered.refreshes, (await store.prints.list({ subjectId: table.id })).length),
    count('sweeps', ordered.sweeps, sweeps.length),
    count('sweeps that ended', ordered.sweeps, sweeps.filter(({ endedAt }) => endedAt !== null).length),
    count('failures of the endpoint', 0, endpoint.failures),
    count(
      'files compared with the last snapshot',
      ordered.files,
      (JSON.parse(saidBySweeps(home)) as unknown[]).length,
    ),
    {
      what: 'files and overlaps as after an undisturbed sweep',
      expected: 'the same',
      found: saidBySweeps(home) === undisturbed.sweeps ? 'the same' : 'others',
    },
    ...countsInDatabase(home, ordered),
    count('files in the spool that were read, or are not whole', 0, present.filter(isNeedless).length),
    // A PUT whose answer was lost is sent again: the file that nobody knows of stays until its retention ends.
    count(
      'files in the spool, and of its records',
      present.length,
      (await readdir(join(home.path, 'spool'))).length,
    ),
    {
      what: 'the chain of the audit log',
      expected: 'holds',
      found: (await home.auditHolds()) ? 'holds' : 'broken',
    },
    { what: 'integrity of the database', expected: 'sound', found: await soundness(home) },
  ];
}

/** After the home was opened anew, nothing is left over of what was killed. */
function countsInDatabase({ path }: KillHome, { files }: Ordered): readonly KeptPromise[] {
  const raw = new Sqlite(join(path, 'rowprint.db'), { readonly: true });
  try {
    const count = (what: string, expected: number, sql: string): KeptPromise => ({
      what,
      expected: String(expected),
      found: String(raw.prepare(sql).pluck().get()),
    });
    return [
      count('files', files, 'select count(*) from assets'),
      count('versions of files', files, 'select count(*) from asset_versions'),
      count(
        'segments of nothing',
        0,
        `select count(distinct owner_id) from segments where owner_id not in
         (select id from prints union select id from reports union select id from sweeps)`,
      ),
      count('leases', 0, 'select count(*) from leases'),
      count('runs in hands', 0, 'select count(*) from runs where lease is not null'),
    ];
  } finally {
    raw.close();
  }
}

async function soundness({ store, path }: KillHome): Promise<string> {
  const raw = new Sqlite(join(path, 'rowprint.db'), { readonly: true });
  try {
    await store.verify();
    return raw.pragma('integrity_check', { simple: true }) === 'ok' ? 'sound' : 'not sound';
  } catch (failure) {
    return failure instanceof Error ? failure.name : 'not sound';
  } finally {
    raw.close();
  }
}

/** Whether an uploaded file was read, or nobody goes on with it. */
export function isNeedless({ state, runs }: SuspectFileRecord): boolean {
  return state !== 'complete' || runs.length > 0;
}
