import { type Context, Hono } from 'hono';
import { type Access, PROVIDER_CALLBACK, PROVIDER_START } from '../../access/access.ts';
import type { Provider } from '../../access/provider.ts';
import { accountOf } from '../../access/provider-accounts.ts';
import { RowprintError } from '../../core/errors.ts';
import type { Logger } from '../../core/log.ts';
import type { ApiEnv } from '../api-env.ts';
import { Cookies } from '../middleware/session-cookie.ts';
import { addressOf } from '../signed-in.ts';
import { welcome } from './session.ts';

/** Where people are told that it did not work. */
const REFUSED_PAGE = '/sign-in?problem=provider';

/** Signing in with the organisation's provider. Browsers come by here, so failures lead to a page. */
export function createProviderRoutes({
  access,
  log,
}: {
  readonly access: Access;
  readonly log: Logger;
}): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>();
  const { provider } = access;
  if (provider === null) return routes;
  const cookies = new Cookies(access.settings.origin);
  routes.get(PROVIDER_START, (context) =>
    orToPage(context, access, log, async () => {
      await access.signIn.takeTry(addressOf(context));
      const { href, kept } = await provider.start(ownPage(context.req.query('to')));
      cookies.setProvider(context, kept);
      return context.redirect(href, 302);
    }),
  );
  routes.get(PROVIDER_CALLBACK, (context) =>
    orToPage(context, access, log, async () => {
      await access.signIn.takeTry(addressOf(context));
      const returnTo = await finish(context, access, provider, cookies);
      return context.redirect(returnTo, 303);
    }),
  );
  return routes;
}

async function finish(
  context: Context<ApiEnv>,
  access: Access,
  provider: Provider,
  cookies: Cookies,
): Promise<string> {
  const kept = cookies.provider(context);
  cookies.dropProvider(context);
  const vouched = await provider.finish(new URL(context.req.url).search, kept);
  const user = await accountOf(access, provider, vouched);
  await welcome(context, access, cookies, user);
  return ownPage(vouched.returnTo);
}

/** A page of ours: a path, never another origin. */
export function ownPage(to: string | undefined): string {
  const isPath = to !== undefined && to.length <= 1000 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to);
  return isPath ? to : '/';
}

async function orToPage(
  context: Context<ApiEnv>,
  { audit }: Pick<Access, 'audit'>,
  log: Logger,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof RowprintError)) throw failure;
    // The cause may quote what the provider sent: its name and code are enough.
    log.warn('signing in with the provider failed', { code: failure.code, because: reasonOf(failure.cause) });
    await audit.note({
      actor: null,
      action: 'session.refused',
      object: null,
      facts: { address: addressOf(context), code: failure.code },
    });
    return context.redirect(REFUSED_PAGE, 303);
  }
}

function reasonOf(cause: unknown): string | null {
  const code = (cause as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : null;
}
