import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { isTyped } from '../pieces/forget-form.tsx';
import { type Refusal, refusedEntry } from '../pieces/refused.tsx';
import { filled, linesOf } from '../pieces/text-area.tsx';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { AddTablePage } from './add-table-page.tsx';
import { TableListPage } from './table-list-page.tsx';
import { type TableDone, TablePage } from './table-page.tsx';

const SHOWN = 25;

/** Tables: all of them, a new one, and one. The form has an address that no table's name can take. */
export function registerTables(pages: Hono<WebEnv>): void {
  pages.get('/tables', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const query = { limit: SHOWN, ...(cursor === undefined ? {} : { cursor }) };
    const tables = await answered(visit.client.GET('/tables', { params: { query } }));
    const isForgotten = context.req.query('done') === 'forgotten';
    return render(context, <TableListPage visit={visit} tables={tables} isForgotten={isForgotten} />);
  });
  pages.get('/add-table', (context) => render(context, <AddTablePage visit={context.get('visit')} />));
  pages.post('/add-table', add);
  pages.get('/tables/:name', (context) => show(context));
  pages.post('/tables/:name/refresh', refresh);
  pages.post('/tables/:name/declaration', declare);
  pages.post('/tables/:name/forget', forget);
}

/** The name in the address, as the API takes it. */
function pathOf(context: PageContext): { readonly name: string } {
  return { name: context.req.param('name') ?? '' };
}

async function show(context: PageContext, done?: TableDone) {
  const visit = context.get('visit');
  const path = pathOf(context);
  const table = await answered(visit.client.GET('/tables/{name}', { params: { path } }));
  const [files, reports] = await Promise.all([
    answered(visit.client.GET('/tables/{name}/files', { params: { path, query: { limit: 20 } } })),
    answered(visit.client.GET('/reports', { params: { query: { limit: 10, table: table.name } } })),
  ]);
  const shown = done ?? (context.req.query('done') === 'declared' ? 'declared' : undefined);
  const facts = { table, files, reports: reports.items };
  return render(context, <TablePage visit={visit} facts={facts} done={shown} />);
}

async function add(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const entered = await formBody(context);
  const refuse = (refusal: Refusal) => {
    context.status(refusal.status);
    return render(context, <AddTablePage visit={visit} entered={entered} refusal={refusal} />);
  };
  const pairs = linesOf(entered.fields).map((line) => /^(.+?)\s*=\s*(\S+)$/.exec(line) ?? line);
  const bad = pairs.find((pair) => typeof pair === 'string');
  if (bad !== undefined) return refuse({ status: 400, reasons: [visit.words.tables.badField(bad)] });
  const fields = Object.fromEntries(
    (pairs as RegExpExecArray[]).map(([, column, field]) => [column!, field!]),
  );
  const { name = '', source = '', ...rest } = filled(entered, ['name', 'source', 'controller', 'keyColumn']);
  const ignoredColumns = [...linesOf(entered.ignored)];
  const force = entered.force === 'yes';
  try {
    const body = { name, source, ...rest, fields, ignoredColumns, force };
    const run = await answered(visit.client.POST('/tables', { body }));
    return context.redirect(`/runs/${run.id}`, 303);
  } catch (failure) {
    return refuse(refusedEntry(failure));
  }
}

async function refresh(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const run = await answered(client.POST('/tables/{name}/refresh', { params: { path: pathOf(context) } }));
  return context.redirect(`/runs/${run.id}`, 303);
}

/** `all` allows every column; else those that are ticked. */
async function declare(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const path = pathOf(context);
  const sent = await context.req.formData();
  const ticked = sent.getAll('column').filter((column) => typeof column === 'string');
  const isAll = sent.get('all') === 'yes';
  if (!isAll && ticked.length === 0) {
    context.status(400);
    return show(context, 'none-declared');
  }
  const declared = isAll ? null : ticked;
  await answered(client.PUT('/tables/{name}/declaration', { params: { path }, body: { declared } }));
  return context.redirect(`/tables/${encodeURIComponent(path.name)}?done=declared`, 303);
}

async function forget(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const path = pathOf(context);
  if (!isTyped((await formBody(context)).name, path.name)) {
    context.status(400);
    return show(context, 'not-typed');
  }
  await answered(client.DELETE('/tables/{name}', { params: { path } }));
  return context.redirect('/tables?done=forgotten', 303);
}
