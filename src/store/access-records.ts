/** The roles as they are stored: see `ROLES` in src/access/actor.ts. */
export type StoredRole = 'viewer' | 'analyst' | 'responder' | 'admin';

/** What is said of an account when it is made. */
export interface NewUser {
  readonly name: string;
  readonly role: StoredRole;
  /** The controllers that it may see; null: all. */
  readonly controllers: readonly string[] | null;
  readonly means: 'local' | 'oidc';
  /** Who it is at the provider: issuer and subject. Null for a local account. */
  readonly subject: string | null;
  /** Null: no password was set yet, or another means signs in. */
  readonly passwordHash: string | null;
}

/** An account. Times are ISO 8601 in UTC, here and below. */
export interface UserRecord extends NewUser {
  readonly id: string;
  readonly isDisabled: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly language: 'en' | 'fr' | null;
}

/** What an account may be changed to. */
export type UserChanges = Partial<
  Pick<UserRecord, 'role' | 'controllers' | 'isDisabled' | 'passwordHash' | 'language'>
>;

/** The accounts. Names are compared without regard to case and to how a letter is composed. */
export interface UserStore {
  /** By name. @param after the name that the page before ended with */
  list(limit: number, after?: string): Promise<readonly UserRecord[]>;
  find(id: string): Promise<UserRecord | null>;
  findByName(name: string): Promise<UserRecord | null>;
  findBySubject(subject: string): Promise<UserRecord | null>;
  /** Null: the name or the subject is taken. */
  add(user: NewUser): Promise<UserRecord | null>;
  /** Make the first admin. Null: there is one that can sign in, or the name is taken. */
  addFirst(user: NewUser): Promise<UserRecord | null>;
  /** Active admins that can sign in. */
  countAdmins(): Promise<number>;
  count(): Promise<number>;
  /** Change an account; the last active admin stays one. */
  change(id: string, changes: UserChanges): Promise<UserRecord | 'unknown' | 'last-admin'>;
  noteSeen(id: string, at: string): Promise<void>;
}

/** What a browser that is signed in holds, without the secret. */
export interface SessionRecord {
  readonly id: string;
  readonly userId: string;
  readonly hash: string;
  /** Of the secret before the last rotation: answers of requests that were under way may have been lost. */
  readonly previousHash: string | null;
  /** Until when that one holds; null: until the new one is used. */
  readonly previousUntil: string | null;
  readonly createdAt: string;
  readonly rotatedAt: string;
  readonly lastSeenAt: string;
}

/** The sessions. */
export interface SessionStore {
  add(session: SessionRecord): Promise<void>;
  /** By the hash of the present secret or of the one before. */
  find(hash: string): Promise<SessionRecord | null>;
  change(id: string, changes: Partial<Omit<SessionRecord, 'id' | 'userId' | 'createdAt'>>): Promise<void>;
  remove(id: string): Promise<void>;
  /** All of a user, but one. */
  removeOf(userId: string, exceptId?: string): Promise<void>;
  /** Those begun or last seen before these times. */
  removeOlder(createdBefore: string, seenBefore: string): Promise<void>;
}

/** What is said of a token when it is made. */
export interface NewTokenRecord {
  readonly userId: string;
  readonly hash: string;
  readonly label: string;
  readonly role: StoredRole;
  readonly controllers: readonly string[] | null;
  readonly expiresAt: string;
}

/** A token of the API, without its secret. */
export interface TokenRecord extends NewTokenRecord {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** The tokens. */
export interface TokenStore {
  /** Newest first. @param after id that the page before ended with */
  list(query: {
    readonly userId?: string;
    readonly limit: number;
    readonly after?: string;
  }): Promise<readonly TokenRecord[]>;
  find(id: string): Promise<TokenRecord | null>;
  findByHash(hash: string): Promise<TokenRecord | null>;
  add(token: NewTokenRecord): Promise<TokenRecord>;
  noteUsed(id: string, at: string): Promise<void>;
  /** One that was revoked before stays as it was. */
  revoke(id: string): Promise<void>;
  revokeOf(userId: string): Promise<void>;
}

/** The one-time links. A user has one at most: a new one ends the one before. */
export interface InvitationStore {
  put(invitation: {
    readonly userId: string;
    readonly hash: string;
    readonly expiresAt: string;
  }): Promise<void>;
  /** Whose it is, where it holds; it stays. */
  find(hash: string): Promise<string | null>;
  /** Use it up and set the password. Null: it does not hold, or the account is disabled. */
  take(hash: string, passwordHash: string): Promise<UserRecord | null>;
  removeOf(userId: string): Promise<void>;
}

/** Wrong guesses for one name. */
export interface SignInFailures {
  readonly failures: number;
  readonly lastAt: string;
  readonly lockedUntil: string | null;
}

/** Wrong guesses by a keyed hash of the name. */
export interface FailureStore {
  get(nameMac: string): Promise<SignInFailures | null>;
  /** Write what follows from what is there, in one transaction. */
  put(
    nameMac: string,
    next: (before: SignInFailures | null) => Omit<SignInFailures, 'lastAt'>,
  ): Promise<void>;
  remove(nameMac: string): Promise<void>;
}

/** Accounts and what signs them in. */
export interface AccessStore {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly invitations: InvitationStore;
  readonly failures: FailureStore;
}
