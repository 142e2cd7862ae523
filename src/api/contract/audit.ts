import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import { Count, Instant, json, PageQuery, PROBLEMS, page } from './pieces.ts';

export const AuditEntry = z
  .object({
    number: Count,
    at: Instant,
    /** Who: a user's or token's name, 'system', or 'nobody'. */
    actor: z.string(),
    /** 'report.viewed', 'case.exported', … */
    action: z.string(),
    /** What it was done to: kind and id or name. */
    object: z.string().nullable(),
    /** Names, counts and codes; never a cell or a secret. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    hash: z.string(),
  })
  .openapi('AuditEntry');

export const listAudit = createRoute({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  tags: ['audit'],
  summary: 'The audit log, newest first',
  ...guarded('admin'),
  request: {
    query: PageQuery.extend({
      actor: z.string().max(100).optional(),
      action: z.string().max(100).optional(),
      object: z.string().max(300).optional(),
    }),
  },
  responses: { 200: json(page(AuditEntry), 'Entries'), ...PROBLEMS },
});

export const verifyAudit = createRoute({
  method: 'get',
  path: '/audit/verification',
  operationId: 'verifyAudit',
  tags: ['audit'],
  summary: 'Whether the chain of hashes holds',
  ...guarded('admin'),
  responses: {
    200: json(
      z.object({ holds: z.boolean(), entries: Count, brokenAt: Count.nullable(), head: z.string() }),
      'The verification',
    ),
    ...PROBLEMS,
  },
});

export const exportAudit = createRoute({
  method: 'get',
  path: '/audit/export',
  operationId: 'exportAudit',
  tags: ['audit'],
  summary: 'All entries, one line of JSON each',
  ...guarded('admin'),
  responses: {
    200: { content: { 'application/x-ndjson': { schema: z.string() } }, description: 'Entries' },
    ...PROBLEMS,
  },
});
