import type { AccessStore, UserRecord } from '../store/access-records.ts';
import { SpentLinkError } from './access-errors.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { Passwords } from './passwords.ts';
import { hashOfSecret, isSameText, newSecret } from './secrets.ts';
import { requireGoodUserName } from './user-names.ts';

/**
 * The first account, made with a one-time link that the first start prints: there is no default password. The secret is in
 * memory only, new at each start, and worth nothing once there is an admin.
 */
export class FirstAdmin {
  readonly #store: AccessStore;
  readonly #passwords: Passwords;
  readonly #secret = newSecret();

  constructor(store: AccessStore, passwords: Passwords) {
    this.#store = store;
    this.#passwords = passwords;
  }

  /** Whether nobody can run the service yet. */
  async isNeeded(): Promise<boolean> {
    return (await this.#store.users.countAdmins()) === 0;
  }

  /** '/setup#…'; null once there is an admin. The secret is in the fragment: it reaches no log and no referrer. */
  async path(): Promise<string | null> {
    return (await this.isNeeded()) ? `/setup#${this.#secret}` : null;
  }

  /** @throws {SpentLinkError} {WeakPasswordError} {UsageError} a name that cannot be used */
  async make(secret: string, name: string, password: string): Promise<UserRecord> {
    if (!isSameText(hashOfSecret(secret), hashOfSecret(this.#secret)) || !(await this.isNeeded()))
      throw spentLink();
    const goodName = requireGoodUserName(name);
    requireGoodPassword(password, goodName);
    const user = await this.#store.users.addFirst({
      name: goodName,
      role: 'admin',
      controllers: null,
      means: 'local',
      subject: null,
      passwordHash: await this.#passwords.hash(password),
    });
    if (user === null) throw spentLink();
    return user;
  }
}

function spentLink(): SpentLinkError {
  return new SpentLinkError(
    'this link was used or is of an earlier start: take the one that the service printed when it started',
  );
}
