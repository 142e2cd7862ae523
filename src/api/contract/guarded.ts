import type { Role } from '../../access/actor.ts';
import { requireRole } from '../require-role.ts';

/** What an operation says and does about who may ask for it: the role, at least. */
export function guarded(role: Role) {
  return {
    security: [{ session: [] }, { token: [] }],
    'x-role': role,
    middleware: requireRole(role),
  };
}

/** Anybody may ask. */
export const OPEN = { security: [] };
