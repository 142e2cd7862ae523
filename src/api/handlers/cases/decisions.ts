import type { OpenAPIHono } from '@hono/zod-openapi';
import { statedFigures } from '../../../cases/figures.ts';
import { UsageError } from '../../../core/errors.ts';
import type { CaseRecord } from '../../../store/case-records.ts';
import type { ApiEnv } from '../../api-env.ts';
import { NotFoundError } from '../../api-errors.ts';
import type { CaseParts } from '../../case-parts.ts';
import { noteNotification, setAwareness, setSeverity, takeFigures } from '../../contract/cases.ts';
import { CaseDesk } from './case-desk.ts';
import { seenReport } from './items.ts';
import { reportFigures, revisionOf } from './report-figures.ts';

/** Clocks of different machines differ a little; a time beyond that has not come yet. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** What people decide of a case: each decision has its maker and stays in the timeline. */
export function registerCaseDecisions(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  registerAwareness(api, parts);
  registerFigures(api, parts);
  registerSeverity(api, parts);
  registerNotifications(api, parts);
}

function registerAwareness(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(setAwareness, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { at, name, reason } = context.req.valid('json');
    requirePast(at, parts);
    const by = desk.actor.name;
    const view = await desk.change(
      context.req.valid('param').id,
      'case.awareness-set',
      ({ awareness }) => ({
        awareness: { at, by, name, reason },
        entries: [{ by, what: 'awareness-set', facts: { at, name, reason, before: awareness?.at ?? null } }],
      }),
      { at },
    );
    return context.json(view as never, 200);
  });
}

function registerFigures(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(takeFigures, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { id } = context.req.valid('param');
    const given = context.req.valid('json');
    await desk.findWhole(id);
    const by = desk.actor.name;
    const taken =
      'report' in given
        ? reportFigures(await seenReport(desk, given.report), by, given.reason ?? null)
        : revisionOf(statedFigures(given.persons, given.rows), by, null, given.reason);
    if (taken === null)
      throw new UsageError('nothing of ours was found in this report: there are no numbers to take over');
    const { revision, entries } = taken;
    const view = await desk.change(
      id,
      'case.figures-taken',
      (current) => {
        if (revision.report !== null) requireItem(current, revision.report);
        return { figures: revision, entries };
      },
      { report: revision.report },
    );
    return context.json(view as never, 200);
  });
}

function registerSeverity(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(setSeverity, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { override } = context.req.valid('json');
    const by = desk.actor.name;
    const at = new Date(parts.watch.clock.nowMs()).toISOString();
    const what = override === null ? 'severity-proposed' : 'severity-overridden';
    const view = await desk.change(context.req.valid('param').id, `case.${what}`, () => ({
      override: override === null ? null : { ...override, by, at },
      entries: [{ by, what, facts: { ...override } }],
    }));
    return context.json(view as never, 200);
  });
}

function registerNotifications(api: OpenAPIHono<ApiEnv>, parts: CaseParts): void {
  api.openapi(noteNotification, async (context) => {
    const desk = new CaseDesk(parts, context);
    const { kind, sentAt, reference } = context.req.valid('json');
    requirePast(sentAt, parts);
    const by = desk.actor.name;
    const view = await desk.change(
      context.req.valid('param').id,
      'case.notified',
      () => ({
        notification: { kind, sentAt, by, reference },
        entries: [{ by, what: 'notified', facts: { kind, sentAt, reference } }],
      }),
      { kind },
    );
    return context.json(view as never, 200);
  });
}

function requirePast(at: string, { watch }: CaseParts): void {
  if (Date.parse(at) > watch.clock.nowMs() + CLOCK_SLACK_MS)
    throw new UsageError('this time has not come yet: give one that is past');
}

function requireItem({ items }: CaseRecord, report: string): void {
  if (!items.some(({ kind, ref }) => kind === 'report' && ref === report))
    throw new NotFoundError('this report is not in the case: add it first');
}
