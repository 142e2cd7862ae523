import type { z } from '@hono/zod-openapi';
import type { Actor } from '../access/actor.ts';
import type { RunRecord } from '../store/run-records.ts';
import type { Run } from './contract/runs.ts';

/**
 * A run as the API shows it: without its order, which is an affair of the service. How much of a file was found so far
 * counts the rows of all controllers: who sees only some is not told.
 */
export function shownRun(run: RunRecord, { controllers }: Pick<Actor, 'controllers'>): z.input<typeof Run> {
  const { id, kind, state, subject, createdAt, createdBy, startedAt, endedAt } = run;
  const { attempts, ahead, result, failure } = run;
  const isOfAll = controllers !== null && run.progress !== null;
  const progress = isOfAll ? { ...run.progress, matches: null, share: null } : run.progress;
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
