import { createRoute, z } from '@hono/zod-openapi';
import { SEVERITIES } from '../../core/severity.ts';
import { Exposure } from './exposure.ts';
import { guarded } from './guarded.ts';
import {
  Count,
  Day,
  DONE,
  Id,
  IdParam,
  Instant,
  json,
  jsonBody,
  Line,
  Name,
  NameParam,
  PageQuery,
  PROBLEMS,
  page,
} from './pieces.ts';
import { Sweep } from './report-shapes.ts';
import { ACCEPTED } from './runs.ts';

export const Mandate = z
  .object({
    target: z.string().min(1).max(300),
    owner: Line.max(500),
    reference: Line.max(500),
    until: Day,
    holds: z.boolean(),
  })
  .openapi('Mandate');

export const Endpoint = z
  .object({
    name: Name,
    url: z.string(),
    schedule: z.object({ cron: z.string(), timeZone: z.string() }).nullable(),
    nextDueAt: Instant.nullable(),
    lastSweptAt: Instant.nullable(),
    wasReached: z.boolean().nullable(),
    assets: Count,
    gone: Count,
    openExposures: Count,
    worstSeverity: z.string().nullable(),
  })
  .openapi('Endpoint');

export const NewEndpoint = z
  .object({
    name: Name,
    url: z.string().min(1).max(2000),
    every: z.string().max(100).optional(),
    timeZone: z.string().max(100).optional(),
    jitterMinutes: Count.optional(),
    loginFile: z.string().max(4096).optional(),
    allowsClearTextLogin: z.boolean().default(false),
    acceptedCertificate: z.string().max(100).optional(),
    listsOnly: z.boolean().default(false),
    extractsEndAt: Day.optional(),
    staleAfterDays: Count.optional(),
  })
  .openapi('NewEndpoint');

export const Asset = z
  .object({
    path: z.string(),
    bytes: Count.nullable(),
    modifiedAt: z.string().nullable(),
    firstSeenAt: Instant,
    lastSeenAt: Instant,
    goneAt: Instant.nullable(),
    state: z.enum(['read', 'unchanged', 'skipped', 'failed']).nullable(),
    reason: z.string().nullable(),
    rows: Count.nullable(),
    format: z.string().nullable(),
    /** How much of it is in which table or kept suspect, most first. */
    overlaps: z.array(z.object({ print: z.string(), name: z.string(), rows: Count, persons: Count })),
  })
  .openapi('Asset');

/** Files that hold rows of ours, that are still there, that could not be read, or that are gone. */
export const AssetFilter = z.enum(['held', 'here', 'failed', 'gone']);

export const SweepSummary = z
  .object({
    id: Id,
    endpoint: Name,
    startedAt: Instant,
    endedAt: Instant.nullable(),
    isReached: z.boolean().nullable(),
    listed: Count,
    read: Count,
    failed: Count,
    complete: z.boolean().nullable(),
  })
  .openapi('SweepSummary');

export const listMandates = createRoute({
  method: 'get',
  path: '/scope',
  operationId: 'listMandates',
  tags: ['scope'],
  summary: 'What may be contacted, by whose mandate, until when',
  ...guarded('viewer'),
  request: { query: PageQuery },
  responses: { 200: json(page(Mandate), 'Mandates'), ...PROBLEMS },
});

export const addMandate = createRoute({
  method: 'post',
  path: '/scope',
  operationId: 'addMandate',
  tags: ['scope'],
  summary: 'Note leave to contact something; replaces one for the same target',
  ...guarded('admin'),
  request: { body: jsonBody(Mandate.omit({ holds: true }).openapi('NewMandate')) },
  responses: { 201: json(Mandate, 'The mandate'), ...PROBLEMS },
});

export const removeMandate = createRoute({
  method: 'delete',
  path: '/scope/{target}',
  operationId: 'removeMandate',
  tags: ['scope'],
  summary: 'Remove a mandate: its target is contacted no more',
  ...guarded('admin'),
  request: { params: z.object({ target: z.string().max(300) }) },
  responses: { ...DONE, ...PROBLEMS },
});

