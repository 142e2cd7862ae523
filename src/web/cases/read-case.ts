import { answered } from '../../client/client.ts';
import { ProblemError } from '../../client/problem-error.ts';
import { overlapsOfOurs } from '../../reports/report.ts';
import { may } from '../pieces/may.ts';
import type { Case } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import type { AffectedTable, CaseFacts, Choices, Draft } from './case-facts.ts';

const NO_CHOICES: Choices = { reports: [], endpoints: [], suspects: [] };
/** Reports of a case whose tables are looked up: a case of more is rare, and each is read whole. */
const MOST_REPORTS = 20;
const MOST_CHOICES = 100;

/** Ask the API for all that the page of a case shows this reader. @throws {ProblemError} */
export async function readCase(visit: Visit, id: string, draft: Draft | null = null): Promise<CaseFacts> {
  const subject = await answered(visit.client.GET('/cases/{id}', { params: { path: { id } } }));
  const mayChange = may(visit, 'responder') && subject.isWhole;
  const [choices, affected] = await Promise.all([
    mayChange ? readChoices(visit) : NO_CHOICES,
    may(visit, 'responder') ? readAffected(visit, subject) : [],
  ]);
  return { subject, mayChange, choices, affected, draft };
}

async function readChoices({ client }: Visit): Promise<Choices> {
  const params = { params: { query: { limit: MOST_CHOICES } } };
  const [reports, endpoints, suspects] = await Promise.all([
    answered(client.GET('/reports', params)),
    answered(client.GET('/endpoints', params)),
    answered(client.GET('/suspects', params)),
  ]);
  return {
    reports: reports.items,
    endpoints: endpoints.items.map(({ name }) => name),
    suspects: suspects.items.map(({ id, name }) => ({ id, name })),
  };
}

/** The tables that the reports of the case found rows of. A report that was erased since names none. */
async function readAffected({ client }: Visit, { items }: Case): Promise<readonly AffectedTable[]> {
  const ids = items.filter(({ kind }) => kind === 'report').map(({ ref }) => ref);
  if (ids.length === 0) return [];
  const [tables, ...reports] = await Promise.all([
    answered(client.GET('/tables', { params: { query: { limit: 200 } } })),
    ...ids
      .slice(0, MOST_REPORTS)
      .map((id) => unlessGone(answered(client.GET('/reports/{id}', { params: { path: { id } } })))),
  ]);
  const overlaps = reports.flatMap((report) => (report === null ? [] : overlapsOfOurs(report)));
  const names = new Set(
    overlaps.filter(({ print }) => print.kind === 'table').map(({ print }) => print.name),
  );
  return [...names].sort().map((name) => {
    const table = tables.items.find((one) => one.name === name);
    if (table === undefined) return { name, controller: null, keys: 'gone' };
    return { name, controller: table.controller, keys: table.keepsKeys ? 'kept' : 'not-kept' };
  });
}

async function unlessGone<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof ProblemError && failure.problem.status === 404) return null;
    throw failure;
  }
}
