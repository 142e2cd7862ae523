import type { FieldId, FieldScope, Role } from '../fields/field.ts';

/** Group of columns that say the same thing: where somebody lives. */
export function groupOf(field: FieldId): string | null {
  return field === 'street' || field === 'postcode' || field === 'city' ? 'home' : null;
}

/**
 * P(a relative, another person, agrees) before a table shows its own: by role and field, else by who can share it.
 * Birth date: twins among relatives. Given name: sons named after fathers. Orders of magnitude, chosen high
 * (cautious): a value that relatives share must not speak for the person.
 */
export function defaultRelativeShare(field: FieldId, role: Role | null, scope: FieldScope): number {
  if (role === 'given') return 0.01;
  if (role === 'birth') return 0.08;
  if (field === 'date') return 0.2;
  if (role === 'full') return 0.005;
  if (field === 'name') return 0.7;
  if (field === 'email') return 0.15;
  if (field === 'iban') return 0.3;
  if (groupOf(field) !== null) return 0.85;
  return SHARE_BY_SCOPE[scope];
}

const SHARE_BY_SCOPE: Record<FieldScope, number> = { person: 0.001, household: 0.7, place: 0.85, any: 0.4 };

/** Whether a column holds what only a person has: it must speak for the person wherever relatives might be meant. */
export function isPersonal(field: FieldId, role: Role | null, scope: FieldScope): boolean {
  if (field === 'name') return role === 'given' || role === 'full';
  if (field === 'date') return role === 'birth';
  return scope === 'person' && field !== 'email';
}
