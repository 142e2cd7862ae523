import type { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { answered } from '../../client/client.ts';
import { formBody } from '../form-body.ts';
import { safeReturn } from '../return-path.ts';
import { type PageContext, THEMES, type WebEnv } from '../visit.ts';
import { isLanguage } from '../words/languages.ts';

const A_YEAR_SECONDS = 365 * 86_400;

/** Language and colours, from the footer: in this browser, and the language with the account. */
export function registerPreferences(pages: Hono<WebEnv>): void {
  pages.post('/preferences', async (context) => {
    const { language, theme, next } = await formBody(context);
    const { session, client } = context.get('visit');
    if (isLanguage(language)) {
      keep(context, 'language', language);
      if (session !== null) await answered(client.PUT('/session/language', { body: { language } }));
    }
    if (THEMES.some((known) => known === theme)) keep(context, 'theme', theme!);
    return context.redirect(returnTo(next), 303);
  });
}

function keep(context: PageContext, name: string, value: string): void {
  setCookie(context, name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: A_YEAR_SECONDS,
    secure: new URL(context.req.url).protocol === 'https:',
  });
}

/** Also back to the sign-in page, which is nowhere to go after signing in. */
function returnTo(next: string | undefined): string {
  if (next === '/sign-in') return next;
  if (next?.startsWith('/sign-in?next=')) {
    const inner = safeReturn(new URLSearchParams(next.slice('/sign-in'.length)).get('next'));
    return inner === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(inner)}`;
  }
  return safeReturn(next);
}
