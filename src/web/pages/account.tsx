import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { controllersIn, knownControllers } from '../admin/controllers.ts';
import { doneOf } from '../admin/done.tsx';
import { askedOnce, onceHeaders } from '../admin/once.ts';
import { type Refusal, refusalIn, unreadable } from '../admin/refused.tsx';
import { roleIn } from '../admin/roles.ts';
import { formBody } from '../form-body.ts';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';
import { AccountPage, MadeTokenPage, type WantedToken } from './account-page.tsx';

/** The own account: password, language, colours, tokens. */
export function registerAccount(pages: Hono<WebEnv>): void {
  pages.get('/account', (context) => show(context));
  pages.post('/account/password', changePassword);
  pages.post('/account/tokens', makeToken);
  // Where the address of an answer to a form is opened anew.
  for (const path of ['/account/password', '/account/tokens'])
    pages.get(path, (context) => context.redirect('/account', 303));
}

interface Again {
  readonly wanted?: WantedToken;
  readonly passwordRefusal?: Refusal;
  readonly tokenRefusal?: Refusal;
}

async function show(context: PageContext, again: Again = {}): Promise<Response> {
  const visit = context.get('visit');
  const cursor = context.req.query('cursor');
  const query = { limit: 20, of: 'me' as const, ...(cursor === undefined ? {} : { cursor }) };
  const [tokens, known] = await Promise.all([
    answered(visit.client.GET('/tokens', { params: { query } })),
    knownControllers(visit),
  ]);
  const done = doneOf(context);
  return render(context, <AccountPage {...{ visit, tokens, known, done, ...again }} />);
}

async function changePassword(context: PageContext): Promise<Response> {
  const { old = '', password = '', repeated = '' } = await formBody(context);
  const refuse = (passwordRefusal: Refusal) => {
    context.status(passwordRefusal.status);
    return show(context, { passwordRefusal });
  };
  if (password !== repeated) return refuse({ ...unreadable(), code: 'not-repeated' });
  try {
    await answered(context.get('visit').client.PUT('/session/password', { body: { old, new: password } }));
  } catch (failure) {
    return refuse(refusalIn(failure));
  }
  return context.redirect('/account?done=password', 303);
}

async function makeToken(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const fields = await formBody(context);
  const controllers = controllersIn(fields);
  const days = fields.days ?? '';
  const wanted = {
    label: fields.label?.trim() ?? '',
    role: roleIn(fields),
    controllers: controllers ?? null,
  };
  const refuse = (tokenRefusal: Refusal) => {
    context.status(tokenRefusal.status);
    return show(context, { tokenRefusal, wanted: { ...wanted, days } });
  };
  if (controllers === undefined) return refuse({ ...unreadable(), code: 'none-ticked' });
  if (!/^\d{1,3}$/.test(days)) return refuse(unreadable());
  try {
    const body = { ...wanted, days: Number(days) };
    const asking = visit.client.POST('/tokens', { body, headers: onceHeaders(fields.once, body) });
    const { made, isAgain } = await askedOnce(asking);
    return await render(context, <MadeTokenPage visit={visit} made={made} isAgain={isAgain} />);
  } catch (failure) {
    return refuse(refusalIn(failure));
  }
}
