import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ProblemError } from '../client/problem-error.ts';
import type { Logger } from '../core/log.ts';
import { visible } from '../reports/visible.ts';
import { formatsOf } from './formats.ts';
import { Layout, LoneLayout } from './layout/layout.tsx';
import { Notice, PageHead } from './pieces/pieces.tsx';
import { render } from './render.ts';
import { safeReturn } from './return-path.ts';
import type { PageContext, Visit } from './visit.ts';
import { wordsOf } from './words/words.ts';

/** What of a problem a page shows. */
interface Shown {
  readonly status: number;
  readonly code: string;
  /** The API's sentence, in English; null where it would tell of our insides. */
  readonly detail: string | null;
}

type KnownStatus = 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503 | 507;

/** Which of our explanations fits a status that has none of its own. */
const LIKE: Readonly<Record<number, KnownStatus>> = { 405: 404, 412: 409, 422: 400, 423: 409, 502: 503 };
const KNOWN: readonly number[] = [400, 401, 403, 404, 409, 413, 429, 500, 503, 507];

/** Turns what a page threw into a page: what happened, and what to do. Who is not signed in comes back after signing in. */
export function problemPages(log: Logger, asset: Visit['asset']) {
  return (failure: unknown, context: PageContext): Response | Promise<Response> => {
    const shown = shownOf(failure, log);
    if (shown.status === 401) return toSignIn(context);
    return problemPage(context, shown, asset);
  };
}

/** The page for an address that leads nowhere. */
export function notFoundPage(asset: Visit['asset']) {
  return (context: PageContext): Response | Promise<Response> =>
    problemPage(context, { status: 404, code: 'RP_NOT_FOUND', detail: null }, asset);
}

/** To the sign-in page, and from there back to this one; after a form was sent, to the page that it names. */
export function toSignIn(context: PageContext): Response {
  const url = new URL(context.req.url);
  const isPage = context.req.method === 'GET' || context.req.method === 'HEAD';
  const next = safeReturn(isPage ? url.pathname + url.search : '/');
  return context.redirect(next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`, 303);
}

function shownOf(failure: unknown, log: Logger): Shown {
  if (failure instanceof ProblemError) {
    const { status, code, detail } = failure.problem;
    return { status, code, detail: status < 500 ? (detail ?? null) : null };
  }
  log.error('a page met a bug', {}, failure);
  return { status: 500, code: 'RP_BUG', detail: null };
}

function problemPage(context: PageContext, shown: Shown, asset: Visit['asset']) {
  const visit = context.get('visit') ?? visitOfNobody(context, asset);
  const Frame = visit.session === null ? LoneLayout : Layout;
  const { problems } = visit.words;
  const { title, advice } = problems[kindOf(shown.status)];
  context.status(shown.status as ContentfulStatusCode);
  return render(
    context,
    <Frame visit={visit} title={title}>
      <PageHead title={title} />
      <Notice tone={shown.status >= 500 ? 'bad' : 'warn'}>
        <p>{advice}</p>
      </Notice>
      <Details visit={visit} shown={shown} />
      <p class="actions">
        <a class="button" href="/">
          {problems.back}
        </a>
      </p>
    </Frame>,
  );
}

/** What support asks for. */
function Details({ visit, shown }: { visit: Visit; shown: Shown }) {
  const { problems } = visit.words;
  return (
    <dl>
      {shown.detail !== null && [<dt>{problems.detail}</dt>, <dd lang="en">{visible(shown.detail)}</dd>]}
      <dt>{problems.code}</dt>
      <dd class="code">{shown.code}</dd>
    </dl>
  );
}

function kindOf(status: number): KnownStatus {
  const like = LIKE[status] ?? status;
  return KNOWN.includes(like) ? (like as KnownStatus) : like < 500 ? 400 : 500;
}

/** For a failure before it was known who looks. */
function visitOfNobody(context: PageContext, asset: Visit['asset']): Omit<Visit, 'client'> & Visit {
  return {
    session: null,
    language: 'en',
    theme: 'auto',
    words: wordsOf('en'),
    formats: formatsOf('en'),
    path: new URL(context.req.url).pathname,
    nowMs: 0,
    asset,
  } as Visit;
}
