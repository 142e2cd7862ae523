import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { AuditPage, type Verification } from './audit-page.tsx';

/** The audit log: who did what to what, and whether the log is whole. */
export function registerAudit(pages: Hono<WebEnv>): void {
  pages.get('/audit', (context) => show(context));
  // Noted in the log itself, so it is asked for by a form.
  pages.post('/audit', async (context) =>
    show(context, await answered(context.get('visit').client.GET('/audit/verification'))),
  );
}

async function show(context: PageContext, verification?: Verification): Promise<Response> {
  const visit = context.get('visit');
  const filters = {
    actor: asked(context, 'actor', 100),
    action: asked(context, 'action', 100),
    object: asked(context, 'object', 300),
  };
  const cursor = asked(context, 'cursor', 8000);
  const given = Object.entries({ ...filters, cursor }).filter(([, value]) => value !== undefined);
  const query = { limit: 50, ...Object.fromEntries(given) };
  const entries = await answered(visit.client.GET('/audit', { params: { query } }));
  return render(context, <AuditPage {...{ visit, entries, filters, verification }} />);
}

/** What the address asks for; an empty field of the form asks for nothing. */
function asked(context: PageContext, name: string, maxChars: number): string | undefined {
  const text = context.req.query(name)?.trim().slice(0, maxChars);
  return text === '' ? undefined : text;
}
