import type { CaseHead, CaseItem, CaseRecord, FigureRevision, TimelineEntry } from '../store/case-records.ts';
import { figuresFor } from './figures.ts';
import { factsOfReports } from './propose.ts';
import type { ReportFacts } from './report-facts.ts';
import { withoutOthers } from './without-others.ts';

/** Every controller that a case is about. */
export function controllersOf({ items, figures }: Pick<CaseHead, 'items' | 'figures'>): readonly string[] {
  const named = [
    ...factsOfReports(items).flatMap(({ controllers }) => controllers),
    ...figures.flatMap(({ byController }) => byController.map(({ controller }) => controller)),
  ];
  return [...new Set(named)].sort((a, b) => a.localeCompare(b));
}

/** Whether a case exists for somebody who may see these controllers; null: all. */
export function isVisible(
  subject: Pick<CaseHead, 'items' | 'figures'>,
  seen: readonly string[] | null,
): boolean {
  return seen === null || controllersOf(subject).some((controller) => seen.includes(controller));
}

/** Whether they may see all of it: only then it is theirs to change, or to tell of as a whole. */
export function isWhole(
  subject: Pick<CaseHead, 'items' | 'figures'>,
  seen: readonly string[] | null,
): boolean {
  return seen === null || controllersOf(subject).every((controller) => seen.includes(controller));
}

/** Lines of the timeline that tell nothing but themselves. */
const PLAIN_ENTRIES: ReadonlySet<string> = new Set([
  'opened',
  'closed',
  'reopened',
  'awareness-set',
  'notified',
]);

/**
 * The part of a case that is of some controllers: their figures, the columns of their tables, and what is told of the
 * incident without the names and numbers of others. Nothing in it says how many others there are.
 */
export function partFor<Subject extends CaseHead | CaseRecord>(
  subject: Subject,
  seen: readonly string[],
): Subject {
  const hidden = hiddenFrom(subject, seen);
  const clean = (text: string): string => withoutOthers(text, hidden);
  const { statement } = subject;
  const part: CaseHead = {
    ...subject,
    title: clean(subject.title),
    items: subject.items.flatMap((item) => itemFor(item, seen)),
    figures: subject.figures.flatMap((revision) => figuresFor(revision, seen) ?? []),
    awareness: subject.awareness && { ...subject.awareness, reason: clean(subject.awareness.reason) },
    override: subject.override && { ...subject.override, reason: clean(subject.override.reason) },
    statement: {
      ...statement,
      nature: clean(statement.nature),
      consequencesText: clean(statement.consequencesText),
      measuresTaken: clean(statement.measuresTaken),
      measuresPlanned: clean(statement.measuresPlanned),
      lateReason: clean(statement.lateReason),
    },
  };
  const timeline = 'timeline' in subject ? { timeline: subject.timeline.flatMap(entryFor) } : {};
  return { ...subject, ...part, ...timeline };
}

function itemFor(item: CaseItem, seen: readonly string[]): CaseItem[] {
  // A server holds files of several controllers: its name and its files are the processor's to tell.
  if (item.kind === 'endpoint') return [];
  if (item.kind === 'suspect') return [item];
  const facts = item.facts as ReportFacts;
  const controllers = facts.controllers.filter((controller) => seen.includes(controller));
  if (controllers.length === 0) return [];
  const columns = facts.columns.filter(({ controller }) => seen.includes(controller));
  return [{ ...item, facts: { ...facts, controllers, columns } }];
}

function entryFor({ at, by, what }: TimelineEntry): TimelineEntry[] {
  return PLAIN_ENTRIES.has(what) ? [{ at, by, what, facts: {} }] : [];
}

/** Names and numbers that those who see only some controllers must not read. */
function hiddenFrom(
  subject: CaseHead,
  seen: readonly string[],
): { readonly names: readonly string[]; readonly numbers: readonly number[] } {
  const others = controllersOf(subject).filter((controller) => !seen.includes(controller));
  const tables = factsOfReports(subject.items).flatMap(({ columns }) =>
    columns.filter(({ controller }) => others.includes(controller)).map(({ table }) => table),
  );
  return {
    names: [...others, ...new Set(tables)],
    numbers: subject.figures.flatMap((revision) => numbersOf(revision, others)),
  };
}

function numbersOf({ persons, rows, byController }: FigureRevision, others: readonly string[]): number[] {
  const parts = byController.filter(({ controller }) => others.includes(controller));
  const figures = [persons, rows, ...parts.flatMap((part) => [part.persons, part.rows])];
  // A case of this controller alone has totals that are its own.
  return others.length === 0 ? [] : figures.flatMap(({ value, interval }) => [value, ...interval]);
}
