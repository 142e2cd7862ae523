/** Tables of the service as kysely sees them. */
export type AccessSchema = Record<never, never>;
