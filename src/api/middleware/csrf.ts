import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { isSameText } from '../../access/secrets.ts';
import type { ApiEnv } from '../api-env.ts';
import { ForbiddenError } from '../api-errors.ts';

const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** Forms with files are larger: they send the token as a header. */
const MOST_FORM_BYTES = 65_536;

/**
 * Refuse what another page makes a browser ask: by the origin that browsers tell, and where a session asks, by its token
 * besides (header X-CSRF-Token, or the field `csrf` of a form). Tokens of the API are sent by no browser by itself.
 * Comes after `authenticate`. @param origins where people reach the service @throws {ForbiddenError}
 */
export function csrf(origins: readonly string[]) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    if (!SAFE.includes(context.req.method) && context.get('actor')?.means !== 'token') {
      if (!isOwnOrigin(context, origins))
        throw new ForbiddenError('this came from a page of another origin: open the service itself');
      const session = context.get('session');
      if (session && !isSameText(await tokenIn(context), session.csrf))
        throw new ForbiddenError('the CSRF token is missing or not of this session: reload the page');
    }
    await next();
  });
}

/** What tells nothing (a script, an old browser) passes here: a session asks for its token all the same. */
function isOwnOrigin(context: Context, origins: readonly string[]): boolean {
  const site = context.req.header('sec-fetch-site');
  const origin = context.req.header('origin');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  // Browsers say `null` of a form whose page sends no referrer; then only the other header can vouch for it.
  return origin === 'null' ? site === 'same-origin' : origins.includes(origin.toLowerCase());
}

async function tokenIn(context: Context): Promise<string> {
  const header = context.req.header('x-csrf-token');
  if (header !== undefined) return header;
  const type = context.req.header('content-type') ?? '';
  const bytes = Number(context.req.header('content-length') ?? Number.NaN);
  if (!type.startsWith('application/x-www-form-urlencoded') || !(bytes <= MOST_FORM_BYTES)) return '';
  const field = (await context.req.parseBody()).csrf;
  return typeof field === 'string' ? field : '';
}
