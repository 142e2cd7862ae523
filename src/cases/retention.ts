const DAY_MS = 86_400_000;

/** A stored report, and whether a case rests on it. */
export interface HeldReport {
  readonly id: string;
  readonly createdAt: string;
  readonly isHeld: boolean;
}

/**
 * Reports whose time is over: older than the settings allow, and in no case. A report that a case rests on stays as
 * long as the case does, since the register of art. 33(5) must let the authority verify it.
 * @param days 0: nothing is ever erased
 */
export function reportsToErase(
  reports: readonly HeldReport[],
  days: number,
  nowMs: number,
): readonly string[] {
  if (days === 0) return [];
  return reports
    .filter(({ createdAt, isHeld }) => !isHeld && nowMs - Date.parse(createdAt) > days * DAY_MS)
    .map(({ id }) => id);
}
