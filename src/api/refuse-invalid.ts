import type { Hook } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env.ts';
import { instanceOf, problemResponse } from './problems.ts';

/** More than that of one request helps nobody. */
const MOST_ERRORS = 50;

/** Where a part of a request is: a JSON pointer in the body, else the kind and name of the parameter. */
const PLACES: Readonly<Record<string, string>> = {
  json: '',
  query: '/query',
  param: '/path',
  header: '/header',
};

/** What is wrong, by zod's codes. Its own messages quote what was expected and at times what was sent. */
const DETAILS: Readonly<Record<string, string>> = {
  invalid_type: 'is missing, or of another type',
  too_big: 'is too large or too long',
  too_small: 'is too small or too short',
  invalid_format: 'is not written as it has to be',
  not_multiple_of: 'is not a whole multiple',
  unrecognized_keys: 'has fields that are not known here',
  invalid_union: 'is none of what is allowed here',
  invalid_key: 'has a name that is not allowed',
  invalid_element: 'has an entry that is not allowed',
  invalid_value: 'is none of the values allowed',
};

/** Requests that do not hold: which parts, never their values. */
export const refuseInvalid: Hook<unknown, ApiEnv, string, unknown> = (result, context) => {
  if (result.success) return;
  const place = PLACES[result.target] ?? `/${result.target}`;
  const errors = result.error.issues.slice(0, MOST_ERRORS).map(({ path, code }) => ({
    pointer: `${place}${path.map((step) => `/${pointerStep(String(step))}`).join('')}`,
    detail: DETAILS[code] ?? 'does not hold',
  }));
  return problemResponse({
    status: 400,
    code: 'RP_INVALID',
    detail: 'parts of the request do not hold: see errors',
    errors,
    ...instanceOf(context),
  });
};

/** RFC 6901. A name of the sender's own (the key of a record) may be anything: cut, and without control characters. */
function pointerStep(step: string): string {
  return step
    .replace(/\p{Cc}/gu, '')
    .slice(0, 100)
    .replaceAll('~', '~0')
    .replaceAll('/', '~1');
}
