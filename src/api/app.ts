import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env.ts';
import type { ApiParts } from './api-parts.ts';

/** The API under /api/v1. Its routes are in `contract`, what they do in `handlers`, one file a resource each. */
export function createApi(_parts: ApiParts): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  return api;
}
