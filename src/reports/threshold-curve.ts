/** What one threshold would have claimed. */
export interface ThresholdPoint {
  /** Largest share of the rows claimed that may be expected to be chance matches, 0 to 1. */
  readonly maxFalseShare: number;
  /** Rows of the suspect in some table or asset. */
  readonly rows: number;
  /** People over all of them, each once. */
  readonly persons: number;
  /** Rows among those that are expected to be chance matches. */
  readonly expectedByChance: number;
}

/** What other thresholds would have claimed, from the evidence that a check kept. */
export interface ThresholdCurve {
  /** Id of the report. */
  readonly report: string;
  /** The point that the report stands on; its figures are the report's. -1 where there is nothing to move. */
  readonly chosen: number;
  /** By `maxFalseShare`, the strictest first. */
  readonly points: readonly ThresholdPoint[];
}

/** Of a report that has none: an estimate, or one of an older version. */
export function noCurve(report: string): ThresholdCurve {
  return { report, chosen: -1, points: [] };
}
