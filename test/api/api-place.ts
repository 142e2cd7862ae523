import { parseTarget } from '../../scanners/shared/scope.ts';
import type { Actor } from '../../src/access/actor.ts';
import type { AuditNote } from '../../src/access/audit-log.ts';
import { createApi, type OwnParts, type RegisterRoutes } from '../../src/api/app.ts';
import { API_BASE } from '../../src/api/document.ts';
import { type Client, createClient } from '../../src/client/client.ts';
import { createLogger, type Logger } from '../../src/core/log.ts';
import { watchRequests } from '../../src/jobs/watch-requests.ts';
import { WatchPlace } from '../pipelines/sweep/watch-place.ts';
import { ADMIN } from './signed-in-api.ts';

/** Where the API of tests is. */
export const ORIGIN = 'http://service';

/** How the API of a test differs from the usual one. */
export interface ApiWishes {
  readonly actor?: Actor | null;
  readonly maxJsonBytes?: number;
  readonly parts?: Partial<OwnParts>;
  readonly others?: readonly RegisterRoutes[];
}

/** Somebody who sees the tables of these controllers alone. */
export function limitedTo(controllers: readonly string[], part: Partial<Actor> = {}): Actor {
  return { ...ADMIN, id: 'u_limited', name: 'lea', controllers, ...part };
}

/** A workplace whose home is behind the whole API, without sign-in: who asks is said when it is made. */
export class ApiPlace extends WatchPlace {
  /** What the audit log was told. */
  notes: AuditNote[] = [];
  /** Lines of the log. */
  logged: string[] = [];

  parts(part: Partial<OwnParts> = {}): OwnParts {
    return {
      watch: this.watch,
      servers: watchRequests({ open: async () => this.watch, requireTarget: parseTarget, random: () => 0 }),
      audit: { note: async (note) => void this.notes.push(note) },
      settings: this.store.settings,
      log: this.log(),
      isReportInUse: async () => false,
      documents: { pdf: async ({ id }, language) => Buffer.from(`%PDF ${id} ${language}`) },
      service: { version: '1.2.3', environment: [] },
      ...part,
    };
  }

  /** Send requests to the API. */
  fetch(wishes: ApiWishes = {}): (path: string, init?: RequestInit) => Promise<Response> {
    const { actor = ADMIN, maxJsonBytes = 2 ** 20, parts = {}, others = [] } = wishes;
    const frame = {
      before: [
        async (context, next) => {
          context.set('actor', actor);
          await next();
        },
      ],
      maxJsonBytes,
      answers: this.store.keptAnswers,
      answerKey: new Uint8Array(32).fill(9),
    } satisfies Parameters<typeof createApi>[1];
    const api = createApi(this.parts(parts), frame, others);
    return async (path, init) => api.fetch(new Request(`${ORIGIN}${path}`, init));
  }

  client(wishes: ApiWishes = {}): Client {
    const send = this.fetch(wishes);
    return createClient({
      baseUrl: `${ORIGIN}${API_BASE}`,
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url);
        const body = request.body === null ? {} : { body: await request.arrayBuffer() };
        return send(pathname + search, { method: request.method, headers: request.headers, ...body });
      },
    });
  }

  private log(): Logger {
    return createLogger('info', { write: (line: string) => void this.logged.push(line) });
  }
}
