import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { KeptAnswerStore } from '../store/kept-answer-records.ts';
import type { ApiEnv } from './api-env.ts';
import type { ApiParts } from './api-parts.ts';
import { API_BASE } from './document.ts';
import { registerDocumentation } from './documentation.ts';
import { registerEndpoints } from './handlers/endpoints.ts';
import { registerExposures } from './handlers/exposures.ts';
import { registerReports } from './handlers/reports.ts';
import { registerScope } from './handlers/scope.ts';
import { registerSettings } from './handlers/settings.ts';
import { registerSweeps } from './handlers/sweeps.ts';
import { registerTables } from './handlers/tables.ts';
import { accessLog, type RequestListener } from './middleware/access-log.ts';
import { entityTags } from './middleware/entity-tags.ts';
import { idempotency } from './middleware/idempotency.ts';
import { readableBody } from './middleware/readable-body.ts';
import { createOperations, type Operations, pathInApi } from './operations.ts';
import { instanceOf, problemHandler, problemResponse } from './problems.ts';
import { refuseInvalid } from './refuse-invalid.ts';
import { createSeenServers } from './seen-servers.ts';

/** What the routes that are registered here work with; those of others bring theirs. */
export type OwnParts = Pick<
  ApiParts,
  'watch' | 'servers' | 'audit' | 'settings' | 'log' | 'isReportInUse' | 'documents' | 'service'
>;

/** Adds the routes of one resource. */
export type RegisterRoutes = (api: OpenAPIHono<ApiEnv>) => void;

/** What frames every request. */
export interface FrameParts {
  /** Who asks (it sets `actor`), and what refuses them: in this order, before anything of a request is read. */
  readonly before: readonly MiddlewareHandler<ApiEnv>[];
  readonly onAnswered?: RequestListener;
  /** Largest body in JSON. */
  readonly maxJsonBytes: number;
  readonly answers: KeptAnswerStore;
  /** 32 bytes: see idempotency. */
  readonly answerKey: Uint8Array;
}

/**
 * The API under /api/v1 with its description. Its routes are in `contract`, what they do in `handlers`, one file a
 * resource each.
 * @param others routes of other slices of the API, as `(api) => registerRuns(api, parts)`
 */
export function createApi(
  parts: OwnParts,
  frame: FrameParts,
  others: readonly RegisterRoutes[] = [],
): OpenAPIHono<ApiEnv> {
  const operations = createOperations();
  const root = createFrame(parts, frame, operations);
  const api = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  const seenServers = createSeenServers(parts);
  registerTables(api, parts);
  registerReports(api, parts);
  registerScope(api, parts, seenServers);
  registerEndpoints(api, parts, seenServers);
  registerSweeps(api, parts, seenServers);
  registerExposures(api, seenServers);
  registerSettings(api, parts);
  for (const register of others) register(api);
  root.route(API_BASE, api);
  // A route, so that it is there where all this is mounted on something else too.
  root.all('/api/*', (context) => unmet(context.req.url, operations, instanceOf(context)));
  return root;
}

/** All that is around the routes: ids, log, who asks, readable bodies, one answer a key, tags, problems. */
function createFrame({ log }: OwnParts, frame: FrameParts, operations: Operations): OpenAPIHono<ApiEnv> {
  const root = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  const here = `${API_BASE}/*`;
  root.onError(problemHandler(log));
  root.use(async (context, next) => {
    // Where the frame is mounted on another that knows who asks, that stands.
    if (context.get('actor') === undefined) context.set('actor', null);
    await next();
  });
  root.use(here, accessLog(log, operations, frame.onAnswered));
  for (const middleware of frame.before) root.use(middleware);
  registerDocumentation(root);
  root.use(here, entityTags);
  root.use(here, readableBody(operations, frame.maxJsonBytes));
  root.use(here, idempotency({ operations, answers: frame.answers, answerKey: frame.answerKey }));
  return root;
}

/** Nothing is there, or not by this method. */
function unmet(url: string, operations: Operations, instance: { readonly instance?: string }): Response {
  const methods = operations.methodsOf(pathInApi(url));
  if (methods.length === 0) return problemResponse({ status: 404, code: 'RP_NOT_FOUND', ...instance });
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  return problemResponse({ status: 405, code: 'RP_METHOD', ...instance }, { allow });
}
