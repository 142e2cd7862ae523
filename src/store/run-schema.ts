/** Tables of the service as kysely sees them. */
export type RunSchema = Record<never, never>;
