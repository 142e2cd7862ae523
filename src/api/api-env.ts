import type { Actor } from '../access/actor.ts';
import type { OpenSession } from '../access/sessions.ts';

/** What middleware leaves for handlers. Use as `OpenAPIHono<ApiEnv>`. */
export interface ApiEnv {
  readonly Variables: {
    /** Null: nobody is signed in. */
    actor: Actor | null;
    /** Told in problems and in the log. */
    requestId: string;
    /** The session of the cookie; null or not there: a token, or nobody. */
    session?: OpenSession | null;
    /** Who asks, looked up again: null once they are signed out, revoked or disabled. For answers that go on for long. */
    stillActs?: () => Promise<Actor | null>;
    /** Where the request comes from, as limits count it and the audit log names it. */
    address?: string;
  };
}
