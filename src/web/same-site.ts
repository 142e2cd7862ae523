import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { ProblemError } from '../client/problem-error.ts';
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
    detail: 'the form was sent by another site',
  });
}
