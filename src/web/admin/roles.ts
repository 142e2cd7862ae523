import type { User } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** What somebody may do. */
export type Role = User['role'];

/** From the least to the most. */
export const ROLES: readonly Role[] = ['viewer', 'analyst', 'responder', 'admin'];

/** The role that a form names; the least where it names none. */
export function roleIn(fields: Readonly<Record<string, string>>): Role {
  return ROLES.find((role) => role === fields['role']) ?? 'viewer';
}

/** The roles up to one, to choose from, each with what it may do. */
export function roleOptions(visit: Visit, most: Role = 'admin') {
  const { roles, admin } = { roles: visit.words.shell.roles, admin: visit.words.admin };
  return ROLES.slice(0, ROLES.indexOf(most) + 1).map((role) => ({
    value: role,
    text: `${roles[role]} – ${admin.roleMeans[role]}`,
  }));
}
