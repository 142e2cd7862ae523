import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import type { Report } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { ReportView } from './simple-report-view.tsx';

/** The frame of a report; what stands in it is the view's. */
export function ReportPage({ visit, report }: { visit: Visit; report: Report }) {
  const words = visit.words.report;
  return (
    <Layout visit={visit} title={visible(report.suspect.name)} current="reports">
      <p class="kicker">
        <a href="/reports">{words.back}</a>
      </p>
      <ReportView visit={visit} report={report} />
    </Layout>
  );
}
