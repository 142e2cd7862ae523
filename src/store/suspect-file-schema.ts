/** Tables of the service as kysely sees them. */
export type SuspectFileSchema = Record<never, never>;
