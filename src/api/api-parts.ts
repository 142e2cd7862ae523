import type { AuditLog } from '../access/audit-log.ts';
import type { RunQueue } from '../jobs/run-queue.ts';
import type { TablePlaces } from '../jobs/table-places.ts';
import type { WatchRequests } from '../jobs/watch-requests.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';

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
}
