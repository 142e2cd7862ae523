import type { AuditLog } from '../access/audit-log.ts';
import type { AlertChannels } from '../alerts/alert-channels.ts';
import type { Logger } from '../core/log.ts';
import type { RunQueue } from '../jobs/run-queue.ts';
import type { TablePlaces } from '../jobs/table-places.ts';
import type { WatchRequests } from '../jobs/watch-requests.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { Report } from '../reports/report.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';
import type { SettingShown } from './environment.ts';
import type { UploadParts } from './uploads/suspect-uploads.ts';

/** What the handlers work with. Put together in src/compose; a slice of the API adds what it needs here. */
export interface ApiParts {
  /** The store and all that pipelines need. */
  readonly watch: WatchContext;
  /** What the command line asks of watched servers too. */
  readonly servers: WatchRequests;
  readonly runs: RunQueue;
  readonly audit: AuditLog;
  /** Where tables may be read from when the API is asked to. */
  readonly tablePlaces: TablePlaces;
  readonly settings: ServiceSettingStore;
  readonly channels: AlertChannels;
  readonly log: Logger;
  /** Whether a case rests on a report: then it stays. */
  readonly isReportInUse: (report: string) => Promise<boolean>;
  readonly documents: ReportDocuments;
  readonly service: ServiceIdentity;
  readonly uploads: UploadParts;
  /** Fires when the service is to end: what goes on for ever ends then. */
  readonly closing?: AbortSignal;
}

/** Reports as files that take work to make. */
export interface ReportDocuments {
  pdf(report: Report, language: 'en' | 'fr'): Promise<Uint8Array>;
}

/** What the service was started as. */
export interface ServiceIdentity {
  readonly version: string;
  /** What it was started with; secrets are named and never shown. */
  readonly environment: readonly SettingShown[];
}
