import { createRoute, z } from '@hono/zod-openapi';
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
  NameParam,
  PageQuery,
  PROBLEMS,
  page,
  Sha256,
} from './pieces.ts';
import { ACCEPTED } from './runs.ts';

/** An uploaded file that may be a leak: encrypted in the spool until it is destroyed. */
export const Suspect = z
  .object({
    id: Id,
    name: z.string(),
    /** 'failed': destroyed too, and `failure` says why. */
    state: z.enum(['uploading', 'complete', 'destroyed', 'failed']),
    failure: z
      .enum(['wrong-digest', 'given-up', 'too-large', 'cut-off', 'key-gone', 'bytes-gone'])
      .nullable(),
    /** As announced; null for a PUT of unknown length that goes on. */
    bytes: Count.nullable(),
    received: Count,
    /** Once it is complete. */
    sha256: Sha256.nullable(),
    createdAt: Instant,
    createdBy: z.string(),
    /** When it is destroyed at the latest; null once it was. */
    destroyAt: Instant.nullable(),
    destroyedAt: Instant.nullable(),
    /** The run that reads it, or read it. */
    run: Id.nullable(),
    reports: z.array(Id),
  })
  .openapi('Suspect');

/** A suspect whose print is kept, to recognise copies of it. */
export const KeptSuspect = z
  .object({ name: Name, sha256: Sha256, keptAt: Instant, rows: Count })
  .openapi('KeptSuspect');

export const Seen = z
  .object({
    sha256: Sha256,
    reports: z.array(z.object({ id: Id, createdAt: Instant, suspect: z.string() })),
  })
  .openapi('Seen');

export const NewCheck = z
  .object({
    suspect: Id,
    against: z.array(Name).optional(),
    keep: Name.optional(),
    strict: z.boolean().default(false),
    /** Read random blocks only: so many bytes, or as many as are usual where 0. */
    estimateBytes: Count.optional(),
    /** The case that the report is added to. */
    case: Id.optional(),
  })
  .openapi('NewCheck');

export const listSuspects = createRoute({
  method: 'get',
  path: '/suspects',
  operationId: 'listSuspects',
  tags: ['suspects'],
  summary: 'Uploaded files, newest first',
  ...guarded('viewer'),
  request: { query: PageQuery },
  responses: { 200: json(page(Suspect), 'Suspects'), ...PROBLEMS },
});

export const getSuspect = createRoute({
  method: 'get',
  path: '/suspects/{id}',
  operationId: 'getSuspect',
  tags: ['suspects'],
  summary: 'One uploaded file',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { 200: json(Suspect, 'The suspect'), ...PROBLEMS },
});

export const destroySuspect = createRoute({
  method: 'delete',
  path: '/suspects/{id}',
  operationId: 'destroySuspect',
  tags: ['suspects'],
  summary: 'Destroy the bytes now; a run that reads them is cancelled',
  ...guarded('analyst'),
  request: { params: IdParam },
  responses: { 200: json(Suspect, 'The suspect'), ...PROBLEMS },
});

export const findSeen = createRoute({
  method: 'get',
  path: '/suspects/seen/{sha256}',
  operationId: 'findSeen',
  tags: ['suspects'],
  summary: 'Reports on a file with this SHA-256; none where it was never checked',
  ...guarded('viewer'),
  request: { params: z.object({ sha256: Sha256 }) },
  responses: { 200: json(Seen, 'Reports'), ...PROBLEMS },
});

/** The tus protocol (1.0.0; creation, termination, checksum) answers under /uploads; it is not described here. */
export const putSuspect = createRoute({
  method: 'put',
  path: '/suspects',
  operationId: 'putSuspect',
  tags: ['suspects'],
  summary: 'Upload in one request: the bytes as they are, the name in the query, a SHA-256 where known',
  ...guarded('analyst'),
  request: {
    query: z.object({ name: z.string().min(1).max(255), sha256: Sha256.optional() }),
    body: {
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: { 201: json(Suspect, 'The suspect'), ...PROBLEMS },
});

export const startCheck = createRoute({
  method: 'post',
  path: '/checks',
  operationId: 'startCheck',
  tags: ['checks'],
  summary: 'Check a suspect, also one whose upload goes on',
  ...guarded('analyst'),
  request: { body: jsonBody(NewCheck) },
  responses: { ...ACCEPTED, ...PROBLEMS },
});

export const listKept = createRoute({
  method: 'get',
  path: '/kept-suspects',
  operationId: 'listKept',
  tags: ['suspects'],
  summary: 'Suspects whose print is kept, by name',
  ...guarded('viewer'),
  request: { query: PageQuery },
  responses: { 200: json(page(KeptSuspect), 'Kept suspects'), ...PROBLEMS },
});

export const forgetKept = createRoute({
  method: 'delete',
  path: '/kept-suspects/{name}',
  operationId: 'forgetKept',
  tags: ['suspects'],
  summary: 'Erase a kept suspect with its print',
  ...guarded('analyst'),
  request: { params: NameParam },
  responses: { ...DONE, ...PROBLEMS },
});
