import type { StoreContext } from './context.ts';
import { readJson, toJsonColumn } from './json-column.ts';
import {
  DEFAULT_SERVICE_SETTINGS,
  type ServiceSettingStore,
  type ServiceSettings,
} from './service-settings.ts';

/** The settings of the service. Unknown ones, of a newer version, are left alone. */
export class Settings implements ServiceSettingStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async get(): Promise<ServiceSettings> {
    const rows = await this.#context.database.kysely
      .selectFrom('service_settings')
      .selectAll()
      .where('name', 'in', Object.keys(DEFAULT_SERVICE_SETTINGS))
      .execute();
    const changed = rows.map(({ name, value }) => [name, readJson(value, `setting ${name}`)]);
    return { ...DEFAULT_SERVICE_SETTINGS, ...Object.fromEntries(changed) };
  }

  async change(changes: Partial<ServiceSettings>): Promise<ServiceSettings> {
    const rows = Object.entries(changes)
      .filter(([name, value]) => Object.hasOwn(DEFAULT_SERVICE_SETTINGS, name) && value !== undefined)
      .map(([name, value]) => ({ name, value: toJsonColumn(value) }));
    if (rows.length > 0)
      await this.#context.database.kysely
        .insertInto('service_settings')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
        )
        .execute();
    return this.get();
  }
}
