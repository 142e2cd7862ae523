import { KeyRing } from '../../fingerprints/keys.ts';
import type { Access } from '../access/access.ts';
import type { MadeInvitation } from '../access/accounts.ts';
import { auditEntries } from '../access/verify-audit.ts';
import type { Application } from '../cli/application.ts';
import { loadMasterKey, type Settings } from '../config/settings.ts';
import { affectedKeys } from '../pipelines/affected-keys.ts';
import { explainRow } from '../pipelines/explain-row.ts';
import type { WatchContext } from '../pipelines/sweep/watch-context.ts';
import type { AuditLine } from '../reports/audit.ts';
import type { InviteRequest } from '../reports/requests.ts';
import type { AuditRecord } from '../store/audit-records.ts';
import { openLocalAccess } from './access.ts';

/** Whoever has the home and the key may do everything: the log says that it was done here. */
const ACTOR = { name: 'command line' };

/** What the command line asks about accounts and the audit log, and what is noted there: evidence and whom it is of. */
export function accessRequests(
  settings: Settings,
  context: () => Promise<WatchContext>,
): Pick<Application, 'verifyAudit' | 'listAudit' | 'exportAudit' | 'inviteUser' | 'affected' | 'explain'> {
  const open = async (): Promise<Access> => {
    const { store, clock } = await context();
    return openLocalAccess(settings, store, new KeyRing(await loadMasterKey(settings)), clock);
  };
  return {
    async verifyAudit(knownHead) {
      return { schema: 'rowprint.audit-check/1', ...(await (await open()).verifyAudit(knownHead)) };
    },
    async listAudit(filter) {
      return (await (await open()).auditStore.list(filter)).map(toLine);
    },
    async exportAudit(onEntry) {
      const { audit, auditStore } = await open();
      await audit.note({ actor: ACTOR, action: 'audit.exported', object: null });
      for await (const entry of auditEntries(auditStore)) await onEntry(toLine(entry));
    },
    async *affected(id, table) {
      const opened = await context();
      const { id: whole } = await opened.store.reports.get(id);
      const keys = await affectedKeys(opened, table, [whole]);
      const facts = { table, rows: keys.rows };
      await (await open()).audit.note({
        actor: ACTOR,
        action: 'report.affected-exported',
        object: `report ${whole}`,
        facts,
      });
      yield* keys.lines();
    },
    async explain(id, row, against) {
      const explanation = await explainRow((await context()).store, id, row, against);
      const object = `report ${explanation.report}`;
      await (await open()).audit.note({ actor: ACTOR, action: 'report.explained', object, facts: { row } });
      return explanation;
    },
    async inviteUser(request) {
      const access = await open();
      const { user, path, expiresAt } = await invite(access, request);
      await access.audit.note({
        actor: ACTOR,
        action: 'user.invited',
        object: `user ${user.name}`,
        facts: { role: user.role },
      });
      return { name: user.name, role: user.role, link: (settings.publicUrl ?? '') + path, expiresAt };
    },
  };
}

async function invite(
  { store, accounts }: Access,
  { name, role, controllers }: InviteRequest,
): Promise<MadeInvitation> {
  const known = await store.users.findByName(name);
  if (known === null) return accounts.invite(name, role ?? 'viewer', controllers ?? null);
  if (role !== undefined || controllers !== undefined || known.isDisabled) {
    // An admin sees everything: a limit that was set before goes.
    const limits = controllers ?? (role === 'admin' ? null : undefined);
    await accounts.change(known.id, { role, controllers: limits, state: 'active' });
  }
  return accounts.reset(known.id);
}

function toLine({ facts, ...entry }: AuditRecord): AuditLine {
  try {
    return { ...entry, facts: JSON.parse(facts) as AuditLine['facts'] };
  } catch {
    // Somebody changed it: `audit verify` says where.
    return { ...entry, facts: {} };
  }
}
