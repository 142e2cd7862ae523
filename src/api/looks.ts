import type { Actor } from '../access/actor.ts';
import type { AuditLog } from '../access/audit-log.ts';
import type { Clock } from '../core/clock.ts';

/** A page asks again while it is looked at: within that time it is the same look. */
const SAME_LOOK_MS = 5 * 60_000;
const MOST_REMEMBERED = 10_000;

/** Notes who looked at what: once for all requests of the same look. */
export type NoteLook = (actor: Actor, action: string, object: string) => Promise<void>;

/** Looks at evidence, in the audit log before anything is shown. */
export function createLooks(audit: AuditLog, clock: Clock): NoteLook {
  const noted = new Map<string, number>();
  return async (actor, action, object) => {
    const look = JSON.stringify([actor.id, actor.name, action, object]);
    const nowMs = clock.nowMs();
    const before = noted.get(look);
    if (before !== undefined && nowMs >= before && nowMs - before < SAME_LOOK_MS) return;
    await audit.note({ actor, action, object });
    if (noted.size >= MOST_REMEMBERED) noted.clear();
    noted.set(look, nowMs);
  };
}
