const HOUR_MS = 3_600_000;

/** The clock of a notification (art. 33(1) GDPR). */
export interface CaseClock {
  /** ISO 8601 in UTC. */
  readonly dueAt: string;
  /** Negative once it is over. */
  readonly leftMs: number;
  readonly isOverdue: boolean;
}

/** The clock of a case whose organisation became aware at a time. @param hours 72 by law, or what the settings say */
export function clockOf(awareAt: string, hours: number, nowMs: number): CaseClock {
  const dueMs = Date.parse(awareAt) + hours * HOUR_MS;
  const leftMs = dueMs - nowMs;
  return { dueAt: new Date(dueMs).toISOString(), leftMs, isOverdue: leftMs < 0 };
}

/** Whether something came so late after awareness that reasons are owed (art. 33(1), second sentence). */
export function isLate(awareAt: string, sentAt: string, hours: number): boolean {
  return Date.parse(sentAt) - Date.parse(awareAt) > hours * HOUR_MS;
}

/** Those of the warning hours whose moment has come: 'less than 24 hours are left'. Largest first. */
export function warningsDue(clock: CaseClock, warningHours: readonly number[]): readonly number[] {
  return warningHours.filter((hours) => clock.leftMs <= hours * HOUR_MS).sort((a, b) => b - a);
}
