import type { Clock } from '../core/clock.ts';
import type { AccessStore, SessionRecord, UserRecord } from '../store/access-records.ts';
import type { AccessSettings } from './access-settings.ts';
import { hashOfSecret, macOf, newSecret } from './secrets.ts';

/** A new secret is given this often, so that a stolen one does not last. */
const ROTATE_MS = 15 * 60_000;
/** Requests that were sent before the new secret arrived may still come with the one before. */
const GRACE_MS = 60_000;
/** How exact `last seen` is: a write for each request would cost more than the request. */
const SEEN_MS = 60_000;
/** A clock that was set back further than this cannot tell how old a session is. */
const SET_BACK_MS = 5 * 60_000;
/** For how long a look-up is remembered. What this process ends ends at once. */
const REMEMBERED_MS = 3000;
const MOST_REMEMBERED = 10_000;

/** A session that holds, and whose it is. */
export interface OpenSession {
  readonly id: string;
  readonly user: UserRecord;
  /** To be sent with every request that changes something. */
  readonly csrf: string;
  readonly expiresAt: string;
  /** The secret that the browser is to hold from now on, where it changed. */
  readonly newSecret: string | null;
}

/** What is known of a session for some seconds. */
interface Remembered {
  readonly session: SessionRecord;
  readonly user: UserRecord;
  readonly atMs: number;
  /** What was looked up before something ended is not remembered after it. */
  readonly generation: number;
}

/**
 * Sessions of browsers. A secret of 256 bits is in the cookie, its SHA-256 in the store. It is new at each sign-in and
 * changed password, and every quarter of an hour; the one before holds until the new one was used.
 */
export class SessionKeeper {
  readonly #store: AccessStore;
  readonly #key: Uint8Array;
  readonly #clock: Clock;
  readonly #settings: Pick<AccessSettings, 'sessionIdleMs' | 'sessionMaxMs'>;
  readonly #remembered = new Map<string, Remembered>();
  #generation = 0;

