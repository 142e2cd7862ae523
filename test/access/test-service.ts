import { OpenAPIHono } from '@hono/zod-openapi';
import type { Access } from '../../src/access/access.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { registerAudit } from '../../src/api/handlers/audit.ts';
import { createProviderRoutes } from '../../src/api/handlers/provider.ts';
import { registerSession } from '../../src/api/handlers/session.ts';
import { registerTokens } from '../../src/api/handlers/tokens.ts';
import { registerUsers } from '../../src/api/handlers/users.ts';
import { ownHosts } from '../../src/api/middleware/host-check.ts';
import { problemHandler } from '../../src/api/problems.ts';
import { type Logger, silentLogger } from '../../src/core/log.ts';
import { createGuard } from './create-guard.ts';

/** What a request says; `json` is sent as its body. */
export interface Ask {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
}

/** A browser or script that asks the guarded API, and keeps the cookies that it is given. */
export class TestClient {
  readonly cookies = new Map<string, string>();
  csrf = '';
  readonly #app: { fetch(request: Request): Response | Promise<Response> };
  readonly #origin: string;

  constructor(app: TestClient['app'], origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  get app(): { fetch(request: Request): Response | Promise<Response> } {
    return this.#app;
  }

  /** @param path under /api/v1, or a whole one from `/auth` */
  async ask(path: string, { method, json, headers = {} }: Ask = {}): Promise<Response> {
    const url = this.#origin + (path.startsWith('/auth') ? path : `/api/v1${path}`);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.fetch(
      new Request(url, {
        method: method ?? (json === undefined ? 'GET' : 'POST'),
        headers: {
          ...(cookie === '' ? {} : { cookie }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.csrf === '' ? {} : { 'x-csrf-token': this.csrf }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      }),
    );
    this.#keep(response);
    return response;
  }

  /** Sign in or set up; keeps the CSRF token of the answer. */
  async enter(path: string, json: unknown): Promise<Response> {
    const response = await this.ask(path, { json });
    if (response.status === 201) this.csrf = ((await response.clone().json()) as { csrf: string }).csrf;
    return response;
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
  }
}

/** The service of access alone: guard, API, provider routes. */
export function testService(access: Access, log: Logger = silentLogger) {
  const { origin } = access.settings;
  const hosts = ownHosts({ host: '127.0.0.1', port: 7411 }, origin, []);
  const app = createGuard(access, { hosts, origin, proxies: 1 }, log);
  const api = new OpenAPIHono<ApiEnv>();
  api.onError(problemHandler(log));
  for (const register of [registerSession, registerUsers, registerTokens, registerAudit])
    register(api, { access });
  app.route('/api/v1', api);
  app.route('/', createProviderRoutes({ access, log }));
  return { app, client: () => new TestClient(app, origin) };
}
