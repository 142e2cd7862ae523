import type { Actor } from '../access/actor.ts';
import type { AuditLog } from '../access/audit-log.ts';
import type { PipelineContext } from '../pipelines/context.ts';
import type { ServiceSettingStore } from '../store/service-settings.ts';

/** What the handlers of cases work with. */
export interface CaseParts {
  /** The store, the clock, and the keys that primary keys are kept under. */
  readonly watch: PipelineContext;
  readonly audit: AuditLog;
  readonly settings: ServiceSettingStore;
  /** The name of an uploaded file that the actor may see; null: there is none. Absent: only kept suspects are known. */
  readonly uploadedName?: (id: string, actor: Actor) => Promise<string | null>;
}
