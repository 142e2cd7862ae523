import type { OpenAPIHono } from '@hono/zod-openapi';
import { exposuresOf } from '../../../cases/case-exposures.ts';
import { type Viewing, viewOf } from '../../../cases/case-view.ts';
import { documentFile } from '../../../cases/documents/document-file.ts';
import { edpbFields, edpbPaper } from '../../../cases/documents/edpb.ts';
import { letterPaper } from '../../../cases/documents/letter.ts';
import {
  complementPaper,
  notificationPaper,
  registerPaper,
  summaryPaper,
} from '../../../cases/documents/papers.ts';
import { createPhrases } from '../../../cases/documents/phrases.ts';
import type { Telling } from '../../../cases/documents/told.ts';
import type { DocumentKind } from '../../../cases/documents/words/case-words.ts';
import { caseWords } from '../../../cases/documents/words/pick-words.ts';
import { UsageError } from '../../../core/errors.ts';
import { affectedKeys } from '../../../pipelines/affected-keys.ts';
import type { Paper } from '../../../reports/pdf/paper.ts';
import type { CaseRecord } from '../../../store/case-records.ts';
import type { ApiEnv } from '../../api-env.ts';
import { NotFoundError } from '../../api-errors.ts';
import type { CaseParts } from '../../case-parts.ts';
import { exportAffected, exportDocument } from '../../contract/cases.ts';
import { CaseDesk } from './case-desk.ts';

const PAPERS: Readonly<Record<Exclude<DocumentKind, 'controller-letter'>, (telling: Telling) => Paper>> = {
  notification: notificationPaper,
  complement: complementPaper,
  register: registerPaper,
  edpb: edpbPaper,
  summary: summaryPaper,
};

/** The documents of a case and the keys of the rows that leaked. Each is noted before its first byte leaves. */
export function registerCaseExports(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(exportDocument, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id, document } = context.req.valid('param');
    const { format, language, controller } = context.req.valid('query');
    const zone = context.req.valid('query').zone ?? (language === 'fr' ? 'Europe/Paris' : 'UTC');
    const viewing = { ...(await desk.viewing()), words: caseWords(language) };
    const telling = await tellingOf(desk, await desk.find(id), document, viewing, zone);
    const paper =
      document === 'controller-letter'
        ? await letterOf(desk, id, controller, viewing, zone)
        : PAPERS[document](telling!);
    const edpb = document === 'edpb' ? edpbFields(telling!) : null;
    const file = await documentFile(paper, format, edpb);
    const facts = { document, format, language, controller: controller ?? null };
    await parts.audit.note({ actor: desk.actor, action: 'case.exported', object: `case ${id}`, facts });
    return context.body(
      Uint8Array.from(file.bytes).buffer,
      200,
      headersOf(file.mediaType, file.name),
    ) as never;
  });

  api.openapi(exportAffected, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id, table } = context.req.valid('param');
    const record = await desk.find(id);
    await requireOwnTable(desk, table);
    const reports = record.items.filter(({ kind }) => kind === 'report').map(({ ref }) => ref);
    const keys = await affectedKeys(parts.watch, table, reports);
    const facts = { table, rows: keys.rows, reports: reports.length };
    await parts.audit.note({
      actor: desk.actor,
      action: 'case.affected-exported',
      object: `case ${id}`,
      facts,
    });
    const name = `${id}-affected.csv`;
    return context.body(bytesOf(keys.lines()), 200, headersOf('text/csv; charset=utf-8', name)) as never;
  });
}

/** Documents on the whole case are for who sees the whole case; a letter is made from its own part. */
async function tellingOf(
  desk: CaseDesk,
  record: CaseRecord,
  document: DocumentKind,
  viewing: Viewing,
  zone: string,
): Promise<Telling | null> {
  if (document === 'controller-letter') return null;
  await desk.findWhole(record.id);
  const exposures = await exposuresOf(desk.parts.watch.store, record);
  const { words, nowMs } = viewing;
  const view = viewOf(record, exposures, viewing);
  return { view, words, phrases: createPhrases(words, zone), nowMs };
}

async function letterOf(
  desk: CaseDesk,
  id: string,
  controller: string | undefined,
  viewing: Viewing,
  zone: string,
): Promise<Paper> {
  if (controller === undefined)
    throw new UsageError('a letter is to one controller: name it with `controller`');
  const { controllers } = desk.actor;
  const record = await desk.find(id);
  const mayBeSeen = controllers === null || controllers.includes(controller);
  const paper = mayBeSeen
    ? letterPaper(record, controller, viewing, createPhrases(viewing.words, zone))
    : null;
  if (paper === null)
    throw new NotFoundError('the case has no part of this controller, or it may not be seen');
  return paper;
}

async function requireOwnTable({ parts, actor }: CaseDesk, name: string): Promise<void> {
  const table = await parts.watch.store.tables.find(name);
  const isOwn = actor.controllers === null || actor.controllers.includes(table?.controller ?? name);
  if (table === null || !isOwn) throw new NotFoundError('there is no such table, or it may not be seen');
}

function headersOf(mediaType: string, name: string): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  };
}

/** A text as bytes, written as fast as it is read. */
function bytesOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
