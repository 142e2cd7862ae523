import type {
  Awareness,
  CaseHead,
  CaseRecord,
  CaseStatement,
  FigureRevision,
  Notification,
  SeverityLevel,
  TimelineEntry,
} from '../store/case-records.ts';
import type { ServiceSettings } from '../store/service-settings.ts';
import { clockOf } from './clock.ts';
import type { CaseWords } from './documents/words/case-words.ts';
import { standing } from './figures.ts';
import { type Missing, missingOf } from './missing.ts';
import { isWhole, partFor } from './part.ts';
import {
  type CaseExposure,
  factsOfReports,
  type Proposal,
  proposeAwareness,
  proposeData,
  proposeOrigin,
  proposePeople,
} from './propose.ts';
import { type CaseSeverity, proposeSeverity } from './severity.ts';

/** A case in a list. */
export interface CaseBrief {
  readonly id: string;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly createdAt: string;
  readonly awareAt: string | null;
  readonly dueAt: string | null;
  readonly persons: number | null;
  readonly level: SeverityLevel | null;
  /** How much is missing for the notification. */
  readonly missing: number;
}

/** A case with all that follows from it, as one reader may see it. */
export interface CaseView extends Omit<CaseBrief, 'missing'> {
  readonly createdBy: string;
  readonly awareness: Awareness | null;
  readonly proposedAwareAt: string | null;
  readonly items: readonly {
    readonly kind: 'suspect' | 'endpoint' | 'report';
    readonly ref: string;
    readonly label: string;
    readonly addedAt: string;
  }[];
  readonly figures: readonly FigureRevision[];
  readonly statement: CaseStatement;
  readonly proposed: {
    readonly people: readonly Proposal[];
    readonly data: readonly Proposal[];
    readonly origins: readonly Proposal[];
    readonly causes: readonly Proposal[];
  };
  readonly severity: CaseSeverity | null;
  readonly missing: readonly Missing[];
  readonly notifications: readonly Notification[];
  readonly timeline: readonly TimelineEntry[];
  readonly version: number;
  /** Whether the reader sees all of it: only then it is theirs to change. */
  readonly isWhole: boolean;
}

/** What a case is seen with. */
export interface Viewing {
  readonly settings: Pick<ServiceSettings, 'notificationHours' | 'caseFromShare'>;
  readonly words: CaseWords;
  readonly nowMs: number;
  /** Controllers whose parts are seen; null: all. */
  readonly seen: readonly string[] | null;
}

/** A case in a list, as somebody sees it. */
export function briefOf(subject: CaseHead, viewing: Viewing): CaseBrief {
  const part = viewing.seen === null ? subject : partFor(subject, viewing.seen);
  const { id, title, state, createdAt, awareness } = part;
  const severity = severityFor(part, proposalsOf(part, [], viewing.words), viewing.words);
  return {
    id,
    title,
    state,
    createdAt,
    awareAt: awareness?.at ?? null,
    dueAt: dueAtOf(part, viewing),
    persons: standing(part.figures)?.persons.value ?? null,
    level: severity?.override?.level ?? severity?.level ?? null,
    missing: missingOf(part, viewing.settings.notificationHours, viewing.nowMs).length,
  };
}

/** A whole case, as somebody sees it. @param exposures what was open on its servers; hidden from who sees a part */
export function viewOf(record: CaseRecord, exposures: readonly CaseExposure[], viewing: Viewing): CaseView {
  const { seen, words, settings, nowMs } = viewing;
  const part = seen === null ? record : partFor(record, seen);
  const proposed = proposalsOf(part, seen === null ? exposures : [], words);
  const severity = severityFor(part, proposed, words);
  const { missing: _, ...brief } = briefOf(record, viewing);
  return {
    ...brief,
    createdBy: part.createdBy,
    awareness: part.awareness,
    proposedAwareAt: proposeAwareness(part, settings.caseFromShare),
    items: part.items.map(({ kind, ref, label, addedAt }) => ({ kind, ref, label, addedAt })),
    figures: part.figures,
    statement: part.statement,
    proposed,
    severity,
    missing: missingOf(part, settings.notificationHours, nowMs),
    notifications: part.notifications,
    timeline: part.timeline,
    version: part.version,
    isWhole: isWhole(record, seen),
  };
}

/** Cases in the order of their urgency: open ones by deadline, then those without a clock, newest first; closed ones last. */
export function byUrgency(a: CaseBrief, b: CaseBrief): number {
  const rank = ({ state, dueAt }: CaseBrief): number => (state === 'closed' ? 2 : dueAt === null ? 1 : 0);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (rank(a) === 0 && a.dueAt !== b.dueAt) return a.dueAt! < b.dueAt! ? -1 : 1;
  return a.id < b.id ? 1 : -1;
}

function dueAtOf({ awareness }: CaseHead, { settings, nowMs }: Viewing): string | null {
  return awareness === null ? null : clockOf(awareness.at, settings.notificationHours, nowMs).dueAt;
}

function proposalsOf(
  { items }: CaseHead,
  exposures: readonly CaseExposure[],
  words: CaseWords,
): CaseView['proposed'] {
  const columns = factsOfReports(items).flatMap((facts) => facts.columns);
  return {
    people: proposePeople(columns, words),
    data: proposeData(columns, words),
    ...proposeOrigin(exposures, words),
  };
}

function severityFor(
  { statement, figures, items, override }: CaseHead,
  proposed: CaseView['proposed'],
  words: CaseWords,
): CaseSeverity | null {
  const data = statement.data.length > 0 ? statement.data : proposed.data.map(({ key }) => key);
  const persons = standing(figures)?.persons.interval[1] ?? null;
  const isOut = items.some(({ kind }) => kind !== 'endpoint');
  const severity = proposeSeverity({ data, statement, persons, isOut }, words);
  return severity === null ? null : { ...severity, override };
}
