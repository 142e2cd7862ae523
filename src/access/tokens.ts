import type { Clock } from '../core/clock.ts';
import type { AccessStore, TokenRecord, UserRecord } from '../store/access-records.ts';
import { BeyondRightsError, UnknownAccountError } from './access-errors.ts';
import { type Actor, includesRole, ROLES, type Role } from './actor.ts';
import { bothLimits, isWithin } from './controllers.ts';
import { hashOfSecret, newSecret } from './secrets.ts';

/** What tokens begin with, so that scanners of leaked secrets know one. */
export const TOKEN_PREFIX = 'rpt_';
const REMEMBERED_MS = 3000;
const MOST_REMEMBERED = 10_000;
const USED_MS = 60_000;
const SET_BACK_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** What somebody asks for with a token. */
export interface NewToken {
  readonly label: string;
  readonly role: Role;
  readonly controllers: readonly string[] | null;
  readonly days: number;
}

interface Remembered {
  readonly token: TokenRecord;
  readonly user: UserRecord;
  readonly atMs: number;
  /** What was looked up before something ended is not remembered after it. */
  readonly generation: number;
}

/** Tokens of the API: 256 random bits shown once and kept as SHA-256. A token may never do more than its user may now. */
export class TokenKeeper {
  readonly #store: AccessStore;
  readonly #clock: Clock;
  readonly #remembered = new Map<string, Remembered>();
  #generation = 0;

  constructor(store: AccessStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @throws {BeyondRightsError} it would do or see more than its user, or a token asks */
  async make(actor: Actor, { label, role, controllers, days }: NewToken) {
    if (actor.means === 'token')
      throw new BeyondRightsError('a token makes no tokens: sign in with a session');
    if (!includesRole(actor.role, role))
      throw new BeyondRightsError(`a token may do no more than its user: choose ${actor.role} or less`);
    const limit = controllers ?? actor.controllers;
    if (!isWithin(limit, actor.controllers))
      throw new BeyondRightsError('a token may see no more than its user: choose controllers that you see');
    if (role === 'admin' && limit !== null)
      throw new BeyondRightsError('an admin sees all controllers: choose another role for this token');
    const secret = TOKEN_PREFIX + newSecret();
    const expiresAt = new Date(this.#clock.nowMs() + days * DAY_MS).toISOString();
    const hash = hashOfSecret(secret);
    const token = await this.#store.tokens.add({
      userId: actor.id,
      hash,
      label,
      role,
      controllers: limit,
      expiresAt,
    });
    return { token, secret };
  }

  /** Who a token acts for. Null: it does not hold (any more). */
  async actorOf(secret: string): Promise<Actor | null> {
    if (!secret.startsWith(TOKEN_PREFIX)) return null;
    const hash = hashOfSecret(secret);
    const known = this.#recall(hash) ?? (await this.#lookUp(hash));
    if (known === null || !this.#holds(known)) return null;
    await this.#noteUsed(known, hash);
    return toActor(known);
  }

  /** Revoke a token of one's own, or any as an admin. @throws {UnknownAccountError} there is none, or it is not theirs */
  async revoke(actor: Actor, id: string): Promise<TokenRecord> {
    const token = await this.#store.tokens.find(id);
    if (token === null || (token.userId !== actor.id && actor.role !== 'admin'))
      throw new UnknownAccountError('there is no such token');
    await this.#store.tokens.revoke(id);
    this.forgetAll();
    return token;
  }

  /** Revoke all of a user. */
  async revokeAll(userId: string): Promise<void> {
    await this.#store.tokens.revokeOf(userId);
    this.forgetAll();
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
    const token = await this.#store.tokens.findByHash(hash);
    const user = token && (await this.#store.users.find(token.userId));
    if (!token || !user) return null;
    const known = { token, user, atMs: this.#clock.nowMs(), generation };
    this.#remember(hash, known);
    return known;
  }

  #remember(hash: string, known: Remembered): void {
    if (known.generation !== this.#generation) return;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(hash, known);
  }

  #holds({ token, user }: Remembered): boolean {
    const now = this.#clock.nowMs();
    const isSetBack = now < Date.parse(token.lastUsedAt ?? token.createdAt) - SET_BACK_MS;
    return !isSetBack && !user.isDisabled && token.revokedAt === null && now < Date.parse(token.expiresAt);
  }

  async #noteUsed(known: Remembered, hash: string): Promise<void> {
    const { token } = known;
    const now = this.#clock.nowMs();
    if (token.lastUsedAt !== null && now - Date.parse(token.lastUsedAt) < USED_MS) return;
    const lastUsedAt = new Date(now).toISOString();
    this.#remember(hash, { ...known, token: { ...token, lastUsedAt } });
    await this.#store.tokens.noteUsed(token.id, lastUsedAt);
  }
}

function toActor({ token, user }: Remembered): Actor {
  // Whoever lost rights after making the token lost them for the token too.
  const role = ROLES[Math.min(ROLES.indexOf(token.role), ROLES.indexOf(user.role))]!;
  const controllers = bothLimits(token.controllers, user.controllers);
  return {
    id: user.id,
    name: `${user.name} (token ${token.label})`,
    // An admin could take any limit away: with one, a token is none.
    role: role === 'admin' && controllers !== null ? 'responder' : role,
    controllers,
    means: 'token',
  };
}
