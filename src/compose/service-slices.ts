import { KeyRing } from '../../fingerprints/keys.ts';
import { ConflictError } from '../api/api-errors.ts';
import type { ApiParts } from '../api/api-parts.ts';
import type { createApi, FrameParts, RegisterRoutes } from '../api/app.ts';
import type { ServiceFigures } from '../api/metrics.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import type { Logger } from '../core/log.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';

/** What the slices of the service are put together from. */
export interface SliceOptions {
  readonly settings: Settings;
  readonly context: WatchContext;
  readonly log: Logger;
}

/** What the slices of the service (runs, access, uploads, cases, alerts, pages) give to the whole. */
export interface ServiceSlices {
  /** What handlers need of them. */
  readonly parts: Pick<ApiParts, 'runs' | 'audit' | 'isReportInUse' | 'documents'>;
  /** Security headers, who asks, rate limits, CSRF: in this order, before every request. */
  readonly before: FrameParts['before'];
  /** Routes of the API: `(api) => registerRuns(api, …)`. */
  readonly routes: readonly RegisterRoutes[];
  /** Seals the answers to requests with an idempotency key. */
  readonly answerKey: Uint8Array;
  readonly isBehindTls: boolean;
  readonly figures: () => Promise<ServiceFigures>;
  readonly isWorkerAlive: () => boolean;
  /** Add what is beside the API: pages, uploads, callbacks. */
  mount(root: ReturnType<typeof createApi>): void;
  /** Begin to do runs, to look for what is due, to send alerts. */
  start(): void;
  /** What a person has to know once it listens: the link for the first account. @param url where the service is */
  notes(url: string): Promise<readonly string[]>;
  /** End the streams of events: the requests behind them would go on for ever. */
  stopFollowers(): void;
  /** Stop, putting back what is being done. */
  close(): Promise<void>;
}

/**
 * Open the slices. A slice that is not there yet stands for nothing: nobody is signed in, so that whatever is guarded
 * answers 401.
 */
export async function openSlices({ settings }: SliceOptions): Promise<ServiceSlices> {
  const keys = new KeyRing(await loadMasterKey(settings));
  const refuse = () => Promise.reject(new ConflictError('this service does no runs'));
  return {
    parts: {
      runs: { enqueue: refuse, cancel: refuse, retry: refuse, follow: () => () => {} },
      audit: { note: () => Promise.reject(new ConflictError('this service notes nothing')) },
      isReportInUse: async () => false,
      documents: { pdf: () => Promise.reject(new ConflictError('this service writes no PDF')) },
    },
    before: [],
    routes: [],
    answerKey: keys.subkey('api/kept-answers'),
    isBehindTls: false,
    figures: async () => ({ runs: {}, queueAgeSeconds: 0, spoolBytes: 0 }),
    isWorkerAlive: () => true,
    mount: () => {},
    start: () => {},
    notes: async () => [],
    stopFollowers: () => {},
    close: async () => {},
  };
}
