import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Actor } from '../../access/actor.ts';
import { explainRow } from '../../pipelines/explain-row.ts';
import { summariseReport } from '../../pipelines/list-known.ts';
import type { StoredReport } from '../../pipelines/stored-report.ts';
import type { Explanation } from '../../reports/explanation.ts';
import type { Report } from '../../reports/report.ts';
import type { ReportSummary } from '../../reports/requests.ts';
import type { ApiEnv } from '../api-env.ts';
import { ConflictError, NotFoundError } from '../api-errors.ts';
import type { ApiParts } from '../api-parts.ts';
import { askingActor } from '../asking-actor.ts';
import { attachment } from '../attachment.ts';
import * as contract from '../contract/reports.ts';
import { createLooks } from '../looks.ts';
import { cursorKey, pageFrom } from '../pagination.ts';
import { exportReport } from '../report-files.ts';
import { sightOf } from '../sight.ts';
import { createUnchanged } from '../unchanged.ts';
import { visiblePart } from '../visible-part.ts';

/** Reports that are read for a page of those that somebody sees. */
const READ_AT_ONCE = 100;

type ReportParts = Pick<ApiParts, 'watch' | 'audit' | 'documents' | 'isReportInUse'>;

/** List, show, export, explain and erase reports: of each the part that the actor may see. */
export function registerReports(
  api: OpenAPIHono<ApiEnv>,
  { watch, audit, documents, isReportInUse }: ReportParts,
): void {
  const { store, clock } = watch;
  const unchanged = createUnchanged(store);
  const noteLook = createLooks(audit, clock);

  /** @throws {NotFoundError} there is none, or nothing of it may be seen */
  async function seenReport(id: string, actor: Actor): Promise<Report> {
    const record = await unchanged(`report ${id}`, () => store.reports.find(id));
    const report = record === null ? null : (record.report as StoredReport).report;
    const seen = report === null ? null : visiblePart(report, sightOf(actor));
    if (seen === null) throw new NotFoundError('there is no report with that id');
    return seen;
  }

  /** Up to one more than asked for, newest first. */
  async function summaries(
    actor: Actor,
    limit: number,
    after: string | null,
    table?: string,
  ): Promise<ReportSummary[]> {
    const sight = sightOf(actor);
    const found: ReportSummary[] = [];
    for (let before = after; found.length <= limit; ) {
      const size = sight.isLimited || table !== undefined ? READ_AT_ONCE : limit + 1;
      const records = await store.reports.page(size, before);
      for (const record of records) {
        const seen = visiblePart((record.report as StoredReport).report, sight);
        if (seen !== null && holds(seen, table)) found.push(summariseReport(seen));
      }
      if (records.length < size) break;
      before = records.at(-1)!.id;
    }
    return found;
  }

  api.openapi(contract.listReports, async (context) => {
    const actor = askingActor(context);
    const { cursor, limit, table } = context.req.valid('query');
    const after = cursorKey(cursor);
    const key = JSON.stringify([actor.controllers, limit, after, table]);
    const found = await unchanged(key, () => summaries(actor, limit, after, table));
    return context.json(
      pageFrom(found, limit, ({ id }) => id),
      200,
    );
  });

  api.openapi(contract.getReport, async (context) => {
    const actor = askingActor(context);
    const report = await seenReport(context.req.valid('param').id, actor);
    await noteLook(actor, 'report.viewed', `report ${report.id}`);
    return context.json(report, 200);
  });

  api.openapi(contract.exportReport, async (context) => {
    const actor = askingActor(context);
    const { format, language } = context.req.valid('query');
    const report = await seenReport(context.req.valid('param').id, actor);
    const file = await exportReport(report, format, language, documents);
    const facts = { format, language };
    await audit.note({ actor, action: 'report.exported', object: `report ${report.id}`, facts });
    const headers = {
      'content-type': file.contentType,
      'content-disposition': attachment(`${report.suspect.name}.${report.id}.${format}`),
      'cache-control': 'no-store',
      // Were it opened within our origin all the same, nothing of it runs and nothing is fetched.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    };
    return context.body(file.content, 200, headers);
  });

  api.openapi(contract.explainRow, async (context) => {
    const actor = askingActor(context);
    const { id, row } = context.req.valid('param');
    const report = await seenReport(id, actor);
    const explanation = await explainSeen(report, actor, row, context.req.valid('query').against);
    const facts = { row };
    await audit.note({ actor, action: 'report.explained', object: `report ${report.id}`, facts });
    return context.json(explanation, 200);
  });

  /** Of an actor that is limited only their prints come into question, and no other is named. */
  async function explainSeen(
    report: Report,
    actor: Actor,
    row: number,
    against?: string,
  ): Promise<Explanation> {
    if (actor.controllers === null) return explainRow(store, report.id, row, against);
    const names = [...new Set(report.comparedWith.map(({ name }) => name))];
    const wanted = against === undefined ? names : names.filter((name) => name === against);
    if (wanted.length === 0) throw new NotFoundError('the report was compared with nothing of that name');
    const found = await Promise.all(wanted.map((name) => explainRow(store, report.id, row, name)));
    return found.reduce((best, one) => (one.bits > best.bits ? one : best));
  }

  api.openapi(contract.eraseReport, async (context) => {
    const actor = askingActor(context);
    const { id } = await seenReport(context.req.valid('param').id, actor);
    if (await isReportInUse(id))
      throw new ConflictError('a case rests on this report: remove it from the case, or keep it');
    await store.reports.erase(id);
    await audit.note({ actor, action: 'report.erased', object: `report ${id}` });
    return context.body(null, 204);
  });
}

/** Whether rows of a table were found in what a report is about; without a table, always. */
function holds({ overlaps }: Report, table: string | undefined): boolean {
  if (table === undefined) return true;
  return overlaps.some(
    ({ print, rows }) => print.kind === 'table' && print.name === table && rows.present > 0,
  );
}
