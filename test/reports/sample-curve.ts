import type { ThresholdCurve } from '../../src/reports/threshold-curve.ts';

/** A curve whose middle point is the sample report's. */
export function sampleCurve(): ThresholdCurve {
  return {
    report: 'r_20261122_k3f9',
    chosen: 1,
    points: [
      { maxFalseShare: 0.00001, rows: 18_700, persons: 17_800, expectedByChance: 0 },
      { maxFalseShare: 0.001, rows: 18_914, persons: 17_970, expectedByChance: 0.0004 },
      { maxFalseShare: 0.2, rows: 19_002, persons: 18_050, expectedByChance: 4.2 },
    ],
  };
}
