import type { Secret } from '../core/secret.ts';
import type { Role } from './actor.ts';

/** The organisation's provider (OpenID Connect), and whom it may let in. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, by PKCE alone. */
  readonly clientSecret: Secret | null;
  /** What the button says. */
  readonly label: string;
  readonly scopes: readonly string[];
  /** Claim with the groups or roles of a person. */
  readonly groupsClaim: string;
  /** Group to role; empty: roles are given here, and the first sign-in makes a viewer. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Only these domains of verified mail addresses; empty: all. */
  readonly allowedDomains: readonly string[];
  /** Only members of one of these groups; empty: all. */
  readonly allowedGroups: readonly string[];
}
