/** What alerts tell. Names, counts, codes and links; never a cell or a login. */
export type Alert =
  | {
      readonly event: 'exposure.new';
      readonly endpoint: string;
      readonly exposure: string;
      readonly code: string;
      readonly severity: 'info' | 'low' | 'medium' | 'high' | 'critical';
      readonly title: string;
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
      readonly hoursLeft: number;
    };

/** Takes alerts and sees to it that they arrive. */
export interface AlertDesk {
  /** Durable once it resolves. The same alert again (see each event's key) is sent once. */
  raise(alert: Alert): Promise<void>;
}
