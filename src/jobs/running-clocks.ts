import { clockOf } from '../cases/clock.ts';
import type { CaseHead } from '../store/case-records.ts';
import type { RunningClock } from './clock-watch.ts';

/** The open cases whose authority was not told yet, and until when it is to be. */
export function runningClocks(cases: readonly CaseHead[], hours: number, nowMs: number): RunningClock[] {
  return cases.flatMap(({ id, title, state, awareness, notifications }) =>
    state === 'closed' || awareness === null || notifications.length > 0
      ? []
      : [{ caseId: id, title, dueAt: clockOf(awareness.at, hours, nowMs).dueAt }],
  );
}
