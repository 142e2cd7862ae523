import type { ExposureReport } from '../../src/reports/exposure.ts';

/** An exposure for tests: rows of a laboratory that anybody can read. */
export function sampleExposure(part: Partial<ExposureReport> = {}): ExposureReport {
  return {
    id: 'x_20261122_1',
    endpoint: 'megabus',
    code: 'data.ours-exposed',
    severity: 'critical',
    groupSeverity: 'critical',
    state: 'open',
    proof: 'proven',
    title: 'A file on the server holds rows of your tables that can be read there.',
    advice: 'Take the file off now.',
    firstSeenAt: '2026-11-20T12:00:00.000Z',
    lastSeenAt: '2026-11-22T12:00:00.000Z',
    closedAt: null,
    reopened: 0,
    path: '/pub/migration/EXTRACT_LABO_A.csv',
    evidence: { tables: ['lab_a (Laboratory A): 40,000 rows'], persons: 39_800, modifiedAt: null },
    raisedBy: ['ftp.anonymous-login'],
    ...part,
  };
}

/** The server as a whole, less grave than the file on it. */
export function sampleServerExposure(part: Partial<ExposureReport> = {}): ExposureReport {
  return sampleExposure({
    code: 'ftp.claims-writable',
    severity: 'medium',
    groupSeverity: 'medium',
    proof: 'claimed',
    title: 'The FTP server says that whoever sees these folders may write to them.',
    advice: 'Take the right to write away.',
    path: null,
    evidence: { count: 1, examples: ['/incoming'], offersTls: false },
    raisedBy: [],
    ...part,
  });
}
