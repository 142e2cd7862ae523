import { afterEach, beforeEach } from 'vitest';
import { KeyRing } from '../../fingerprints/keys.ts';
import { type Access, createAccess } from '../../src/access/access.ts';
import type { Role } from '../../src/access/actor.ts';
import { createApi } from '../../src/api/app.ts';
import { type ContractRoute, contractRoutes } from '../../src/api/document.ts';
import { registerHealth } from '../../src/api/health.ts';
import { openSlices, type ServiceSlices } from '../../src/compose/service-slices.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLogger } from '../../src/core/log.ts';
import { ApiPlace } from './api-place.ts';

const KEY = new Uint8Array(32).fill(7);
const URL = 'http://127.0.0.1:7411';
/** What reads the figures of the service sends. */
export const METRICS_TOKEN = 'a token of the figures';
/** A walk asks for more than a person does in a minute. */
const MANY_REQUESTS = { times: 1_000_000, seconds: 60 };

/** Sends requests as somebody: bytes as they are, all else as JSON. */
export type Send = (method: string, path: string, body?: unknown) => Promise<Response>;

/** An operation of the contract, with the role that it says it needs; null: anybody. */
export interface WalkedOperation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly role: Role | null;
}

/** Every operation of the contract. */
export function operations(): readonly WalkedOperation[] {
  return contractRoutes().map((route) => ({
    name: `${route.method.toUpperCase()} ${route.path}`,
    method: route.method.toUpperCase(),
    path: route.path,
    role: roleOf(route),
  }));
}

function roleOf(route: ContractRoute): Role | null {
  return (route as { readonly 'x-role'?: Role })['x-role'] ?? null;
}

/** The slices of the service as they are put together, behind their guards, on a workplace. Nothing is begun. */
export class WalkedService extends ApiPlace {
  #slices!: ServiceSlices;
  #api!: ReturnType<typeof createApi>;
  access!: Access;

  constructor() {
    super();
    beforeEach(async () => {
      const settings = loadSettings({
        env: { ROWPRINT_HOME: this.home, ROWPRINT_REQUESTS_PER_MINUTE: '1000000' },
      });
      const context = { ...this.watch };
      this.#slices = await openSlices({ settings, key: KEY, context, log: silentLogger, url: URL });
      this.#api = createApi(
        { ...this.parts(), ...this.#slices.parts },
        {
          before: this.#slices.before,
          maxJsonBytes: settings.maxJsonBytes,
          answers: this.store.keptAnswers,
          answerKey: this.#slices.answerKey,
        },
        this.#slices.routes,
      );
      registerHealth(this.#api, {
        store: this.store,
        isWorkerAlive: () => true,
        metrics: {
          onAnswered() {},
          read: async () => ({ contentType: 'text/plain', text: 'up 1' }),
          close() {},
        },
        metricsToken: METRICS_TOKEN,
      });
      // Of the same store: an account made here is one there.
      this.access = createAccess({
        store: this.store,
        keys: new KeyRing(KEY),
        clock: this.clock,
        settings: {
          sessionIdleMs: 3_600_000,
          sessionMaxMs: 3_600_000,
          lockAfterFailures: 5,
          lockMs: 60_000,
          requestLimit: MANY_REQUESTS,
          origin: URL,
        },
        provider: null,
      });
    });
    afterEach(() => this.#slices.close());
  }

  /** A script with a token of somebody new. */
  async as(role: Role, controllers: readonly string[] | null = null): Promise<Send> {
    const name = `${role}${controllers === null ? '' : '-limited'}`;
    const { user } = await this.access.accounts.invite(name, role, controllers);
    const actor = { id: user.id, name, role, controllers, means: 'session' } as const;
    const wish = { label: 'walk', role, controllers, days: 30 };
    const { secret } = await this.access.tokens.make(actor, wish);
    return this.#sender({ authorization: `Bearer ${secret}` });
  }

  /** The browser of somebody new, who is signed in. */
  async session(role: Role) {
    const { user } = await this.access.accounts.invite(`${role}-browser`, role, null);
    const { newSecret, csrf } = await this.access.sessions.begin(user, null);
    return { user, csrf, cookie: `rowprint=${newSecret}` };
  }

  /** Send a request with these headers and no others. */
  async send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Response> {
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    return this.#api.fetch(new Request(`${URL}/api/v1${path}`, init));
  }

  /** Look at something beside the API. */
  async look(path: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    return this.#api.fetch(new Request(URL + path, { headers }));
  }

  /** Upload a file of that text. */
  async put(send: Send, name: string, text: string): Promise<{ readonly id: string }> {
    const answer = await send('PUT', `/suspects?name=${encodeURIComponent(name)}`, Buffer.from(text));
    return (await answer.json()) as { id: string };
  }

  nobody(): Send {
    return this.#sender({});
  }

  #sender(headers: Readonly<Record<string, string>>): Send {
    return async (method, path, body) => {
      const sent = bodyOf(body);
      const init = { method, headers: { ...headers, ...sent.headers }, ...sent.content };
      return this.#api.fetch(new Request(`${URL}/api/v1${path}`, init));
    };
  }
}

/** Bytes go as they are, all else as JSON. */
function bodyOf(body: unknown) {
  if (body === undefined) return { headers: {}, content: {} };
  if (body instanceof Uint8Array)
    return {
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(body.length) },
      content: { body: Uint8Array.from(body) },
    };
  return { headers: { 'content-type': 'application/json' }, content: { body: JSON.stringify(body) } };
}
