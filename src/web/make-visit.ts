import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { answered } from '../client/client.ts';
import { ProblemError } from '../client/problem-error.ts';
import type { Clock } from '../core/clock.ts';
import { type FetchApi, visitorClient } from './api-fetch.ts';
import type { Assets } from './assets.ts';
import { acceptedLanguage } from './choose-language.ts';
import { formatsOf } from './formats.ts';
import type { Session } from './shapes.ts';
import { type PageContext, THEMES, type Theme, type WebEnv } from './visit.ts';
import { isLanguage, type Language } from './words/languages.ts';
import { wordsOf } from './words/words.ts';

/** What visits are made of. */
export interface VisitParts {
  readonly fetchApi: FetchApi;
  readonly assets: Assets;
  readonly clock: Clock;
  /** The language of who has chosen none and whose browser names none of ours. */
  readonly defaultLanguage: () => Language | Promise<Language>;
}

/** Leaves the visit for pages. Asks who is signed in where there is a cookie at all. */
export function makeVisit(parts: VisitParts) {
  return createMiddleware<WebEnv>(async (context, next) => {
    const session = await sessionOf(context, parts.fetchApi);
    const language = await languageOf(context, session, parts);
    const url = new URL(context.req.url);
    context.set('visit', {
      session,
      language,
      theme: themeOf(context),
      words: wordsOf(language),
      formats: formatsOf(language),
      client: visitorClient(context, parts.fetchApi, session?.csrf, language),
      path: url.pathname + url.search,
      nowMs: parts.clock.nowMs(),
      asset: (source) => parts.assets.href(source),
    });
    await next();
  });
}

async function sessionOf(context: PageContext, fetchApi: FetchApi): Promise<Session | null> {
  if (context.req.header('cookie') === undefined) return null;
  try {
    return await answered(visitorClient(context, fetchApi).GET('/session'));
  } catch (failure) {
    if (failure instanceof ProblemError && failure.problem.status === 401) return null;
    throw failure;
  }
}

/** As the account says, else as was chosen in this browser, else as the browser asks, else the service's. */
async function languageOf(
  context: PageContext,
  session: Session | null,
  parts: VisitParts,
): Promise<Language> {
  const chosen = getCookie(context, 'language');
  return (
    session?.user.language ??
    (isLanguage(chosen) ? chosen : null) ??
    acceptedLanguage(context.req.header('accept-language')) ??
    (await parts.defaultLanguage())
  );
}

function themeOf(context: PageContext): Theme {
  const chosen = getCookie(context, 'theme');
  return THEMES.find((theme) => theme === chosen) ?? 'auto';
}
