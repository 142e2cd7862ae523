import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { refusedEntry } from '../pieces/refused.tsx';
import { render } from '../render.ts';
import { safeReturn } from '../return-path.ts';
import type { Mandate } from '../shapes.ts';
import type { PageContext, Visit, WebEnv } from '../visit.ts';
import { ScopePage } from './scope-page.tsx';

/** Mandates that are read for a page: they are written by hand, and which end soon is told of all. */
const MOST_READ = 2000;

/** What may be contacted. */
export function registerScope(pages: Hono<WebEnv>): void {
  pages.get('/scope', (context) => show(context));
  pages.post('/scope', add);
  pages.post('/scope/remove', remove);
}

/** All mandates, those that end first at the top. */
export async function allMandates({ client }: Visit): Promise<readonly Mandate[]> {
  const found: Mandate[] = [];
  for (let cursor: string | null = ''; cursor !== null && found.length < MOST_READ; ) {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor === '' ? {} : { cursor }) };
    const page: { items: readonly Mandate[]; next: string | null } = await answered(
      client.GET('/scope', { params: { query } }),
    );
    found.push(...page.items);
    cursor = page.next;
  }
  return found.sort((a, b) => (a.until < b.until ? -1 : Number(a.until > b.until)));
}

async function show(context: PageContext, more: Partial<Parameters<typeof ScopePage>[0]> = {}) {
  const visit = context.get('visit');
  const asked = context.req.query('done');
  const done = asked === 'added' || asked === 'removed' ? ({ done: asked } as const) : {};
  return render(context, <ScopePage visit={visit} mandates={await allMandates(visit)} {...done} {...more} />);
}

/** Goes back to the form for a server where it was noted there. */
async function add(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const entered = await formBody(context);
  const { target = '', owner = '', reference = '', until = '', next } = entered;
  try {
    const body = { target: target.trim(), owner: owner.trim(), reference: reference.trim(), until };
    await answered(client.POST('/scope', { body }));
  } catch (failure) {
    const refusal = refusedEntry(failure);
    context.status(refusal.status);
    return show(context, { entered, refusal });
  }
  return context.redirect(next === undefined ? '/scope?done=added' : safeReturn(next), 303);
}

async function remove(context: PageContext): Promise<Response> {
  const { client } = context.get('visit');
  const { target = '' } = await formBody(context);
  await answered(client.DELETE('/scope/{target}', { params: { path: { target } } }));
  return context.redirect('/scope?done=removed', 303);
}
