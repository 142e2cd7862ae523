import type { components } from './schema.ts';

/** A failed request as the API tells it (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** The API said no. `problem.code` is stable; the message is for people. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
