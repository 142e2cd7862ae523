import type { AccessStore, UserRecord } from '../store/access-records.ts';
import { userNameKey } from '../store/users.ts';
import { WrongLoginError } from './access-errors.ts';
import { SIGN_IN_LIMIT_ADDRESS, SIGN_IN_LIMIT_NAME } from './access-settings.ts';
import type { AuditLog } from './audit-log.ts';
import { RequestLimit } from './limits.ts';
import type { Locks } from './locks.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { Passwords } from './passwords.ts';

/** What signing in works with. */
export interface SignInParts {
  readonly store: AccessStore;
  readonly passwords: Passwords;
  readonly locks: Locks;
  readonly audit: AuditLog;
}

/** Signing in with name and password. Whoever fails learns nothing: neither from the answer nor from its time. */
export class SignIn {
  readonly #parts: SignInParts;
  readonly #byAddress = new RequestLimit(SIGN_IN_LIMIT_ADDRESS);
  readonly #byName = new RequestLimit(SIGN_IN_LIMIT_NAME);

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  /** @throws {WrongLoginError} {TooManyError} */
  async check(name: string, password: string, address: string): Promise<UserRecord> {
    await this.#takeTry(name, address);
    const { store, locks } = this.#parts;
    const user = await store.users.findByName(name);
    const isLocked = await locks.isLocked(name);
    const isRight = await this.#parts.passwords.isRight(password, user?.passwordHash ?? null);
    if (user !== null && isRight && !isLocked && !user.isDisabled) return this.#welcome(user, password);
    await locks.fail(name);
    await this.#noteRefusal(user, address, isLocked);
    throw new WrongLoginError('name or password do not fit');
  }

  /** Limits guesses at secrets of links as those at passwords. @throws {TooManyError} */
  async takeTry(address: string): Promise<void> {
    await this.#byAddress.take(address);
  }

  /** @throws {WrongLoginError} the old one is not right @throws {WeakPasswordError} {TooManyError} */
  async changePassword(user: UserRecord, old: string, next: string, address: string): Promise<void> {
    const { store, passwords } = this.#parts;
    await this.#takeTry(user.name, address);
    if (!(await passwords.isRight(old, user.passwordHash)))
      throw new WrongLoginError('the old password does not fit');
    requireGoodPassword(next, user.name);
    await store.users.change(user.id, { passwordHash: await passwords.hash(next) });
  }

  async #takeTry(name: string, address: string): Promise<void> {
    await this.#byAddress.take(address);
    await this.#byName.take(`${address} ${userNameKey(name)}`);
  }

  async #welcome(user: UserRecord, password: string): Promise<UserRecord> {
    const { store, passwords, locks } = this.#parts;
    await locks.clear(user.name);
    if (user.passwordHash !== null && passwords.isDated(user.passwordHash))
      await store.users.change(user.id, { passwordHash: await passwords.hash(password) });
    return user;
  }

  /** Names that nobody has are not noted: they may be passwords. */
  async #noteRefusal(user: UserRecord | null, address: string, isLocked: boolean): Promise<void> {
    await this.#parts.audit.note({
      actor: null,
      action: 'session.refused',
      object: user === null ? null : `user ${user.name}`,
      facts: { address, isLocked },
    });
  }
}
