import { type Figures, figuresOf } from '../../../cases/figures.ts';
import { overlapsOfOurs, type Report } from '../../../reports/report.ts';
import type { CaseChange } from '../../../store/case-records.ts';

/** The numbers of a report as a revision of a case, with its line of the timeline; null where it found nothing. */
export function reportFigures(
  report: Report,
  by: string,
  reason: string | null = null,
): { readonly revision: NonNullable<CaseChange['figures']>; readonly entries: CaseChange['entries'] } | null {
  if (overlapsOfOurs(report).length === 0) return null;
  return revisionOf(figuresOf(report), by, report.id, reason);
}

/** Figures as a revision, and what the timeline says of them. */
export function revisionOf(
  figures: Figures,
  by: string,
  report: string | null,
  reason: string | null,
): { readonly revision: NonNullable<CaseChange['figures']>; readonly entries: CaseChange['entries'] } {
  const facts = { report, reason, persons: figures.persons.value, rows: figures.rows.value };
  return {
    revision: { ...figures, by, report, reason },
    entries: [{ by, what: report === null ? 'figures-stated' : 'figures-taken', facts }],
  };
}
