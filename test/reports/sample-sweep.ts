import type { EndpointSummary } from '../../src/reports/endpoint.ts';
import type { SweepReport } from '../../src/reports/sweep.ts';

const AT = '2026-11-20T14:03:00.000Z';

/** A server that is watched. */
export function sampleEndpoint(): EndpointSummary {
  return {
    name: 'processor',
    url: 'ftp://ftp.example.org/pub/',
    schedule: { cron: '0 3 * * *', timeZone: 'Europe/Paris' },
    nextDueAt: '2026-11-21T02:00:00.000Z',
    lastSweptAt: AT,
    wasReached: true,
    assets: 2,
    gone: 1,
    openExposures: 1,
    worstSeverity: 'critical',
  };
}

/** A sweep that found rows of ours in one of two files. */
export function sampleSweep(part: Partial<SweepReport> = {}): SweepReport {
  return {
    schema: 'rowprint.sweep/1',
    id: 'w_20261120_k3f9',
    endpoint: { name: 'processor', url: 'ftp://ftp.example.org/pub/' },
    startedAt: AT,
    elapsedMs: 4200,
    isReached: true,
    isResumed: false,
    server: { software: 'vsFTPd 3.0.3', certificateSha256: null },
    assets: [
      {
        path: '/pub/EXTRACT_LABO_A.csv',
        bytes: 7_245_458,
        modifiedAt: '2026-08-01T10:00:00.000Z',
        contentId: 'xxh64:7245458:00',
        format: 'csv',
        rows: 40_000,
        state: 'read',
        reason: null,
        firstSeenAt: AT,
      },
      {
        path: '/pub/old.7z',
        bytes: 1_000,
        modifiedAt: null,
        contentId: null,
        format: null,
        rows: null,
        state: 'skipped',
        reason: 'format',
        firstSeenAt: AT,
      },
    ],
    counts: {
      listed: 2,
      read: 1,
      unchanged: 0,
      skipped: 1,
      failed: 0,
      added: 2,
      changed: 0,
      gone: 0,
      requests: 17,
      bytesReceived: 7_250_000,
    },
    exposures: [
      {
        id: 'x_20261120_k3f9',
        endpoint: 'processor',
        code: 'ftp.anonymous-login',
        severity: 'critical',
        groupSeverity: 'critical',
        state: 'open',
        proof: 'proven',
        title: 'The server lets anybody in.',
        advice: 'Switch anonymous access off.',
        firstSeenAt: AT,
        lastSeenAt: AT,
        closedAt: null,
        reopened: 0,
        path: null,
        evidence: { replies: ['331', '230'] },
        raisedBy: ['data.ours-exposed'],
      },
    ],
    coverage: {
      complete: false,
      bytesRead: 7_250_000,
      skipped: [{ what: '/pub/old.7z', reason: 'format' }],
    },
    overlaps: [
      {
        print: { id: 'p_1', kind: 'table', name: 'lab_a', controller: 'Laboratory A', snapshotAt: AT },
        rows: {
          total: 40_000,
          present: 39_000,
          household: 3,
          share: 0.975,
          interval: [0.975, 0.975],
          method: 'exact',
        },
        reverse: { total: 40_000, present: 38_900, share: 0.9725 },
        persons: 38_800,
        expectedByChance: 0.02,
        columns: [],
      },
    ],
    ...part,
  };
}
