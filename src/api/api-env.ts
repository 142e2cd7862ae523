import type { Actor } from '../access/actor.ts';

/** What middleware leaves for handlers. Use as `OpenAPIHono<ApiEnv>`. */
export interface ApiEnv {
  readonly Variables: {
    /** Null: nobody is signed in. */
    actor: Actor | null;
    /** Told in problems and in the log. */
    requestId: string;
  };
}
