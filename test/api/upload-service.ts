import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { afterEach, beforeEach } from 'vitest';
import type { Actor } from '../../src/access/actor.ts';
import type { AuditNote } from '../../src/access/audit-log.ts';
import type { ApiEnv } from '../../src/api/api-env.ts';
import { registerKeptSuspects } from '../../src/api/handlers/kept-suspects.ts';
import { registerSuspects } from '../../src/api/handlers/suspects.ts';
import { registerUploads } from '../../src/api/handlers/uploads.ts';
import { problemHandler } from '../../src/api/problems.ts';
import type { UploadParts } from '../../src/api/uploads/suspect-uploads.ts';
import { UploadSlots } from '../../src/api/uploads/upload-slots.ts';
import { silentLogger } from '../../src/core/log.ts';
import type { RunOrder, RunQueue, RunRecord } from '../../src/jobs/run-queue.ts';
import { createSpoolKeeper } from '../../src/pipelines/spool/spool-keeper.ts';
import { DEFAULT_SERVICE_SETTINGS, type ServiceSettings } from '../../src/store/service-settings.ts';
import type { SpoolPlace } from '../pipelines/spool/spool-place.ts';
import { day } from '../store/watched-samples.ts';

type Server = ReturnType<typeof serve>;

/** The upload part of the API on a port of its own. Who asks stands in the header X-Test-User: 'anna', 'anna viewer'. */
export class UploadService {
  readonly #place: SpoolPlace;
  #server!: Server;
  url = '';
  readonly notes: AuditNote[] = [];
  readonly runs = new HeldRuns();
  settings: ServiceSettings = DEFAULT_SERVICE_SETTINGS;
  uploads!: UploadParts;

  constructor(place: SpoolPlace) {
    this.#place = place;
    beforeEach(() => {
      this.settings = DEFAULT_SERVICE_SETTINGS;
      this.notes.length = 0;
      this.runs.clear();
      return this.start();
    });
    afterEach(() => this.stop());
  }

  /** Start, or start again as after a crash: with what is stored and nothing else. */
  async start(changes: Partial<UploadParts> = {}): Promise<void> {
    const { store, clock, spool } = this.#place;
    const files = store.suspectFiles;
    this.uploads = {
      spool,
      files,
      clock,
      keeper: createSpoolKeeper({
        spool,
        files,
        clock,
        giveUpMs: 3_600_000,
        findRun: async (id) => this.runs.records.get(id) ?? null,
      }),
      slots: new UploadSlots(20),
      spoolMaxBytes: 2 ** 40,
      maxFileBytes: 2 ** 40,
      ...changes,
    };
    this.#server = serve({ fetch: this.#api().fetch, port: 0, hostname: '127.0.0.1' });
    if (!this.#server.listening) await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v1`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    await closed;
  }

  ask(
    path: string,
    init: RequestInit & { readonly user?: string; readonly duplex?: 'half' } = {},
  ): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('x-test-user', init.user ?? 'anna');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  #api(): OpenAPIHono<ApiEnv> {
    const api = new OpenAPIHono<ApiEnv>();
    api.use(async (context, next) => {
      context.set('actor', actorOf(context.req.header('x-test-user')));
      await next();
    });
    api.onError(problemHandler(silentLogger));
    const audit = { note: async (entry: AuditNote) => void this.notes.push(entry) };
    const settings = { get: async () => this.settings, change: async () => this.settings };
    const watch = { store: this.#place.store };
    const parts = { uploads: this.uploads, runs: this.runs, audit, settings, watch };
    registerUploads(api, parts);
    registerSuspects(api, parts);
    registerKeptSuspects(api, { audit, watch });
    return new OpenAPIHono<ApiEnv>().route('/api/v1', api);
  }
}

/** A queue whose runs end when a test says so. */
class HeldRuns implements RunQueue {
  readonly records = new Map<string, RunRecord>();
  readonly #listeners = new Map<string, (run: RunRecord) => void>();

  async enqueue(order: RunOrder, subject: string, by: string): Promise<RunRecord> {
    const id = `q_20260101_${String(this.records.size).padStart(14, '0')}`;
    const nothing = { startedAt: null, endedAt: null, progress: null, result: null, failure: null };
    const about = { id, kind: order.kind, subject, order, createdAt: day(1), createdBy: by };
    const whose = { createdById: null, controller: null, isCancelling: false };
    const run: RunRecord = { ...about, ...whose, ...nothing, state: 'queued', attempts: 0, ahead: 0 };
    this.records.set(id, run);
    return run;
  }

  cancel(id: string): Promise<RunRecord> {
    return this.end(id, 'cancelled');
  }

  retry(id: string): Promise<RunRecord> {
    return Promise.reject(new Error(`${id} is not retried here`));
  }

  follow(id: string, listener: (run: RunRecord) => void): () => void {
    this.#listeners.set(id, listener);
    return () => this.#listeners.delete(id);
  }

  async end(id: string, state: RunRecord['state']): Promise<RunRecord> {
    const run = { ...this.records.get(id)!, state, endedAt: day(1) };
    this.records.set(id, run);
    this.#listeners.get(id)?.(run);
    return run;
  }

  clear(): void {
    this.records.clear();
    this.#listeners.clear();
  }
}

function actorOf(user: string | undefined): Actor | null {
  if (user === undefined) return null;
  const [name = '', role = 'analyst', controller] = user.split(' ');
  const controllers = controller === undefined ? null : [controller];
  return { id: `u_${name}`, name, role: role as Actor['role'], controllers, means: 'session' };
}
