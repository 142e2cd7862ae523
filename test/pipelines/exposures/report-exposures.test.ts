import { describe, expect, test } from 'vitest';
import type { Detector } from '../../../scanners/exposure.ts';
import { reportExposures } from '../../../src/pipelines/exposures/report-exposures.ts';
import type { ExposureRecord } from '../../../src/store/exposure-records.ts';

const record: ExposureRecord = {
  id: 'x_1',
  endpointId: 'e_1',
  code: 'data.unencrypted',
  path: '/pub/a.csv',
  severity: 'medium',
  proof: 'proven',
  state: 'open',
  evidence: { rows: 7, raisedBy: ['data.ours-exposed'] },
  firstSeenAt: '2026-11-20T12:00:00.000Z',
  lastSeenAt: '2026-11-22T12:00:00.000Z',
  closedAt: null,
  reopened: 2,
};
const detectors: readonly Detector[] = [
  { code: 'data.unencrypted', title: 'Open.', advice: 'Close it.', begin: () => expect.unreachable() },
];

describe('exposures as they are reported', () => {
  test('have the words of their detector, and evidence apart from what raised them', () => {
    const [report] = reportExposures([record], 'megabus', detectors);

    expect(report).toEqual({
      id: 'x_1',
      endpoint: 'megabus',
      code: 'data.unencrypted',
      path: '/pub/a.csv',
      severity: 'medium',
      groupSeverity: 'medium',
      proof: 'proven',
      state: 'open',
      title: 'Open.',
      advice: 'Close it.',
      evidence: { rows: 7 },
      raisedBy: ['data.ours-exposed'],
      firstSeenAt: '2026-11-20T12:00:00.000Z',
      lastSeenAt: '2026-11-22T12:00:00.000Z',
      closedAt: null,
      reopened: 2,
    });
  });

  test('have the worst severity of what is open on their object', () => {
    const reports = reportExposures(
      [
        record,
        { ...record, code: 'data.ours-exposed', severity: 'high' },
        { ...record, code: 'leak.present-on', severity: 'critical', state: 'closed' },
        { ...record, path: null, severity: 'low' },
      ],
      'megabus',
      detectors,
    );

    expect(reports.map(({ groupSeverity }) => groupSeverity)).toEqual(['high', 'high', null, 'low']);
  });

  test.each([null, 'text', 7, [1], { raisedBy: 'x' }])('survive stored evidence that is %o', (evidence) => {
    expect(reportExposures([{ ...record, evidence }], 'megabus', [])[0]).toMatchObject({
      evidence: {},
      raisedBy: [],
      title: 'data.unencrypted: no detector of this version knows it.',
    });
  });
});
