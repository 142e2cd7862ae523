/** Tables of the service as kysely sees them. */
export interface SettingSchema {
  service_settings: SettingRow;
  kept_answers: KeptAnswerRow;
}

/** One setting that an admin changed, as JSON. What is not here has its default. */
export interface SettingRow {
  name: string;
  value: string;
}

/** A request with an idempotency key. `id` is a hash of who asked, what and the key. */
export interface KeptAnswerRow {
  id: string;
  request_hash: string;
  created_at: string;
  /** Sealed: answers may hold what is shown once. Null while the request is being answered. */
  answer: Uint8Array | null;
}
