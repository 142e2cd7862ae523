import type { Kysely } from 'kysely';
import { UsageError } from '../core/errors.ts';
import type { RunHold } from '../core/run-hold.ts';
import { nowText, type StoreContext } from './context.ts';
import type { Erasure } from './erasure.ts';
import { forgetEndpoint } from './forget-endpoint.ts';
import { readEndpointOptions, toJsonColumn } from './json-column.ts';
import { nameKey, requireGoodName, requireNoNamesake } from './names.ts';
import { newId } from './new-id.ts';
import { noteCheckpoint } from './run-fence.ts';
import type { Schema } from './schema.ts';
import type { EndpointRecord, EndpointStore, NewEndpoint } from './watched.ts';
import type { EndpointRow } from './watched-schema.ts';

/** `user@` or `user:password@` of a URL, or a password among its parameters. */
const CREDENTIALS = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@|[?&](password|pwd|passwd|token)=/i;

/** The registered endpoints, over SQL that any database understands. URLs are compared as they are written. */
export class Endpoints implements EndpointStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get #kysely(): Kysely<Schema> {
    return this.#context.database.kysely;
  }

  async list(): Promise<readonly EndpointRecord[]> {
    const rows = await this.#kysely.selectFrom('endpoints').selectAll().orderBy('name').execute();
    return rows.map(toRecord);
  }

  find(name: string): Promise<EndpointRecord | null> {
    return findBy(this.#kysely, 'name', nameKey(name));
  }

  findByUrl(url: string): Promise<EndpointRecord | null> {
    return findBy(this.#kysely, 'url', url);
  }

  async get(name: string): Promise<EndpointRecord> {
    return (await this.find(name)) ?? unknownEndpoint(name);
  }

  async add(endpoint: NewEndpoint, nextDueAt: string | null): Promise<EndpointRecord> {
    refuseCredentials(endpoint.url);
    const name = requireGoodName(endpoint.name);
    const row: EndpointRow = {
      id: newId('e', this.#context.clock.nowMs()),
      name,
      url: endpoint.url,
      options: toJsonColumn(endpoint.options),
      created_at: nowText(this.#context),
      next_due_at: nextDueAt,
      failures: 0,
    };
    await this.#kysely.transaction().execute(async (trx) => {
      await requireNoNamesake(trx, name, ['tables', 'suspects', 'endpoints']);
      await requireNewUrl(trx, endpoint.url);
      await trx.insertInto('endpoints').values(row).execute();
    });
    return toRecord(row);
  }

  async setDue(
    id: string,
    nextDueAt: string | null,
    failures: number,
    noted?: { readonly hold: RunHold; readonly checkpoint: unknown },
  ): Promise<void> {
    await this.#kysely.transaction().execute(async (trx) => {
      if (noted !== undefined) await noteCheckpoint(trx, noted.hold, noted.checkpoint);
      await trx
        .updateTable('endpoints')
        .set({ next_due_at: nextDueAt, failures })
        .where('id', '=', id)
        .execute();
    });
  }

  async forget(name: string): Promise<Erasure> {
    const { id } = await this.get(name);
    return forgetEndpoint(this.#context, id, nameKey(name));
  }
}

async function findBy(
  db: Kysely<Schema>,
  column: 'name' | 'url',
  value: string,
): Promise<EndpointRecord | null> {
  const row = await db.selectFrom('endpoints').selectAll().where(column, '=', value).executeTakeFirst();
  return row ? toRecord(row) : null;
}

async function requireNewUrl(db: Kysely<Schema>, url: string): Promise<void> {
  const known = await findBy(db, 'url', url);
  if (known) throw new UsageError(`${url} is registered already as endpoint ${known.name}`);
}

function refuseCredentials(url: string): void {
  // A bug of the caller, not of the user: logins are in files of their own.
  if (CREDENTIALS.test(url)) throw new RangeError('the URL of an endpoint must be stored without its login');
}

function toRecord(row: EndpointRow): EndpointRecord {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    options: readEndpointOptions(row.options, `endpoint ${row.name}`),
    createdAt: row.created_at,
    nextDueAt: row.next_due_at,
    failures: row.failures,
  };
}

function unknownEndpoint(name: string): never {
  throw new UsageError(
    `no endpoint is named ${JSON.stringify(name)}: \`rowprint endpoint list\` shows the names`,
  );
}
