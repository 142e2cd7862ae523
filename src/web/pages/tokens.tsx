import type { Hono } from 'hono';
import { answered } from '../../client/client.ts';
import { AdminTabs } from '../admin/admin-tabs.tsx';
import { Done, doneOf } from '../admin/done.tsx';
import { TokenTable } from '../admin/token-table.tsx';
import { formBody } from '../form-body.ts';
import { Layout } from '../layout/layout.tsx';
import { may } from '../pieces/may.ts';
import { Pager } from '../pieces/pager.tsx';
import { Empty, PageHead } from '../pieces/pieces.tsx';
import { render } from '../render.ts';
import type { PageContext, WebEnv } from '../visit.ts';

/** The tokens of everybody, for an admin; the own ones are with the account. */
export function registerTokens(pages: Hono<WebEnv>): void {
  pages.get('/tokens', (context) =>
    may(context.get('visit'), 'admin') ? list(context) : context.redirect('/account#tokens', 303),
  );
  pages.post('/tokens/:id/revoke', async (context) => {
    const path = { id: context.req.param('id') };
    await answered(context.get('visit').client.DELETE('/tokens/{id}', { params: { path } }));
    const { next } = await formBody(context);
    return context.redirect(
      next === '/tokens' ? '/tokens?done=revoked' : '/account?done=revoked#tokens',
      303,
    );
  });
}

async function list(context: PageContext): Promise<Response> {
  const visit = context.get('visit');
  const cursor = context.req.query('cursor');
  const query = { limit: 50, ...(cursor === undefined ? {} : { cursor }) };
  const tokens = await answered(visit.client.GET('/tokens', { params: { query } }));
  const words = visit.words.account;
  return render(
    context,
    <Layout visit={visit} title={words.allTokens} current="settings">
      <PageHead title={words.allTokens} lead={words.allTokensLead}>
        <a class="button" href="/account#make-token">
          {words.makeToken}
        </a>
      </PageHead>
      <AdminTabs visit={visit} current="tokens" />
      <Done sentences={words.done} done={doneOf(context)} />
      {tokens.items.length === 0 ? (
        <Empty title={words.noTokens} advice={words.noTokensAdvice} />
      ) : (
        <TokenTable visit={visit} tokens={tokens.items} back="/tokens" showsUser />
      )}
      <Pager visit={visit} path="/tokens" next={tokens.next} />
    </Layout>,
  );
}
