import type { AccessStore, UserRecord } from '../store/access-records.ts';
import { ProviderRefusedError } from './access-errors.ts';
import type { Role } from './actor.ts';
import { namesOf, requireAllowed, roleOf } from './claims.ts';
import type { Provider, Vouched } from './provider.ts';
import type { SessionKeeper } from './sessions.ts';
import type { TokenKeeper } from './tokens.ts';

/** Names tried for somebody whose name others have. */
const MOST_NAMESAKES = 100;

/** What accounts of the provider are kept with. */
export interface ProviderAccountParts {
  readonly store: AccessStore;
  readonly sessions: SessionKeeper;
  readonly tokens: TokenKeeper;
}

/**
 * The account of somebody whom the provider vouches for: made at the first sign-in, with the role that their groups give,
 * else viewer. It is bound to issuer and subject, never to a name: nobody takes over an account by being called so.
 * @throws {ProviderRefusedError} not let in, or disabled here
 */
export async function accountOf(
  { store, sessions, tokens }: ProviderAccountParts,
  { settings }: Provider,
  { subject, claims }: Vouched,
): Promise<UserRecord> {
  requireAllowed(claims, settings);
  const role = roleOf(claims, settings);
  const known = await store.users.findBySubject(subject);
  if (known === null) return make(store, subject, namesOf(claims), role ?? 'viewer');
  if (known.isDisabled) throw new ProviderRefusedError('your account is disabled here: ask an admin');
  const next = roleWithin(known, role);
  if (next === known.role) return known;
  const changed = await store.users.change(known.id, { role: next });
  // The last admin stays one, whatever the provider says: somebody must be able to run the service.
  if (changed === 'last-admin' || changed === 'unknown') return known;
  await sessions.endAll(known.id);
  tokens.forgetAll();
  return changed;
}

/** A limit to controllers was set here, and an admin would have none. */
function roleWithin(user: UserRecord, role: Role | null): Role {
  if (role === null) return user.role;
  return role === 'admin' && user.controllers !== null ? 'responder' : role;
}

async function make(
  store: AccessStore,
  subject: string,
  names: readonly string[],
  role: Role,
): Promise<UserRecord> {
  const name = names[0] ?? 'user';
  for (let number = 1; number <= MOST_NAMESAKES; number++) {
    const user = await store.users.add({
      name: number === 1 ? name : `${name.slice(0, 90)}-${number}`,
      role,
      controllers: null,
      means: 'oidc',
      subject,
      passwordHash: null,
    });
    if (user !== null) return user;
    // Two answers of the provider at once: the other one made it.
    const made = await store.users.findBySubject(subject);
    if (made !== null) return made;
  }
  throw new ProviderRefusedError('too many people have your name here: ask an admin');
}
