import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { ProblemError } from '../../client/problem-error.ts';
import type { CaseFormName, Draft } from '../cases/case-facts.ts';
import { CASE_CHANGES, type Change, removeItem } from '../cases/changes.ts';
import { readCase } from '../cases/read-case.ts';
import { formBody, formLists } from '../form-body.ts';
import { may } from '../pieces/may.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { CaseListPage } from './case-list-page.tsx';
import { CasePage } from './case-page.tsx';
import { NewCasePage } from './new-case-page.tsx';

/** Cases: all of them, a new one, and one with everything that is done to it. */
export function registerCases(pages: Hono<WebEnv>): void {
  registerLists(pages);
  pages.get('/cases/:id', async (context) => {
    const visit = context.get('visit');
    const facts = await readCase(visit, context.req.param('id'));
    return render(context, <CasePage visit={visit} facts={facts} />);
  });
  pages.post('/cases/:id/remove', async (context) => {
    await removeItem(await changeOf(context));
    return context.redirect(`/cases/${context.req.param('id')}#items`, 303);
  });
  pages.post('/cases/:id/erase', async (context) => {
    const { client } = context.get('visit');
    await answered(client.DELETE('/cases/{id}', { params: { path: { id: context.req.param('id') } } }));
    return context.redirect('/cases', 303);
  });
  pages.post('/cases/:id/:form', change);
}

function registerLists(pages: Hono<WebEnv>): void {
  pages.get('/cases', async (context) => {
    const visit = context.get('visit');
    const cursor = context.req.query('cursor');
    const state = (['open', 'closed'] as const).find((one) => one === context.req.query('state'));
    const query = {
      limit: 25,
      ...(cursor === undefined ? {} : { cursor }),
      ...(state === undefined ? {} : { state }),
    };
    const cases = await answered(visit.client.GET('/cases', { params: { query } }));
    return render(context, <CaseListPage visit={visit} cases={cases} state={state} />);
  });
  pages.get('/cases/new', (context) => newCase(context, context.req.query('report') ?? ''));
  pages.post('/cases', openCase);
}

async function newCase(context: PageContext, report: string, refused: string | null = null, title = '') {
  const visit = context.get('visit');
  const mayOpen = may(visit, 'responder');
  const [reports, cases] = await Promise.all([
    mayOpen ? answered(visit.client.GET('/reports', { params: { query: { limit: 100 } } })) : { items: [] },
    answered(visit.client.GET('/cases', { params: { query: { limit: 100, state: 'open' } } })),
  ]);
  if (refused !== null) context.status(400);
  const given = { reports: reports.items, cases: cases.items, report, title, refused };
  return render(context, <NewCasePage visit={visit} {...given} />);
}

/** From the form, or with one click from a report: then the case is called after the report's file. */
async function openCase(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const { title = '', report = '' } = await formBody(context);
  try {
    const name = title.trim() || (await titleFrom(context, report));
    const body = { title: name, ...(report === '' ? {} : { report }) };
    const { id } = await answered(visit.client.POST('/cases', { body }));
    return context.redirect(`/cases/${id}`, 303);
  } catch (failure) {
    if (!(failure instanceof ProblemError) || failure.problem.status !== 400) throw failure;
    return newCase(context, report, failure.problem.detail ?? failure.problem.title, title);
  }
}

async function titleFrom(context: PageContext, report: string): Promise<string> {
  if (report === '') return '';
  const { client, words } = context.get('visit');
  const { suspect } = await answered(client.GET('/reports/{id}', { params: { path: { id: report } } }));
  return words.cases.create.fromReport(suspect.name).slice(0, 200);
}

/** Where on the page each form is. */
const PLACES: Readonly<Record<CaseFormName, string>> = {
  statement: 'statement',
  awareness: 'awareness',
  take: 'figures',
  state: 'figures',
  severity: 'severity',
  note: 'timeline',
  notification: 'notifications',
  title: 'manage',
  items: 'items',
};

async function change(context: PageContext): Promise<Response> {
  const form = context.req.param('form') ?? '';
  if (!Object.hasOwn(CASE_CHANGES, form)) return context.notFound();
  const name = form as CaseFormName;
  const asked = await changeOf(context);
  try {
    await CASE_CHANGES[name](asked);
  } catch (failure) {
    return withDraft(context, asked, name, failure);
  }
  return context.redirect(`/cases/${asked.id}?saved=${name}#${PLACES[name]}`, 303);
}

async function changeOf(context: PageContext): Promise<Change> {
  const fields = await formLists(context);
  return { visit: context.get('visit'), id: context.req.param('id') ?? '', fields };
}

/** The case as it is now, with what was typed still in its form: nothing of it is lost. */
async function withDraft(context: PageContext, asked: Change, form: CaseFormName, failure: unknown) {
  if (!(failure instanceof ProblemError)) throw failure;
  const { status, detail } = failure.problem;
  if (status !== 400 && status !== 409 && status !== 412) throw failure;
  const why = status === 400 ? 'refused' : 'changed';
  const draft: Draft = { form, fields: asked.fields, why, detail: detail ?? null };
  const facts = await readCase(asked.visit, asked.id, draft);
  context.status(status);
  return render(context, <CasePage visit={asked.visit} facts={facts} />);
}
