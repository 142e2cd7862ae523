import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { doneOf } from '../admin/done.tsx';
import { type Refusal, refusalIn, unreadable } from '../admin/refused.tsx';
import { changesIn, fieldsIn, fieldsOf } from '../admin/settings-form.ts';
import { formBody } from '../form-body.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { SettingsPage } from './settings-page.tsx';

/** What an admin sets, and what the service was started with. */
export function registerSettings(pages: Hono<WebEnv>): void {
  pages.get('/settings', async (context) => {
    const visit = context.get('visit');
    const facts = await answered(visit.client.GET('/settings'));
    const fields = fieldsOf(facts.settings);
    return render(
      context,
      <SettingsPage visit={visit} facts={facts} fields={fields} done={doneOf(context)} />,
    );
  });
  pages.post('/settings', change);
}

async function change(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const facts = await answered(visit.client.GET('/settings'));
  const fields = fieldsIn(await formBody(context), facts.settings);
  const read = changesIn(fields, facts.settings);
  const again = (refusal: Refusal) => {
    context.status(refusal.status);
    const invalid = [...read.unreadable, ...refusal.reasons.map((reason) => reason.split(/[ /]/)[0]!)];
    return render(context, <SettingsPage {...{ visit, facts, fields, refusal, invalid }} />);
  };
  if (read.unreadable.length > 0) return again(unreadable());
  if (Object.keys(read.changes).length > 0) {
    try {
      await answered(visit.client.PATCH('/settings', { body: read.changes }));
    } catch (failure) {
      return again(refusalIn(failure));
    }
  }
  return context.redirect('/settings?done=changed', 303);
}
