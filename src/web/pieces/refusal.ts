import { ProblemError } from '../../client/problem-error.ts';

/** Why a one-time link or what was entered with it was refused; anything else is thrown on. */
export function refusalOf(failure: unknown): { status: 400 | 429; reason: string } {
  if (!(failure instanceof ProblemError) || failure.problem.status >= 500) throw failure;
  const { status, detail, title } = failure.problem;
  return { status: status === 429 ? 429 : 400, reason: detail ?? title };
}
