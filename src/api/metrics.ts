import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RequestListener } from './middleware/access-log.ts';

/** Figures of the service that change by themselves, as they are now. */
export interface ServiceFigures {
  /** How many runs there are, by their state. */
  readonly runs: Readonly<Record<string, number>>;
  /** How long the oldest run has been waiting; 0 where none does. */
  readonly queueAgeSeconds: number;
  /** What uploaded files take. */
  readonly spoolBytes: number;
}

/** Figures for Prometheus: no name of a table, a file or a person is in them. */
export interface ServiceMetrics {
  readonly onAnswered: RequestListener;
  read(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Stop watching the event loop. */
  close(): void;
}

/** From what a page takes to what somebody gives up after, in seconds. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10];

/** Start to count. @param figures read when somebody asks */
export function createMetrics(figures: () => Promise<ServiceFigures>): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'rowprint_request_seconds',
    help: 'Requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const runs = gauge('rowprint_runs', 'Runs by state.', ['state']);
  const age = gauge('rowprint_queue_age_seconds', 'How long the oldest run has been waiting.');
  const spool = gauge('rowprint_spool_bytes', 'What uploaded files take.');
  return {
    onAnswered: ({ method, pattern, status, ms }) =>
      requests.observe({ method, route: pattern, status: String(status) }, ms / 1000),
    async read() {
      const now = await figures();
      runs.reset();
      for (const [state, count] of Object.entries(now.runs)) runs.set({ state }, count);
      age.set(now.queueAgeSeconds);
      spool.set(now.spoolBytes);
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    close: () => registry.clear(),
  };
}
