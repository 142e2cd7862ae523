import { timingSafeEqual } from 'node:crypto';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../client/problem-error.ts';
import { formBody } from './form-body.ts';
import type { WebEnv } from './visit.ts';

/** More than any form of ours holds. */
const MAX_FORM_BYTES = 256 * 1024;

/**
 * Refuses forms that another site sent. The API asks for the session's token besides; this also holds for what needs
 * no session: signing in as somebody else, language, colours. Source: OWASP CSRF cheat sheet, fetch metadata.
 */
export function fromOwnPages() {
  return createMiddleware<WebEnv>(async (context, next) => {
    const site = context.req.header('sec-fetch-site') ?? 'same-origin';
    if (context.req.method === 'POST' && site !== 'same-origin' && site !== 'none') throw foreignForm();
    await next();
  });
}

/**
 * Refuses a form without the token of the session that sends it. Pages ask the API with that token themselves: without
 * this, a page would vouch for whatever made the browser send the form. Comes after `makeVisit`.
 */
export function withToken() {
  return createMiddleware<WebEnv>(async (context, next) => {
    const { session } = context.get('visit');
    if (context.req.method === 'POST' && session !== null) {
      const { csrf = '' } = await formBody(context);
      if (!isSame(csrf, session.csrf)) throw foreignForm();
    }
    await next();
  });
}

/** In a time that does not tell how far they agree. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Refuses forms that are too large to be one of ours, before they are read. */
export function smallForms() {
  return bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: () => {
      throw new ProblemError({ type: 'about:blank', title: 'Too large', status: 413, code: 'RP_TOO_LARGE' });
    },
  });
}

function foreignForm(): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    title: 'Not allowed',
    status: 403,
    code: 'RP_FORBIDDEN',
    detail: 'the form was not sent by a page of this session: reload the page and send it again',
  });
}
