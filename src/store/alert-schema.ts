/** Tables of the service as kysely sees them. */
export type AlertSchema = Record<never, never>;
