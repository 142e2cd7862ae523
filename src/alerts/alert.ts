import type { Severity } from '../core/severity.ts';

/** What alerts tell. Names, counts, codes and links; never a cell or a login. */
export type Alert =
  | {
      readonly event: 'exposure.new';
      readonly endpoint: string;
      readonly exposure: string;
      readonly code: string;
      readonly severity: Severity;
      readonly title: string;
      /** How often it was opened again: each opening is told. */
      readonly opening: number;
      /** So many more, no worse, were found at once and are not told one by one. */
      readonly more?: number;
    }
  | {
      readonly event: 'overlap.above';
      readonly report: string;
      readonly suspect: string;
      readonly share: number;
      readonly persons: number;
    }
  | {
      readonly event: 'sweep.failing';
      readonly endpoint: string;
      readonly failures: number;
      readonly code: string;
    }
  | {
      readonly event: 'case.clock';
      readonly case: string;
      readonly title: string;
      /** Below 0: past. */
      readonly hoursLeft: number;
      /** The warning that this is, in hours before `dueAt`: each is given once for a deadline. */
      readonly thresholdHours: number;
      /** ISO 8601 in UTC. */
      readonly dueAt: string;
    };

/** Takes alerts and sees to it that they arrive. */
export interface AlertDesk {
  /** Durable once it resolves. The same alert again (see keysOf) is sent once. */
  raise(alert: Alert): Promise<void>;
  /** Several of one run, in one transaction: of very many new exposures the worst are told one by one. */
  raiseAll(alerts: readonly Alert[]): Promise<void>;
  /** A server was reached: when it fails again, that is another alert. */
  reached(endpoint: string): Promise<void>;
}
