import { createRoute, z } from '@hono/zod-openapi';
import { Case, CaseSummary, Statement } from './case-shapes.ts';
import { guarded } from './guarded.ts';
import {
  Count,
  DONE,
  Id,
  IdParam,
  Instant,
  json,
  jsonBody,
  Name,
  PageQuery,
  PROBLEMS,
  Problem,
  page,
} from './pieces.ts';

export {
  Case,
  CaseItem,
  CaseSummary,
  Figure,
  FigureRevision,
  Severity,
  Statement,
  TimelineEntry,
} from './case-shapes.ts';

/** Every answer with a case has its version as ETag; a change with another version in If-Match is refused. */
const CHANGED = {
  412: {
    content: { 'application/problem+json': { schema: Problem } },
    description: 'Changed in the meantime',
  },
};
const CASE = { 200: json(Case, 'The case'), ...CHANGED, ...PROBLEMS };

export const listCases = createRoute({
  method: 'get',
  path: '/cases',
  operationId: 'listCases',
  tags: ['cases'],
  summary: 'Cases, the most urgent first',
  ...guarded('viewer'),
  request: { query: PageQuery.extend({ state: z.enum(['open', 'closed']).optional() }) },
  responses: { 200: json(page(CaseSummary), 'Cases'), ...PROBLEMS },
});

export const openCase = createRoute({
  method: 'post',
  path: '/cases',
  operationId: 'openCase',
  tags: ['cases'],
  summary: 'Open a case, from a report where one is given',
  ...guarded('responder'),
  request: { body: jsonBody(z.object({ title: z.string().min(1).max(200), report: Id.optional() })) },
  responses: { 201: json(Case, 'The case'), ...PROBLEMS },
});

export const getCase = createRoute({
  method: 'get',
  path: '/cases/{id}',
  operationId: 'getCase',
  tags: ['cases'],
  summary: 'One case',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { ...CASE, 304: { description: 'As it was' } },
});

export const changeCase = createRoute({
  method: 'patch',
  path: '/cases/{id}',
  operationId: 'changeCase',
  tags: ['cases'],
  summary: 'Title, state, and what is told of the breach; If-Match guards against overwriting',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.object({
        title: z.string().min(1).max(200).optional(),
        state: z.enum(['open', 'closed']).optional(),
        statement: Statement.partial().optional(),
      }),
    ),
  },
  responses: CASE,
});

export const addCaseItem = createRoute({
  method: 'post',
  path: '/cases/{id}/items',
  operationId: 'addCaseItem',
  tags: ['cases'],
  summary: 'Add a suspect, an endpoint or a report',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(z.object({ kind: z.enum(['suspect', 'endpoint', 'report']), ref: z.string().max(100) })),
  },
  responses: CASE,
});

export const removeCaseItem = createRoute({
  method: 'delete',
  path: '/cases/{id}/items/{kind}/{ref}',
  operationId: 'removeCaseItem',
  tags: ['cases'],
  summary: 'Take something out of the case; the timeline keeps that it was there',
  ...guarded('responder'),
  request: {
    params: IdParam.extend({ kind: z.enum(['suspect', 'endpoint', 'report']), ref: z.string().max(100) }),
  },
  responses: CASE,
});

export const setAwareness = createRoute({
  method: 'put',
  path: '/cases/{id}/awareness',
  operationId: 'setAwareness',
  tags: ['cases'],
  summary: 'When the organisation became aware, as a named person says; starts the clock',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.object({ at: Instant, name: z.string().min(1).max(200), reason: z.string().max(2000).default('') }),
    ),
  },
  responses: CASE,
});

export const takeFigures = createRoute({
  method: 'post',
  path: '/cases/{id}/figures',
  operationId: 'takeFigures',
  tags: ['cases'],
  summary: 'Take the numbers over from a report, or state them with a reason; a new revision',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.union([
        z.object({ report: Id, reason: z.string().max(2000).optional() }),
        z.object({ persons: Count, rows: Count, reason: z.string().min(1).max(2000) }),
      ]),
    ),
  },
  responses: CASE,
});

export const setSeverity = createRoute({
  method: 'put',
  path: '/cases/{id}/severity',
  operationId: 'setSeverity',
  tags: ['cases'],
  summary: 'Override the proposed severity with a reason; null: back to the proposal',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.object({
        override: z
          .object({
            level: z.enum(['low', 'medium', 'high', 'very-high']),
            reason: z.string().min(1).max(2000),
          })
          .nullable(),
      }),
    ),
  },
  responses: CASE,
});

export const addNote = createRoute({
  method: 'post',
  path: '/cases/{id}/notes',
  operationId: 'addNote',
  tags: ['cases'],
  summary: 'Add a decision or a note to the timeline; it cannot be changed',
  ...guarded('responder'),
  request: { params: IdParam, body: jsonBody(z.object({ text: z.string().min(1).max(5000) })) },
  responses: CASE,
});

export const noteNotification = createRoute({
  method: 'post',
  path: '/cases/{id}/notifications',
  operationId: 'noteNotification',
  tags: ['cases'],
  summary: 'Note that the authority was notified',
  ...guarded('responder'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.object({
        kind: z.enum(['initial', 'complementary']),
        sentAt: Instant,
        reference: z.string().max(200).default(''),
      }),
    ),
  },
  responses: CASE,
});

/** Documents of a case: what goes to the authority, to a controller, into the register, and all in one archive-less list. */
export const CASE_DOCUMENTS = [
  'notification',
  'complement',
  'controller-letter',
  'register',
  'edpb',
  'summary',
] as const;

export const exportDocument = createRoute({
  method: 'get',
  path: '/cases/{id}/documents/{document}',
  operationId: 'exportDocument',
  tags: ['cases'],
  summary: 'A document of the case as a file; noted in the audit log',
  ...guarded('responder'),
  request: {
    params: IdParam.extend({ document: z.enum(CASE_DOCUMENTS) }),
    query: z.object({
      format: z.enum(['pdf', 'csv', 'json']),
      language: z.enum(['en', 'fr']).default('en'),
      /** The reader's time zone; by default Europe/Paris in French, else UTC. */
      zone: z.string().min(1).max(64).optional(),
      /** For a letter: whose. */
      controller: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: {
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
      description: 'The file',
    },
    ...PROBLEMS,
  },
});

export const exportAffected = createRoute({
  method: 'get',
  path: '/cases/{id}/affected/{table}',
  operationId: 'exportAffected',
  tags: ['cases'],
  summary:
    'The primary keys of the rows that leaked, as CSV, for telling people (art. 34); noted in the audit log',
  ...guarded('responder'),
  request: { params: IdParam.extend({ table: Name }) },
  responses: {
    200: { content: { 'text/csv': { schema: z.string() } }, description: 'Keys, one a line' },
    ...PROBLEMS,
  },
});

export const eraseCase = createRoute({
  method: 'delete',
  path: '/cases/{id}',
  operationId: 'eraseCase',
  tags: ['cases'],
  summary: 'Erase a closed case',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { ...DONE, ...PROBLEMS },
});
