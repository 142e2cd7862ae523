import type { OpenAPIHono } from '@hono/zod-openapi';
import { declareColumns } from '../../pipelines/declare-columns.ts';
import { describeKnownTable } from '../../pipelines/describe-known-table.ts';
import { listTables } from '../../pipelines/list-known.ts';
import type { TableRecord } from '../../store/store.ts';
import type { HoldingAsset } from '../../store/watched.ts';
import type { ApiEnv } from '../api-env.ts';
import { NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor, askingSight } from '../asking-actor.ts';
import * as contract from '../contract/tables.ts';
import { pageOf } from '../pagination.ts';
import type { Sight } from '../sight.ts';
import { createUnchanged } from '../unchanged.ts';

/** More are no list that anybody reads; the server's own page has them all. */
const MOST_FILES = 1000;

/** List, show, declare and forget tables. What begins a run is elsewhere. */
export function registerTables(
  api: OpenAPIHono<ApiEnv>,
  { watch: { store }, audit }: Pick<ApiParts, 'watch' | 'audit'>,
): void {
  const unchanged = createUnchanged(store);

  /** @throws {NotFoundError} there is none, or it is somebody else's */
  async function seenTable(name: string, sight: Sight): Promise<TableRecord> {
    const table = await store.tables.find(name);
    if (table === null || !sight.seesTable(table)) throw new NotFoundError('there is no table of that name');
    return table;
  }

  function detailOf(table: TableRecord) {
    return unchanged(`table ${table.id}`, () => describeKnownTable(store, table));
  }

  api.openapi(contract.listTables, async (context) => {
    const sight = askingSight(context);
    const all = await unchanged('tables', () => listTables(store));
    const seen = all.filter((table) => sight.seesTable(table));
    const page = pageOf(seen, context.req.valid('query'), ({ name }) => name, byName);
    return context.json(page, 200);
  });

  api.openapi(contract.getTable, async (context) => {
    const table = await seenTable(context.req.valid('param').name, askingSight(context));
    return context.json(await detailOf(table), 200);
  });

  api.openapi(contract.listTableFiles, async (context) => {
    const { id } = await seenTable(context.req.valid('param').name, askingSight(context));
    const files = await unchanged(`files of table ${id}`, async () => {
      const prints = await store.prints.list({ kind: 'table', subjectId: id });
      return prints.length === 0 ? [] : store.assets.holding(prints.at(-1)!.id, MOST_FILES);
    });
    return context.json(pageOf(files, context.req.valid('query'), mostRows), 200);
  });

  api.openapi(contract.declareColumns, async (context) => {
    const actor = askingActor(context);
    const { name } = await seenTable(context.req.valid('param').name, askingSight(context));
    const { declared } = context.req.valid('json');
    const noted = await declareColumns(store, name, declared);
    const facts = { columns: noted.declared?.length ?? null };
    await audit.note({ actor, action: 'table.declared', object: `table ${name}`, facts });
    return context.json(await detailOf(await store.tables.get(name)), 200);
  });

  api.openapi(contract.forgetTable, async (context) => {
    const actor = askingActor(context);
    const { name } = await seenTable(context.req.valid('param').name, askingSight(context));
    const { erasedPrints } = await store.tables.forget(name);
    const facts = { prints: erasedPrints };
    await audit.note({ actor, action: 'table.forgotten', object: `table ${name}`, facts });
    return context.body(null, 204);
  });
}

/** A text that sorts files as the store does: most rows first, then by server and path. */
function mostRows({ rows, endpoint, path }: HoldingAsset): string {
  return `${String(Number.MAX_SAFE_INTEGER - rows).padStart(16, '0')} ${endpoint}\0${path}`;
}

/** As listTables sorts. */
function byName(a: string, b: string): number {
  return a.localeCompare(b);
}
