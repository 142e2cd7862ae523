import { ProblemError } from '../../client/problem-error.ts';
import { visible } from '../../reports/visible.ts';
import { Notice } from './pieces.tsx';

/** Why the API did not do what a form asked for. */
export interface Refusal {
  readonly status: 400 | 403 | 409;
  readonly reasons: readonly string[];
}

/** The refusal of what was entered. What has nothing to do with that is thrown on: it has a page of its own. */
export function refusedEntry(failure: unknown): Refusal {
  if (!(failure instanceof ProblemError)) throw failure;
  const { status, detail, title, errors = [] } = failure.problem;
  if (status !== 400 && status !== 403 && status !== 409 && status !== 422) throw failure;
  const parts = errors.map((error) => `${error.pointer}: ${error.detail}`);
  return { status: status === 422 ? 400 : status, reasons: [detail ?? title, ...parts] };
}

/** That it was refused, and why. */
export function Refused({ title, refusal }: { title: string; refusal: Refusal | undefined }) {
  if (refusal === undefined) return null;
  return (
    <Notice tone="bad" isAnswer>
      <p>
        <strong>{title}</strong>
      </p>
      {refusal.reasons.map((reason) => (
        <p lang="en">{visible(reason.slice(0, 1000))}</p>
      ))}
    </Notice>
  );
}
