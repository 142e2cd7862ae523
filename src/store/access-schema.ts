/** Tables of accounts, what signs them in, and the audit log. Times are ISO 8601 texts in UTC, flags 0 or 1. */
export interface AccessSchema {
  users: UserRow;
  sessions: SessionRow;
  access_tokens: AccessTokenRow;
  invitations: InvitationRow;
  sign_in_failures: SignInFailureRow;
  audit_entries: AuditEntryRow;
  audit_head: AuditHeadRow;
}

/** An account. `name_key` is the name as names are compared; `subject` is who it is at the provider. */
export interface UserRow {
  id: string;
  name: string;
  name_key: string;
  role: 'viewer' | 'analyst' | 'responder' | 'admin';
  controllers: string | null;
  means: 'local' | 'oidc';
  subject: string | null;
  password_hash: string | null;
  is_disabled: number;
  created_at: string;
  last_seen_at: string | null;
  language: 'en' | 'fr' | null;
}

/** A session: `hash` is the SHA-256 of its secret, `previous_hash` of the one before the last rotation. */
export interface SessionRow {
  id: string;
  user_id: string;
  hash: string;
  previous_hash: string | null;
  previous_until: string | null;
  created_at: string;
  rotated_at: string;
  last_seen_at: string;
}

/** A token of the API: `hash` is the SHA-256 of its secret. */
export interface AccessTokenRow {
  id: string;
  user_id: string;
  hash: string;
  label: string;
  role: UserRow['role'];
  controllers: string | null;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

/** The one link of a user that a password can be set with: `hash` is the SHA-256 of its secret. */
export interface InvitationRow {
  user_id: string;
  hash: string;
  expires_at: string;
}

/** Wrong guesses for a name, whether somebody has it or not; `name_mac` because people type passwords there. */
export interface SignInFailureRow {
  name_mac: string;
  failures: number;
  last_at: string;
  locked_until: string | null;
}

/** One entry of the audit log. Triggers forbid to change or delete it. */
export interface AuditEntryRow {
  number: number;
  at: string;
  actor: string;
  action: string;
  object: string | null;
  facts: string;
  hash: string;
}

/** The one row that says where the log ends, so that a cut end shows. */
export interface AuditHeadRow {
  id: number;
  number: number;
  hash: string;
  mac: string;
}
