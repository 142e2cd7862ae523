import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import { Count, Id, IdParam, Instant, json, PageQuery, PROBLEMS, page, Share } from './pieces.ts';

export const RunKind = z.enum(['check', 'table-add', 'table-refresh', 'sweep']);
export const RunState = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead']);

/** Numbers only. Bytes and rows of the step; null where the end is not known. */
export const RunProgress = z
  .object({
    step: z.string(),
    rowsDone: Count,
    rowsTotal: Count.nullable(),
    bytesDone: Count,
    bytesTotal: Count.nullable(),
    bytesPerSecond: z.number().min(0).nullable(),
    etaMs: Count.nullable(),
    /** Rows found so far, before the end judges them. */
    matches: Count.nullable(),
    share: z.object({ low: Share, high: Share }).nullable(),
    at: Instant,
  })
  .openapi('RunProgress');

export const Run = z
  .object({
    id: Id,
    kind: RunKind,
    state: RunState,
    /** What it is about, for people: a file's, table's or endpoint's name. */
    subject: z.string(),
    createdAt: Instant,
    createdBy: z.string(),
    startedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    attempts: Count,
    /** Ahead of it in the queue; null once it runs. */
    ahead: Count.nullable(),
    progress: RunProgress.nullable(),
    result: z
      .object({ report: Id.optional(), sweep: Id.optional(), table: z.string().optional() })
      .nullable(),
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('Run');

/** The run that a request began. */
export const ACCEPTED = { 202: json(Run, 'Begun; follow the run') };

export const listRuns = createRoute({
  method: 'get',
  path: '/runs',
  operationId: 'listRuns',
  tags: ['runs'],
  summary: 'Runs, newest first',
  ...guarded('viewer'),
  request: {
    query: PageQuery.extend({ state: RunState.optional(), kind: RunKind.optional() }),
  },
  responses: { 200: json(page(Run), 'Runs'), ...PROBLEMS },
});

export const getRun = createRoute({
  method: 'get',
  path: '/runs/{id}',
  operationId: 'getRun',
  tags: ['runs'],
  summary: 'One run',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { 200: json(Run, 'The run'), ...PROBLEMS },
});

export const followRun = createRoute({
  method: 'get',
  path: '/runs/{id}/events',
  operationId: 'followRun',
  tags: ['runs'],
  summary: 'Server-sent events: `run` with a Run as data, at most 5 a second, until it ends',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: {
    200: { content: { 'text/event-stream': { schema: z.string() } }, description: 'Events' },
    ...PROBLEMS,
  },
});

export const cancelRun = createRoute({
  method: 'post',
  path: '/runs/{id}/cancel',
  operationId: 'cancelRun',
  tags: ['runs'],
  summary: 'Stop a run; nothing half-done is kept',
  ...guarded('analyst'),
  request: { params: IdParam },
  responses: { 200: json(Run, 'The run'), ...PROBLEMS },
});

export const retryRun = createRoute({
  method: 'post',
  path: '/runs/{id}/retry',
  operationId: 'retryRun',
  tags: ['runs'],
  summary: 'Put a run that failed back into the queue',
  ...guarded('analyst'),
  request: { params: IdParam },
  responses: { ...ACCEPTED, ...PROBLEMS },
});