export const listEndpoints = createRoute({
  method: 'get',
  path: '/endpoints',
  operationId: 'listEndpoints',
  tags: ['endpoints'],
  summary: 'Watched servers by name, or those with the worst open exposure first',
  ...guarded('viewer'),
  request: { query: PageQuery.extend({ order: z.enum(['name', 'worst']).default('name') }) },
  responses: { 200: json(page(Endpoint), 'Endpoints'), ...PROBLEMS },
});

export const addEndpoint = createRoute({
  method: 'post',
  path: '/endpoints',
  operationId: 'addEndpoint',
  tags: ['endpoints'],
  summary: 'Watch a server; nothing is contacted yet',
  ...guarded('admin'),
  request: { body: jsonBody(NewEndpoint) },
  responses: { 201: json(Endpoint, 'The endpoint'), ...PROBLEMS },
});

export const getEndpoint = createRoute({
  method: 'get',
  path: '/endpoints/{name}',
  operationId: 'getEndpoint',
  tags: ['endpoints'],
  summary: 'One watched server',
  ...guarded('viewer'),
  request: { params: NameParam },
  responses: { 200: json(Endpoint, 'The endpoint'), ...PROBLEMS },
});

export const forgetEndpoint = createRoute({
  method: 'delete',
  path: '/endpoints/{name}',
  operationId: 'forgetEndpoint',
  tags: ['endpoints'],
  summary: 'Erase an endpoint with all that is known of it',
  ...guarded('admin'),
  request: { params: NameParam },
  responses: { ...DONE, ...PROBLEMS },
});

export const startSweep = createRoute({
  method: 'post',
  path: '/endpoints/{name}/sweep',
  operationId: 'startSweep',
  tags: ['endpoints'],
  summary: 'Sweep it now',
  ...guarded('analyst'),
  request: { params: NameParam },
  responses: { ...ACCEPTED, ...PROBLEMS },
});

export const listAssets = createRoute({
  method: 'get',
  path: '/endpoints/{name}/assets',
  operationId: 'listAssets',
  tags: ['endpoints'],
  summary: 'Files of a server by path, those that are gone too',
  ...guarded('viewer'),
  request: { params: NameParam, query: PageQuery.extend({ only: AssetFilter.optional() }) },
  responses: { 200: json(page(Asset), 'Assets'), ...PROBLEMS },
});

export const getTranscript = createRoute({
  method: 'get',
  path: '/endpoints/{name}/transcript',
  operationId: 'getTranscript',
  tags: ['endpoints'],
  summary: 'What the last sweep asked, and what the server replied; noted in the audit log',
  ...guarded('analyst'),
  request: { params: NameParam },
  responses: {
    200: json(z.object({ lines: z.array(z.string()).readonly() }), 'The transcript'),
    ...PROBLEMS,
  },
});

export const listSweeps = createRoute({
  method: 'get',
  path: '/sweeps',
  operationId: 'listSweeps',
  tags: ['sweeps'],
  summary: 'Sweeps, newest first',
  ...guarded('viewer'),
  request: { query: PageQuery.extend({ endpoint: Name.optional() }) },
  responses: { 200: json(page(SweepSummary), 'Sweeps'), ...PROBLEMS },
});

export const getSweep = createRoute({
  method: 'get',
  path: '/sweeps/{id}',
  operationId: 'getSweep',
  tags: ['sweeps'],
  summary: 'A sweep as rowprint.sweep/1; of one that is not the last, without its files',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { 200: json(Sweep, 'The sweep'), ...PROBLEMS },
});

export const listExposures = createRoute({
  method: 'get',
  path: '/exposures',
  operationId: 'listExposures',
  tags: ['exposures'],
  summary: 'Exposures, worst first',
  ...guarded('viewer'),
  request: {
    query: PageQuery.extend({
      endpoint: Name.optional(),
      state: z.enum(['open', 'closed']).optional(),
      severity: z.enum(SEVERITIES).optional(),
    }),
  },
  responses: { 200: json(page(Exposure), 'Exposures'), ...PROBLEMS },
});
