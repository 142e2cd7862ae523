/** Tables of the service as kysely sees them. */
export type SettingSchema = Record<never, never>;
