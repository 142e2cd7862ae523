import type { z } from '@hono/zod-openapi';
import type { RunRecord } from '../store/run-records.ts';
import type { Run } from './contract/runs.ts';

/** A run as the API shows it: without its order, which is an affair of the service. */
export function shownRun(run: RunRecord): z.input<typeof Run> {
  const { id, kind, state, subject, createdAt, createdBy, startedAt, endedAt } = run;
  const { attempts, ahead, progress, result, failure } = run;
  return {
    id,
    kind,
    state,
    subject,
    createdAt,
    createdBy,
    startedAt,
    endedAt,
    attempts,
    ahead,
    progress,
    result,
    failure,
  };
}

/** Where an accepted run is followed. */
export function runLocation({ id }: RunRecord): { readonly Location: string } {
  return { Location: `/api/v1/runs/${id}` };
}
