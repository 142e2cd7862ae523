import type { User } from '../shapes.ts';

/** What somebody may do. */
export type Role = User['role'];

/** From the least to the most. */
export const ROLES: readonly Role[] = ['viewer', 'analyst', 'responder', 'admin'];

/** The role that a form names; the least where it names none. */
export function roleIn(fields: Readonly<Record<string, string>>): Role {
  return ROLES.find((role) => role === fields.role) ?? 'viewer';
}
