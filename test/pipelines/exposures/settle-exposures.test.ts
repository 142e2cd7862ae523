import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPOSURE_CODES, type RaisedFinding } from '../../../scanners/exposure.ts';
import { SEVERITIES } from '../../../src/core/severity.ts';
import { type SettledExposure, settleExposures } from '../../../src/pipelines/exposures/settle-exposures.ts';
import type { ExposureRecord } from '../../../src/store/exposure-records.ts';

const FIRST = '2026-11-20T12:00:00.000Z';
const NOW = '2026-11-22T12:00:00.000Z';

function finding(part: Partial<RaisedFinding> = {}): RaisedFinding {
  return {
    code: 'data.ours-exposed',
    path: '/pub/a.csv',
    severity: 'high',
    proof: 'proven',
    evidence: { persons: 7 },
    raisedBy: ['ftp.anonymous-login'],
    ...part,
  };
}

function record(part: Partial<ExposureRecord> = {}): ExposureRecord {
  return {
    id: 'x_1',
    endpointId: 'e_1',
    code: 'data.ours-exposed',
    path: '/pub/a.csv',
    severity: 'medium',
    proof: 'proven',
    state: 'open',
    evidence: { persons: 5, raisedBy: [] },
    firstSeenAt: FIRST,
    lastSeenAt: FIRST,
    closedAt: null,
    reopened: 0,
    ...part,
  };
}

function settle(
  before: readonly ExposureRecord[],
  findings: readonly RaisedFinding[],
  rulesOut = false,
): readonly SettledExposure[] {
  let count = 0;
  return settleExposures({
    endpointId: 'e_1',
    before,
    findings,
    rulesOut: () => rulesOut,
    nowIso: NOW,
    newId: () => `new_${++count}`,
  });
}

describe('the life of an exposure', () => {
  test('begins open, with what raised it beside the evidence', () => {
    expect(settle([], [finding()])).toEqual([
      {
        change: 'opened',
        record: {
          id: 'new_1',
          endpointId: 'e_1',
          code: 'data.ours-exposed',
          path: '/pub/a.csv',
          severity: 'high',
          proof: 'proven',
          state: 'open',
          evidence: { persons: 7, raisedBy: ['ftp.anonymous-login'] },
          firstSeenAt: NOW,
          lastSeenAt: NOW,
          closedAt: null,
          reopened: 0,
        },
      },
    ]);
  });

  test('goes on when it is found again, as it is now', () => {
    expect(settle([record()], [finding()])).toEqual([
      {
        change: 'seen',
        record: record({
          severity: 'high',
          evidence: { persons: 7, raisedBy: ['ftp.anonymous-login'] },
          lastSeenAt: NOW,
        }),
      },
    ]);
  });

  test('stays open, unwritten, when it was neither found nor ruled out', () => {
    expect(settle([record()], [], false)).toEqual([]);
  });

  test('ends when it is ruled out', () => {
    expect(settle([record()], [], true)).toEqual([
      { change: 'closed', record: record({ state: 'closed', closedAt: NOW }) },
    ]);
  });

  test('does not end a second time', () => {
    expect(settle([record({ state: 'closed', closedAt: FIRST })], [], true)).toEqual([]);
  });

  test('begins again under its id, with its first day', () => {
    const closed = record({ state: 'closed', closedAt: FIRST, reopened: 1 });

    expect(settle([closed], [finding()])).toMatchObject([
      {
        change: 'reopened',
        record: {
          id: 'x_1',
          state: 'open',
          firstSeenAt: FIRST,
          lastSeenAt: NOW,
          closedAt: null,
          reopened: 2,
        },
      },
    ]);
  });

  test('is one for a code and an object, not for a code', () => {
    const settled = settle(
      [record({ path: '/pub/b.csv' }), record({ code: 'data.unencrypted', id: 'x_2' })],
      [finding(), finding({ path: null, code: 'ftp.anonymous-login' })],
    );

    expect(settled.map(({ change }) => change)).toEqual(['opened', 'opened']);
  });

  test('keeps the worse of two findings of one object', () => {
    const settled = settle([], [finding({ severity: 'low' }), finding({ severity: 'critical' }), finding()]);

    expect(settled.map(({ record: { severity } }) => severity)).toEqual(['critical']);
  });

  test('asks of each open one that was not found, and of no other', () => {
    const asked: (string | null)[] = [];
    settleExposures({
      endpointId: 'e_1',
      before: [
        record(),
        record({ path: '/pub/b.csv' }),
        record({ path: null, code: 'ftp.anonymous-login' }),
        record({ path: '/pub/c.csv', state: 'closed' }),
      ],
      findings: [finding()],
      rulesOut: (_, path) => {
        asked.push(path);
        return false;
      },
      nowIso: NOW,
      newId: () => 'new',
    });

    expect(asked).toEqual(['/pub/b.csv', null]);
  });

  test('over any sweeps, nothing is closed without a ruling, and nothing found stays closed', () => {
    const objects = fc.record({
      code: fc.constantFrom(...EXPOSURE_CODES.slice(0, 3)),
      path: fc.constantFrom(null, '/a', '/b'),
      severity: fc.constantFrom(...SEVERITIES),
    });
    const sweep = fc.record({
      found: fc.array(objects, { maxLength: 4 }),
      ruled: fc.array(objects, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(sweep, { maxLength: 6 }), (sweeps) => {
        const kept = new Map<string, ExposureRecord>();
        for (const { found, ruled } of sweeps) {
          const key = ({ code, path }: { code: string; path: string | null }) => `${code} ${path}`;
          const ruledKeys = new Set(ruled.map(key));
          const foundKeys = new Set(found.map(key));
          const before = [...kept.values()];
          const settled = settleExposures({
            endpointId: 'e_1',
            before,
            findings: found.map((one) => finding(one)),
            rulesOut: (code, path) => ruledKeys.has(key({ code, path })),
            nowIso: NOW,
            newId: () => `n${kept.size}`,
          });
          for (const { change, record: after } of settled) {
            if (change === 'closed') {
              expect(ruledKeys.has(key(after))).toBe(true);
              expect(foundKeys.has(key(after))).toBe(false);
            }
            kept.set(key(after), after);
          }
          for (const one of foundKeys) expect(kept.get(one)!.state).toBe('open');
          expect(kept.size).toBe(new Set([...before.map(key), ...foundKeys]).size);
        }
      }),
    );
  });
});
