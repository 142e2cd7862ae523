import type { Clock } from '../core/clock.ts';
import { UsageError } from '../core/errors.ts';
import type { AccessStore, StoredRole, UserChanges, UserRecord } from '../store/access-records.ts';
import { LastAdminError, NameTakenError, SpentLinkError, UnknownAccountError } from './access-errors.ts';
import type { Locks } from './locks.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { Passwords } from './passwords.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import type { SessionKeeper } from './sessions.ts';
import type { TokenKeeper } from './tokens.ts';
import { requireGoodUserName } from './user-names.ts';

/** How long a one-time link holds. */
const INVITATION_MS = 72 * 3_600_000;

/** A one-time link for setting a password. The secret is in its fragment: it reaches no log and no referrer. */
export interface MadeInvitation {
  readonly user: UserRecord;
  /** '/invitation#…' */
  readonly path: string;
  readonly expiresAt: string;
}

/** What an admin may say of an account. */
export interface AccountChanges {
  readonly role?: StoredRole | undefined;
  readonly controllers?: readonly string[] | null | undefined;
  readonly state?: 'active' | 'disabled' | undefined;
}

/** What accounts are kept with. */
export interface AccountParts {
  readonly store: AccessStore;
  readonly clock: Clock;
  readonly passwords: Passwords;
  readonly sessions: SessionKeeper;
  readonly tokens: TokenKeeper;
  readonly locks: Locks;
}

/** Accounts: made by invitation, changed, reset. Whatever takes rights away ends the sessions at once. */
export class Accounts {
  readonly #parts: AccountParts;

  constructor(parts: AccountParts) {
    this.#parts = parts;
  }

  /** Make an account that nobody can sign in to before its link was used. @throws {NameTakenError} {UsageError} */
  async invite(
    name: string,
    role: StoredRole,
    controllers: readonly string[] | null,
  ): Promise<MadeInvitation> {
    requireUnlimitedAdmin(role, controllers);
    const user = await this.#parts.store.users.add({
      name: requireGoodUserName(name),
      role,
      controllers,
      means: 'local',
      subject: null,
      passwordHash: null,
    });
    if (user === null) throw new NameTakenError(`somebody is named ${name} already: choose another name`);
    return this.#link(user);
  }

  /**
   * A new link. The password before it, all sessions and the lock end; tokens stay, they are revoked one by one.
   * @throws {UnknownAccountError} {UsageError} the provider signs this account in
   */
  async reset(id: string): Promise<MadeInvitation> {
    const { store, sessions, locks } = this.#parts;
    const user = await store.users.find(id);
    if (user === null) throw unknownAccount();
    if (user.means === 'oidc')
      throw new UsageError(`${user.name} signs in with the provider: there is no password to set`);
    if (user.isDisabled)
      throw new UsageError(`${user.name} is disabled: make the account active again first`);
    const invitation = await this.#link(user);
    await store.users.change(id, { passwordHash: null });
    await sessions.endAll(id);
    await locks.clear(user.name);
    return invitation;
  }

  /** End a lock, whatever means the account signs in with. */
  async unlock(name: string): Promise<void> {
    await this.#parts.locks.clear(name);
  }

  /** Set the password with the secret of a link, once. @throws {SpentLinkError} {WeakPasswordError} */
  async accept(secret: string, password: string): Promise<UserRecord> {
    const { store, passwords, sessions, locks } = this.#parts;
    const hash = hashOfSecret(secret);
    const id = await store.invitations.find(hash);
    const invited = id === null ? null : await store.users.find(id);
    if (invited === null || invited.isDisabled) throw spentLink();
    requireGoodPassword(password, invited.name);
    const user = await store.invitations.take(hash, await passwords.hash(password));
    if (user === null) throw spentLink();
    await sessions.endAll(user.id);
    await locks.clear(user.name);
    return user;
  }

  /** @throws {UnknownAccountError} {LastAdminError} {UsageError} */
  async change(id: string, { role, controllers, state }: AccountChanges): Promise<UserRecord> {
    const { store, sessions, tokens } = this.#parts;
    const before = await store.users.find(id);
    if (before === null) throw unknownAccount();
    requireUnlimitedAdmin(role ?? before.role, controllers === undefined ? before.controllers : controllers);
    const changes: UserChanges = {
      ...(role === undefined ? {} : { role }),
      ...(controllers === undefined ? {} : { controllers }),
      ...(state === undefined ? {} : { isDisabled: state === 'disabled' }),
    };
    const user = await store.users.change(id, changes);
    if (user === 'unknown') throw unknownAccount();
    if (user === 'last-admin')
      throw new LastAdminError('this is the last admin that can sign in: make another one first');
    // With other rights comes another session; who is disabled has none, and no link to come back by.
    await sessions.endAll(id);
    tokens.forgetAll();
    if (user.isDisabled) {
      await tokens.revokeAll(id);
      await store.invitations.removeOf(id);
    }
    return user;
  }

  async #link(user: UserRecord): Promise<MadeInvitation> {
    const secret = newSecret();
    const expiresAt = new Date(this.#parts.clock.nowMs() + INVITATION_MS).toISOString();
    await this.#parts.store.invitations.put({ userId: user.id, hash: hashOfSecret(secret), expiresAt });
    return { user, path: `/invitation#${secret}`, expiresAt };
  }
}

/** An admin can give itself any limit: one that is limited would only seem so. */
function requireUnlimitedAdmin(role: StoredRole, controllers: readonly string[] | null): void {
  if (role === 'admin' && controllers !== null)
    throw new UsageError('an admin sees all controllers: leave them out, or choose another role');
}

function unknownAccount(): UnknownAccountError {
  return new UnknownAccountError('there is no such user');
}

function spentLink(): SpentLinkError {
  return new SpentLinkError('this link was used, replaced or is too old: ask an admin for a new one');
}
