import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ProblemError } from '../../client/problem-error.ts';
import { visible } from '../../reports/visible.ts';
import { Notice } from '../pieces/pieces.tsx';
import type { Visit } from '../visit.ts';

/** Why the API did not do what a form asked, where whoever sent it can mend that. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** The API's own sentences, in English. */
  readonly reasons: readonly string[];
}

/** What the page knows without asking: entries that are none. */
export function unreadable(): Refusal {
  return { status: 400, code: 'RP_INVALID', reasons: [] };
}

const MENDABLE: readonly number[] = [400, 403, 409, 413, 422, 429];

/** The refusal that a failure is. Whatever the form cannot mend is thrown on: who is signed out, bugs. */
export function refusalIn(failure: unknown): Refusal {
  if (!(failure instanceof ProblemError)) throw failure;
  const { status, code, detail, title, errors = [] } = failure.problem;
  const isWrongPassword = code === 'RP_WRONG_LOGIN';
  if (!MENDABLE.includes(status) && !isWrongPassword) throw failure;
  return {
    // A 401 would say that nobody is signed in.
    status: (isWrongPassword ? 400 : status) as ContentfulStatusCode,
    code,
    reasons: [detail ?? title, ...errors.map((error) => `${error.pointer.slice(1)} ${error.detail}`)],
  };
}

/** That a form was refused, above it. */
export function Refused({ visit, refusal }: { visit: Visit; refusal: Refusal | undefined }) {
  if (refusal === undefined) return null;
  const words = visit.words.admin;
  const known: Readonly<Record<string, string>> = words.refusals;
  const own = known[refusal.code];
  return (
    <Notice tone="bad" isAnswer>
      <p>{own ?? words.refused}</p>
      {/* Said by the API in English: of what we say ourselves it would be an echo. */}
      {own === undefined && refusal.reasons.map((reason) => <p lang="en">{visible(reason)}</p>)}
    </Notice>
  );
}
