import type { z } from '@hono/zod-openapi';
import type { Access } from '../../access/access.ts';
import type { OpenSession } from '../../access/sessions.ts';
import type { TokenRecord, UserRecord } from '../../store/access-records.ts';
import type { AuditRecord } from '../../store/audit-records.ts';
import type { Session, Token, User } from '../contract/access.ts';
import type { AuditEntry } from '../contract/audit.ts';

/** An account as admins and its own user see it. A lock is told to them alone. */
export async function shownUser(
  { locks }: Pick<Access, 'locks'>,
  user: UserRecord,
): Promise<z.infer<typeof User>> {
  const isLocked = !user.isDisabled && user.means === 'local' && (await locks.isLocked(user.name));
  return {
    id: user.id,
    name: user.name,
    role: user.role,
    controllers: user.controllers === null ? null : [...user.controllers],
    means: user.means,
    state: user.isDisabled ? 'disabled' : isLocked ? 'locked' : 'active',
    createdAt: user.createdAt,
    lastSeenAt: user.lastSeenAt,
    language: user.language,
  };
}

/** A session as its own browser sees it. */
export async function shownSession(
  access: Pick<Access, 'locks'>,
  { user, csrf, expiresAt }: OpenSession,
): Promise<z.infer<typeof Session>> {
  return { user: await shownUser(access, user), csrf, expiresAt };
}

/** A token without its secret. */
export function shownToken(token: TokenRecord, userName: string): z.infer<typeof Token> {
  const { id, label, role, controllers, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  const limits = controllers === null ? null : [...controllers];
  return {
    id,
    label,
    role,
    controllers: limits,
    user: userName,
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
  };
}

/** An entry of the audit log. Facts that somebody made unreadable are left out: the verification tells of them. */
export function shownEntry({ facts, ...entry }: AuditRecord): z.infer<typeof AuditEntry> {
  return { ...entry, facts: readFacts(facts) };
}

function readFacts(text: string): z.infer<typeof AuditEntry>['facts'] {
  try {
    return JSON.parse(text) as z.infer<typeof AuditEntry>['facts'];
  } catch {
    return {};
  }
}
