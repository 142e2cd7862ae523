import { OpenAPIHono } from '@hono/zod-openapi';
import * as access from './contract/access.ts';
import * as alerts from './contract/alerts.ts';
import * as audit from './contract/audit.ts';
import * as cases from './contract/cases.ts';
import * as endpoints from './contract/endpoints.ts';
import * as reports from './contract/reports.ts';
import * as runs from './contract/runs.ts';
import * as settings from './contract/settings.ts';
import * as suspects from './contract/suspects.ts';
import * as tables from './contract/tables.ts';
import { TAGS } from './contract/tags.ts';

/** Where the API is, under the origin of the service. */
export const API_BASE = '/api/v1';

const CONTRACTS = [access, audit, tables, suspects, reports, endpoints, runs, cases, alerts, settings];

/** One operation of the contract, as its `createRoute` made it. */
export type ContractRoute = (typeof tables)['listTables'];

/** Every operation of the contract, by path and method. */
export function contractRoutes(): readonly ContractRoute[] {
  return CONTRACTS.flatMap((contract) => Object.values(contract))
    .filter(isRoute)
    .sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/** The description of the whole API: OpenAPI 3.1. From the contract alone, so that a client can be made of it without a service. */
export function openApiDocument() {
  const described = new OpenAPIHono();
  const registry = described.openAPIRegistry;
  for (const route of contractRoutes()) registry.registerPath(route);
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'rowprint_session',
    description: 'What signing in gives. Requests that change something carry X-CSRF-Token besides.',
  });
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API token: it acts as its user, with the role and controllers that it was made for.',
  });
  return described.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Rowprint',
      version: '1',
      description:
        'Whether a leaked file is yours, how much of it, whose, and from which server it came.\n\n' +
        'Failures are problems (RFC 9457): match on `code`. Lists come in pages: `next` is the `cursor` of the next ' +
        'one, null at the end. A POST with an `Idempotency-Key` is done once, however often it is sent within a day. ' +
        'Answers carry an `ETag`. `x-role` is the role that an operation needs at least.',
    },
    servers: [{ url: API_BASE }],
    tags: [...TAGS],
  });
}

function isRoute(value: unknown): value is ContractRoute {
  return typeof value === 'object' && value !== null && 'operationId' in value && 'path' in value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
