import type { OpenAPIHono } from '@hono/zod-openapi';
import { briefOf, byUrgency } from '../../cases/case-view.ts';
import { isVisible } from '../../cases/part.ts';
import { reportItem } from '../../cases/report-facts.ts';
import { emptyStatement, patchStatement } from '../../cases/statement.ts';
import { UsageError } from '../../core/errors.ts';
import type { CaseChange, CaseRecord, CaseStatement, TimelineEntry } from '../../store/case-records.ts';
import type { ApiEnv } from '../api-env.ts';
import { ForbiddenError } from '../api-errors.ts';
import type { CaseParts } from '../case-parts.ts';
import { addNote, changeCase, eraseCase, getCase, listCases, openCase } from '../contract/cases.ts';
import { CaseDesk } from './cases/case-desk.ts';
import { registerCaseContents } from './cases/contents.ts';
import { registerCaseDecisions } from './cases/decisions.ts';
import { registerCaseExports } from './cases/exports.ts';
import { seenReport } from './cases/items.ts';
import { reportFigures } from './cases/report-figures.ts';

/** Everything under /cases. */
export function registerCases(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  registerReading(api, parts);
  registerWriting(api, parts);
  registerCaseContents(api, parts);
  registerCaseDecisions(api, parts);
  registerCaseExports(api, parts);
}

function registerReading(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(listCases, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { cursor, limit, state } = context.req.valid('query');
    const viewing = await desk.viewing();
    const seen = (await parts.watch.store.cases.list())
      .filter((one) => (state === undefined || one.state === state) && isVisible(one, desk.actor.controllers))
      .map((one) => briefOf(one, viewing))
      .sort(byUrgency);
    const from = cursor === undefined ? 0 : placeAfter(seen, cursor);
    const items = seen.slice(from, from + limit);
    return context.json({ items, next: from + limit < seen.length ? items.at(-1)!.id : null }, 200);
  });

  api.openapi(getCase, async (context) => {
    const desk = new CaseDesk(parts, context);
    const record = await desk.find(context.req.valid('param').id);
    const view = await desk.show(record);
    if (desk.isKnown(record)) return context.body(null, 304) as never;
    return context.json(view as never, 200);
  });
}

function registerWriting(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(openCase, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { title, report: id } = context.req.valid('json');
    const record = await openFrom(desk, title, id);
    const facts = { report: id ?? null };
    await parts.audit.note({ actor: desk.actor, action: 'case.opened', object: `case ${record.id}`, facts });
    context.header('location', `/api/v1/cases/${record.id}`);
    return context.json((await desk.show(record)) as never, 201);
  });

  api.openapi(changeCase, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { title, state, statement } = context.req.valid('json');
    const view = await desk.change(context.req.valid('param').id, 'case.changed', (current) =>
      changeOf(current, desk.actor.name, {
        ...(title === undefined ? {} : { title }),
        ...(state === undefined ? {} : { state }),
        ...(statement === undefined ? {} : { statement: statement as Partial<CaseStatement> }),
      }),
    );
    return context.json(view as never, 200);
  });

  api.openapi(addNote, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { text } = context.req.valid('json');
    const entries = [{ by: desk.actor.name, what: 'note', facts: { text } }];
    const view = await desk.change(context.req.valid('param').id, 'case.noted', () => ({ entries }));
    return context.json(view as never, 200);
  });

  api.openapi(eraseCase, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id } = context.req.valid('param');
    await desk.findWhole(id);
    await parts.watch.store.cases.erase(id);
    await parts.audit.note({ actor: desk.actor, action: 'case.erased', object: `case ${id}` });
    return context.body(null, 204);
  });
}

async function openFrom(desk: CaseDesk, title: string, reportId: string | undefined): Promise<CaseRecord> {
  const { store } = desk.parts.watch;
  const by = desk.actor.name;
  const statement = emptyStatement(await desk.parts.settings.get());
  const opened = { by, what: 'opened', facts: {} };
  // Nobody who sees a part only could see the empty case that they opened.
  if (reportId === undefined && desk.actor.controllers !== null)
    throw new ForbiddenError('you see some controllers only: open the case from a report on them');
  if (reportId === undefined)
    return store.cases.open({ title, by, statement, change: { entries: [opened] } });
  const report = await seenReport(desk, reportId);
  const item = reportItem(report);
  const added = { by, what: 'item-added', facts: { kind: 'report', ref: report.id, label: item.label } };
  const figures = reportFigures(report, by);
  const entries = [opened, added, ...(figures?.entries ?? [])];
  const change = { addItem: item, ...(figures === null ? {} : { figures: figures.revision }), entries };
  return store.cases.open({ title, by, statement, change });
}

interface Patch {
  readonly title?: string;
  readonly state?: 'open' | 'closed';
  readonly statement?: Partial<CaseStatement>;
}

function changeOf(current: CaseRecord, by: string, { title, state, statement }: Patch): CaseChange {
  const entries: Omit<TimelineEntry, 'at'>[] = [];
  if (title !== undefined && title !== current.title)
    entries.push({ by, what: 'renamed', facts: { from: current.title, to: title } });
  if (state !== undefined && state !== current.state)
    entries.push({ by, what: state === 'closed' ? 'closed' : 'reopened', facts: {} });
  if (statement !== undefined)
    entries.push({ by, what: 'statement-changed', facts: { fields: Object.keys(statement) } });
  return {
    ...(title === undefined ? {} : { title }),
    ...(state === undefined ? {} : { state }),
    ...(statement === undefined ? {} : { statement: patchStatement(current.statement, statement) }),
    entries,
  };
}

function placeAfter(seen: readonly { readonly id: string }[], cursor: string): number {
  const place = seen.findIndex(({ id }) => id === cursor);
  if (place < 0) throw new UsageError('the cursor does not hold any more: begin again without one');
  return place + 1;
}
