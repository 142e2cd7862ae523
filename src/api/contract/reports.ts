import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import { Count, DONE, Id, IdParam, Instant, json, Name, PageQuery, PROBLEMS, page } from './pieces.ts';
import { Explanation, Report } from './report-shapes.ts';

export const ReportSummary = z
  .object({
    id: Id,
    createdAt: Instant,
    suspect: z.string(),
    rows: Count,
    rowsExplained: Count,
    persons: Count,
    complete: z.boolean(),
  })
  .openapi('ReportSummary');

/** What another threshold would have claimed, from the evidence that was kept. */
export const ThresholdCurve = z
  .object({
    report: Id,
    /** The point that the report stands on; -1 where there is nothing to move. */
    chosen: z.number().int(),
    points: z.array(
      z.object({
        /** A share of false rows that is allowed, 0 to 1: what the slider moves. */
        maxFalseShare: z.number(),
        rows: Count,
        persons: Count,
        expectedByChance: z.number(),
      }),
    ),
  })
  .openapi('ThresholdCurve');

export const listReports = createRoute({
  method: 'get',
  path: '/reports',
  operationId: 'listReports',
  tags: ['reports'],
  summary: 'Reports, newest first',
  ...guarded('viewer'),
  request: { query: PageQuery.extend({ table: Name.optional() }) },
  responses: { 200: json(page(ReportSummary), 'Reports'), ...PROBLEMS },
});

export const getReport = createRoute({
  method: 'get',
  path: '/reports/{id}',
  operationId: 'getReport',
  tags: ['reports'],
  summary: 'A report as rowprint.report/1',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { 200: json(Report, 'The report'), ...PROBLEMS },
});

export const exportReport = createRoute({
  method: 'get',
  path: '/reports/{id}/export',
  operationId: 'exportReport',
  tags: ['reports'],
  summary: 'A report as a file; noted in the audit log',
  ...guarded('viewer'),
  request: {
    params: IdParam,
    query: z.object({
      format: z.enum(['json', 'csv', 'html', 'pdf']),
      language: z.enum(['en', 'fr']).default('en'),
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

export const explainRow = createRoute({
  method: 'get',
  path: '/reports/{id}/rows/{row}',
  operationId: 'explainRow',
  tags: ['reports'],
  summary: 'The evidence for one row, column by column in bits; noted in the audit log',
  ...guarded('analyst'),
  request: {
    params: IdParam.extend({ row: z.coerce.number().int().min(1) }),
    query: z.object({ against: z.string().optional() }),
  },
  responses: { 200: json(Explanation, 'The evidence'), ...PROBLEMS },
});

export const getThresholds = createRoute({
  method: 'get',
  path: '/reports/{id}/thresholds',
  operationId: 'getThresholds',
  tags: ['reports'],
  summary: 'People against expected chance matches, by threshold',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { 200: json(ThresholdCurve, 'The curve'), ...PROBLEMS },
});

export const eraseReport = createRoute({
  method: 'delete',
  path: '/reports/{id}',
  operationId: 'eraseReport',
  tags: ['reports'],
  summary: 'Erase a report with its evidence; refused while a case rests on it',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { ...DONE, ...PROBLEMS },
});
