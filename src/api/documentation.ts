import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import folderOfPage from 'swagger-ui-dist/absolute-path.js';
import type { ApiEnv } from './api-env.ts';
import { API_BASE, openApiDocument } from './document.ts';

/** Everything from our own origin. The page sets styles by script alone, which no policy on style attributes forbids. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "font-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rowprint: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="page"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/begin.js"></script>
</body>
</html>
`;

/** Nothing is asked of others (validatorUrl), and what changes something carries the token of the session. */
const BEGIN = `let csrf;
async function withToken(request) {
  if (request.method === undefined || request.method === 'GET') return request;
  csrf ??= fetch('${API_BASE}/session').then((answer) => (answer.ok ? answer.json() : {}));
  const session = await csrf;
  if (session.csrf !== undefined) request.headers['X-CSRF-Token'] = session.csrf;
  return request;
}
SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  requestInterceptor: withToken,
});
`;

/** The description of the API and its page. Both say nothing of anybody: whoever reaches the service may read them. */
export function registerDocumentation(root: OpenAPIHono<ApiEnv>): void {
  const document = JSON.stringify(openApiDocument());
  const kept = { 'cache-control': 'private, max-age=3600', 'x-content-type-options': 'nosniff' };
  root.get('/api/openapi.json', (context) =>
    context.body(document, 200, { ...kept, 'content-type': 'application/json' }),
  );
  root.get('/api/docs', (context) => {
    context.header('content-security-policy', POLICY);
    return context.html(PAGE);
  });
  root.get('/api/docs/begin.js', (context) =>
    context.body(BEGIN, 200, { ...kept, 'content-type': 'text/javascript; charset=utf-8' }),
  );
  for (const [file, type] of Object.entries(FILES))
    root.get(`/api/docs/${file}`, async (context) => {
      const content = await readFile(join(folderOfPage(), file));
      return context.body(Uint8Array.from(content), 200, { ...kept, 'content-type': type });
    });
}
