import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../src/access/actor.ts';
import type { AuditNote } from '../../src/access/audit-log.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { registerCases } from '../../src/api/handlers/cases.ts';
import type { CaseView } from '../../src/cases/case-view.ts';
import type { PipelineContext } from '../../src/pipelines/context.ts';
import { DEFAULT_SERVICE_SETTINGS, type ServiceSettings } from '../../src/store/service-settings.ts';
import { ADMIN, signedInApi } from './signed-in-api.ts';

/** The API of cases on a workplace, and what it noted. */
export class TestDesk {
  readonly notes: AuditNote[] = [];
  readonly #context: () => PipelineContext;
  settings: ServiceSettings = {
    ...DEFAULT_SERVICE_SETTINGS,
    organisation: 'Processor X',
    contact: 'dpo@example.org',
  };

  constructor(context: () => PipelineContext) {
    this.#context = context;
  }

  api(actor: Actor = ADMIN): OpenAPIHono<ApiEnv> {
    const settings = { get: async () => this.settings, change: async () => this.settings };
    const audit = { note: async (note: AuditNote) => void this.notes.push(note) };
    return signedInApi((api) => registerCases(api, { watch: this.#context(), audit, settings }), actor);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    { actor = ADMIN, headers = {} }: { actor?: Actor; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return this.api(actor).request(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** The case that a request answers with. */
  async caseFrom(method: string, path: string, body?: unknown): Promise<CaseView> {
    const response = await this.send(method, path, body);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return (await response.json()) as CaseView;
  }
}

/** Somebody who sees some controllers. */
export function limitedTo(controllers: readonly string[], role: Actor['role'] = 'responder'): Actor {
  return { id: 'u_limited', name: 'louis', role, controllers, means: 'session' };
}
