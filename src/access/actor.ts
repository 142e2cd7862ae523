/** What somebody may do, each role all that the one before may: look; check and sweep; handle cases; run the service. */
export const ROLES = ['viewer', 'analyst', 'responder', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. */
export interface Actor {
  /** Id of the user; a token acts as its user. */
  readonly id: string;
  /** As the audit log names it: 'anna', 'anna (token ci)'. */
  readonly name: string;
  readonly role: Role;
  /** Controllers whose parts it may see; null: all. Parts of others do not exist for it. */
  readonly controllers: readonly string[] | null;
  readonly means: 'session' | 'token';
}

/** Whether a role includes another. */
export function includesRole(role: Role, wanted: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(wanted);
}
