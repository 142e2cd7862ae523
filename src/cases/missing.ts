import type { CaseHead } from '../store/case-records.ts';
import { isLate } from './clock.ts';
import { standing } from './figures.ts';

/** Something that a notification has to say and cannot yet. */
export interface Missing {
  readonly key: string;
  /** Where the law asks for it. */
  readonly article: string;
}

/** What is asked of a case, in the order of the law. */
interface Demand extends Missing {
  readonly isMet: (subject: CaseHead) => boolean;
}

const said = (text: string): boolean => text.trim() !== '';

const DEMANDS: readonly Demand[] = [
  { key: 'awareness', article: '33(1)', isMet: ({ awareness }) => awareness !== null },
  { key: 'nature', article: '33(3)(a)', isMet: ({ statement }) => statement.natures.length > 0 },
  { key: 'people', article: '33(3)(a)', isMet: ({ statement }) => statement.people.length > 0 },
  { key: 'persons', article: '33(3)(a)', isMet: ({ figures }) => standing(figures) !== null },
  { key: 'data', article: '33(3)(a)', isMet: ({ statement }) => statement.data.length > 0 },
  { key: 'records', article: '33(3)(a)', isMet: ({ figures }) => standing(figures) !== null },
  { key: 'organisation', article: '33(3)(b)', isMet: ({ statement }) => said(statement.organisation) },
  { key: 'contact', article: '33(3)(b)', isMet: ({ statement }) => said(statement.contact) },
  {
    key: 'consequences',
    article: '33(3)(c)',
    isMet: ({ statement }) => statement.consequences.length > 0 || said(statement.consequencesText),
  },
  {
    key: 'measures',
    article: '33(3)(d)',
    isMet: ({ statement }) => said(statement.measuresTaken) || said(statement.measuresPlanned),
  },
];

/**
 * What the notification of a case still lacks (art. 33 GDPR). A case does not wait for all of it: art. 33(4) allows
 * phases. @param hours the deadline of the settings
 */
export function missingOf(subject: CaseHead, hours: number, nowMs: number): readonly Missing[] {
  const open = DEMANDS.filter(({ isMet }) => !isMet(subject)).map(({ key, article }) => ({ key, article }));
  return owesReason(subject, hours, nowMs) ? [...open, { key: 'lateReason', article: '33(1)' }] : open;
}

function owesReason(
  { awareness, notifications, statement }: CaseHead,
  hours: number,
  nowMs: number,
): boolean {
  if (awareness === null || said(statement.lateReason)) return false;
  const sentAt = notifications[0]?.sentAt ?? new Date(nowMs).toISOString();
  return isLate(awareness.at, sentAt, hours);
}
