import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from './guarded.ts';
import {
  Count,
  DONE,
  Instant,
  json,
  jsonBody,
  Name,
  NameParam,
  PageQuery,
  PROBLEMS,
  page,
} from './pieces.ts';
import { ACCEPTED } from './runs.ts';

export const Table = z
  .object({
    name: Name,
    controller: z.string().nullable(),
    /** Without user and password. */
    source: z.string(),
    snapshotAt: z.string(),
    rows: Count,
    persons: Count,
    snapshots: Count,
    /** Whether the primary keys are kept, encrypted, so that affected rows can be named. */
    keepsKeys: z.boolean(),
    declared: z.array(z.string()).readonly().nullable(),
  })
  .openapi('Table');

export const TableDetail = Table.extend({
  createdAt: Instant,
  columns: z.array(
    z.object({
      name: z.string(),
      field: z.string(),
      distinct: Count,
      empty: Count,
      identifyingBits: z.number().nullable(),
      indexed: z.boolean(),
    }),
  ),
  snapshotList: z.array(z.object({ print: z.string(), snapshotAt: Instant, rows: Count, persons: Count })),
  warnings: z.array(z.string()).readonly(),
}).openapi('TableDetail');

export const NewTable = z
  .object({
    name: Name,
    source: z.string().min(1).max(4096),
    controller: z.string().max(200).optional(),
    keyColumn: z.string().max(200).optional(),
    fields: z.record(z.string(), z.string()).default({}),
    ignoredColumns: z.array(z.string()).default([]),
    declaredColumns: z.array(z.string()).optional(),
    force: z.boolean().default(false),
  })
  .openapi('NewTable');

export const listTables = createRoute({
  method: 'get',
  path: '/tables',
  operationId: 'listTables',
  tags: ['tables'],
  summary: 'Tables by name',
  ...guarded('viewer'),
  request: { query: PageQuery },
  responses: { 200: json(page(Table), 'Tables'), ...PROBLEMS },
});

/** A file of a watched server in which rows of a table were found. */
export const TableFile = z
  .object({ endpoint: Name, path: z.string(), rows: Count, persons: Count, lastSeenAt: Instant })
  .openapi('TableFile');

export const listTableFiles = createRoute({
  method: 'get',
  path: '/tables/{name}/files',
  operationId: 'listTableFiles',
  tags: ['tables'],
  summary: 'Files that are on watched servers with its rows, most first; at most 1,000',
  ...guarded('viewer'),
  request: { params: NameParam, query: PageQuery },
  responses: { 200: json(page(TableFile), 'Files'), ...PROBLEMS },
});

export const addTable = createRoute({
  method: 'post',
  path: '/tables',
  operationId: 'addTable',
  tags: ['tables'],
  summary: 'Fingerprint a table that the service can read: a database, or a file in its table folder',
  ...guarded('admin'),
  request: { body: jsonBody(NewTable) },
  responses: { ...ACCEPTED, ...PROBLEMS },
});

export const getTable = createRoute({
  method: 'get',
  path: '/tables/{name}',
  operationId: 'getTable',
  tags: ['tables'],
  summary: 'One table with its columns and snapshots',
  ...guarded('viewer'),
  request: { params: NameParam },
  responses: { 200: json(TableDetail, 'The table'), ...PROBLEMS },
});

export const refreshTable = createRoute({
  method: 'post',
  path: '/tables/{name}/refresh',
  operationId: 'refreshTable',
  tags: ['tables'],
  summary: 'Take a new snapshot',
  ...guarded('analyst'),
  request: { params: NameParam },
  responses: { ...ACCEPTED, ...PROBLEMS },
});

export const declareColumns = createRoute({
  method: 'put',
  path: '/tables/{name}/declaration',
  operationId: 'declareColumns',
  tags: ['tables'],
  summary: 'Say which columns extracts of it may hold; null: all',
  ...guarded('admin'),
  request: {
    params: NameParam,
    body: jsonBody(z.object({ declared: z.array(z.string()).nullable() })),
  },
  responses: { 200: json(TableDetail, 'The table'), ...PROBLEMS },
});

export const forgetTable = createRoute({
  method: 'delete',
  path: '/tables/{name}',
  operationId: 'forgetTable',
  tags: ['tables'],
  summary: 'Erase a table with all its prints',
  ...guarded('admin'),
  request: { params: NameParam },
  responses: { ...DONE, ...PROBLEMS },
});
