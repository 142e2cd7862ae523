/** A mandate as `scope list` shows it. */
export interface MandateSummary {
  /** Host, host with port, or range of addresses. */
  readonly target: string;
  readonly owner: string;
  readonly reference: string;
  /** Last day on which it holds, 'YYYY-MM-DD'. */
  readonly until: string;
  /** Whether it holds today. */
  readonly holds: boolean;
}

/** An endpoint as `endpoint list` shows it. Times are ISO 8601 in UTC. */
export interface EndpointSummary {
  readonly name: string;
  readonly url: string;
  /** Cron expression and time zone; null: swept only when asked for. */
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  readonly nextDueAt: string | null;
  readonly lastSweptAt: string | null;
  /** Whether the last sweep reached it; null before the first. */
  readonly wasReached: boolean | null;
  /** Files that are there, and files that were. */
  readonly assets: number;
  readonly gone: number;
  readonly openExposures: number;
  /** The worst of the open ones; null where none is open. */
  readonly worstSeverity: string | null;
}

/** What `endpoint forget` erased. */
export interface ForgottenEndpoint {
  readonly name: string;
  readonly prints: number;
}
