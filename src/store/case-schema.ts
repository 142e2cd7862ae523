/** Tables of the service as kysely sees them. */
export type CaseSchema = Record<never, never>;
