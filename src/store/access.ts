import type { AccessStore } from './access-records.ts';
import { AccessTokens } from './access-tokens.ts';
import type { StoreContext } from './context.ts';
import { Invitations } from './invitations.ts';
import { Sessions } from './sessions.ts';
import { Failures } from './sign-in-failures.ts';
import { Users } from './users.ts';

/** Accounts and what signs them in, together. */
export class Access implements AccessStore {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: AccessTokens;
  readonly invitations: Invitations;
  readonly failures: Failures;

  constructor(context: StoreContext) {
    this.users = new Users(context);
    this.sessions = new Sessions(context);
    this.tokens = new AccessTokens(context);
    this.invitations = new Invitations(context);
    this.failures = new Failures(context);
  }
}
