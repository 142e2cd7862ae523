import type { Visit } from '../visit.ts';

const RANKS = ['viewer', 'analyst', 'responder', 'admin'] as const;

/** Whether somebody's role includes another. Only for what is shown: the API decides. */
export function may(visit: Visit, role: (typeof RANKS)[number]): boolean {
  return visit.session !== null && RANKS.indexOf(visit.session.user.role) >= RANKS.indexOf(role);
}

/** Whether somebody can upload suspects. */
export function mayUpload(visit: Visit): boolean {
  return may(visit, 'analyst');
}