  constructor(
    store: AccessStore,
    key: Uint8Array,
    clock: Clock,
    settings: Pick<AccessSettings, 'sessionIdleMs' | 'sessionMaxMs'>,
  ) {
    this.#store = store;
    this.#key = key;
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Sign somebody in: always with a new secret, whatever the browser brought. */
  async begin(user: UserRecord, broughtSecret: string | null): Promise<OpenSession> {
    await this.#removeOld();
    if (broughtSecret !== null) await this.end(broughtSecret);
    const [secret, at] = [newSecret(), this.#nowText()];
    const session: SessionRecord = {
      id: newSecret(),
      userId: user.id,
      hash: hashOfSecret(secret),
      previousHash: null,
      previousUntil: null,
      createdAt: at,
      rotatedAt: at,
      lastSeenAt: at,
    };
    await this.#store.sessions.add(session);
    await this.#store.users.noteSeen(user.id, at);
    return this.#opened(session, user, secret);
  }

  /** The session of a secret. Null: it does not hold (any more). */
  async find(secret: string): Promise<OpenSession | null> {
    const hash = hashOfSecret(secret);
    const found = this.#recall(hash) ?? (await this.#lookUp(hash));
    // Of several requests that look up at once the first may have rotated meanwhile: the others must not.
    const known = this.#recall(hash) ?? found;
    if (known === null || !this.#holds(known, hash)) return null;
    return this.#used(known, hash);
  }

  /** Whose session a secret is of, without using it: it is not renewed, and grows no older by it. Null: it does not hold. */
  async userOf(secret: string): Promise<UserRecord | null> {
    const hash = hashOfSecret(secret);
    const known = this.#recall(hash) ?? (await this.#lookUp(hash));
    return known !== null && this.#holds(known, hash) ? known.user : null;
  }

  /** End the session of a secret. */
  async end(secret: string): Promise<void> {
    const session = await this.#store.sessions.find(hashOfSecret(secret));
    if (session === null) return;
    await this.#store.sessions.remove(session.id);
    this.forgetAll();
  }

  /** End all sessions of a user, but one. */
  async endAll(userId: string, exceptId?: string): Promise<void> {
    await this.#store.sessions.removeOf(userId, exceptId);
    this.forgetAll();
  }

  /** Give a session another secret now; the one before ends with it. */
  async renew(id: string): Promise<string> {
    const secret = newSecret();
    await this.#store.sessions.change(id, {
      hash: hashOfSecret(secret),
      previousHash: null,
      previousUntil: null,
      rotatedAt: this.#nowText(),
    });
    this.forgetAll();
    return secret;
  }

  /** Look everything up anew: an account changed. */
  forgetAll(): void {
    this.#generation++;
    this.#remembered.clear();
  }

  #recall(hash: string): Remembered | null {
    const known = this.#remembered.get(hash);
    return known && Math.abs(this.#clock.nowMs() - known.atMs) < REMEMBERED_MS ? known : null;
  }

  async #lookUp(hash: string): Promise<Remembered | null> {
    const generation = this.#generation;
    const session = await this.#store.sessions.find(hash);
    const user = session && (await this.#store.users.find(session.userId));
    if (!session || !user) return null;
    const known = { session, user, atMs: this.#clock.nowMs(), generation };
    if (this.#recall(hash) === null) this.#remember(hash, known);
    return known;
  }

  #remember(hash: string, known: Remembered): void {
    if (known.generation !== this.#generation) return;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(hash, known);
  }

  #holds({ session, user }: Remembered, hash: string): boolean {
    const now = this.#clock.nowMs();
    const isPrevious = session.hash !== hash;
    if (user.isDisabled || now < Date.parse(session.lastSeenAt) - SET_BACK_MS) return false;
    if (isPrevious && session.previousUntil !== null && now >= Date.parse(session.previousUntil))
      return false;
    return now < this.#endMs(session);
  }

  async #used(known: Remembered, hash: string): Promise<OpenSession> {
    const { session, user } = known;
    const now = this.#clock.nowMs();
    if (now - Date.parse(session.rotatedAt) >= ROTATE_MS) return this.#rotate(known, hash);
    const isFirstUse =
      session.hash === hash && session.previousHash !== null && session.previousUntil === null;
    const changes = {
      ...(isFirstUse ? { previousUntil: new Date(now + GRACE_MS).toISOString() } : {}),
      ...(now - Date.parse(session.lastSeenAt) >= SEEN_MS ? { lastSeenAt: this.#nowText() } : {}),
    };
    if (Object.keys(changes).length === 0) return this.#opened(session, user, null);
    return this.#opened(await this.#change(known, hash, changes), user, null);
  }

  /** The secret that came holds until the new one is used: the answer that carries it may be lost. */
  async #rotate(known: Remembered, hash: string): Promise<OpenSession> {
    const [secret, at] = [newSecret(), this.#nowText()];
    const changes = { previousHash: hash, previousUntil: null, rotatedAt: at, lastSeenAt: at };
    const session = await this.#change(known, hash, { ...changes, hash: hashOfSecret(secret) });
    return this.#opened(session, known.user, secret);
  }

  async #change(known: Remembered, hash: string, changes: Partial<SessionRecord>): Promise<SessionRecord> {
    const { session, user } = known;
    const changed = { ...session, ...changes };
    // First in memory: requests that come meanwhile must not rotate once more.
    this.#remember(hash, { ...known, session: changed });
    await this.#store.sessions.change(session.id, changes);
    if (changes.lastSeenAt !== undefined) await this.#store.users.noteSeen(user.id, changes.lastSeenAt);
    return changed;
  }

  #opened(session: SessionRecord, user: UserRecord, secret: string | null): OpenSession {
    return {
      id: session.id,
      user,
      csrf: macOf(this.#key, 'csrf', session.id),
      expiresAt: new Date(this.#endMs(session)).toISOString(),
      newSecret: secret,
    };
  }

  #endMs({ createdAt, lastSeenAt }: SessionRecord): number {
    const { sessionIdleMs, sessionMaxMs } = this.#settings;
    return Math.min(Date.parse(createdAt) + sessionMaxMs, Date.parse(lastSeenAt) + sessionIdleMs);
  }

  #removeOld(): Promise<void> {
    const { sessionIdleMs, sessionMaxMs } = this.#settings;
    const before = (ms: number) => new Date(this.#clock.nowMs() - ms).toISOString();
    return this.#store.sessions.removeOlder(before(sessionMaxMs), before(sessionIdleMs));
  }

  #nowText(): string {
    return new Date(this.#clock.nowMs()).toISOString();
  }
}
