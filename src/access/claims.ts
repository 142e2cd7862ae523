import { ProviderRefusedError } from './access-errors.ts';
import { ROLES, type Role } from './actor.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { isGoodUserName } from './user-names.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Whether it is an object with names. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {ProviderRefusedError} the provider vouches for somebody who is not let in here */
export function requireAllowed(claims: Claims, settings: ProviderSettings): void {
  const { allowedDomains, allowedGroups } = settings;
  const domain = verifiedDomain(claims);
  const isOfDomain = allowedDomains.length === 0 || (domain !== null && allowedDomains.includes(domain));
  const groups = groupsOf(claims, settings.groupsClaim);
  const isOfGroup = allowedGroups.length === 0 || groups.some((group) => allowedGroups.includes(group));
  if (!isOfDomain || !isOfGroup)
    throw new ProviderRefusedError('your account at the provider is not let in here: ask an admin');
}

/** The highest role that the groups give; null where roles are given here. */
export function roleOf(claims: Claims, { roles, groupsClaim }: ProviderSettings): Role | null {
  if (Object.keys(roles).length === 0) return null;
  const given = groupsOf(claims, groupsClaim).flatMap((group) =>
    Object.hasOwn(roles, group) ? [roles[group]!] : [],
  );
  return ROLES.findLast((role) => given.includes(role)) ?? 'viewer';
}

/** What to call somebody here, the best first; each can be shown and typed safely. */
export function namesOf(claims: Claims): readonly string[] {
  const said = [claims.preferred_username, claims.email, claims.name, claims.sub];
  return said
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.normalize('NFC'))
    .filter(isGoodUserName);
}

function verifiedDomain({ email, email_verified: isVerified }: Claims): string | null {
  if (typeof email !== 'string' || isVerified !== true) return null;
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Groups as a list, or one as a text; a claim within others is named with dots ('realm_access.roles'). */
function groupsOf(claims: Claims, claim: string): readonly string[] {
  let value: unknown = claims[claim];
  if (value === undefined)
    value = claim
      .split('.')
      .reduce<unknown>((within, name) => (isRecord(within) ? within[name] : undefined), claims);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((group): group is string => typeof group === 'string');
}
