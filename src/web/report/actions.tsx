import type { Report } from '../../reports/report.ts';
import type { Words } from '../../reports/words/words.ts';

/** What a reader may do with a report. */
export type ReportAction = 'export' | 'explain' | 'case';

const FORMATS = ['pdf', 'csv', 'json', 'html'] as const;

/** Exports (links: they work without script), and the way into a case. */
export function ReportActions({
  report,
  words,
  may,
  csrf,
}: {
  report: Report;
  words: Words;
  may: readonly ReportAction[];
  csrf: string;
}) {
  const place = `/api/v1/reports/${encodeURIComponent(report.id)}/export`;
  return (
    <div class="report-actions">
      {may.includes('case') && (
        <form method="post" action="/cases">
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="report" value={report.id} />
          <button type="submit" class="primary" title={words.text('action.caseHint')}>
            {words.text('action.case')}
          </button>
          <a class="button" href={`/cases/new?report=${encodeURIComponent(report.id)}`}>
            {words.text('action.addToCase')}
          </a>
        </form>
      )}
      {may.includes('export') && (
        <nav aria-label={words.text('title.export')}>
          {FORMATS.map((format) => (
            <a class="button" href={`${place}?format=${format}&language=${words.language}`} download>
              {format.toUpperCase()}
            </a>
          ))}
        </nav>
      )}
    </div>
  );
}
