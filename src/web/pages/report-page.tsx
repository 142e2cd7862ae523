import type { Explanation } from '../../reports/explanation.ts';
import type { Report } from '../../reports/report.ts';
import type { ThresholdCurve } from '../../reports/threshold-curve.ts';
import { visible } from '../../reports/visible.ts';
import { wordsOf } from '../../reports/words/words.ts';
import { Layout } from '../layout/layout.tsx';
import { may } from '../pieces/may.ts';
import type { ReportAction } from '../report/actions.tsx';
import { ExplanationView } from '../report/explanation-view.tsx';
import { ReportView } from '../report/report-view.tsx';
import type { Visit } from '../visit.ts';

/** A report, with what this reader may do with it. */
export function ReportPage({
  visit,
  report,
  curve,
}: {
  visit: Visit;
  report: Report;
  curve: ThresholdCurve;
}) {
  return (
    <Layout visit={visit} title={visible(report.suspect.name)} current="reports" islands={['threshold']}>
      <ReportView
        report={report}
        curve={curve}
        words={wordsOf(visit.language)}
        may={actionsOf(visit)}
        csrf={visit.session?.csrf ?? ''}
      />
    </Layout>
  );
}

/** The evidence for one row of a report. */
export function ExplanationPage({ visit, explanation }: { visit: Visit; explanation: Explanation }) {
  const words = wordsOf(visit.language);
  return (
    <Layout visit={visit} title={visible(explanation.suspect)} current="reports">
      <ExplanationView explanation={explanation} words={words} />
    </Layout>
  );
}

function actionsOf(visit: Visit): readonly ReportAction[] {
  return [
    'export',
    ...(may(visit, 'analyst') ? (['explain'] as const) : []),
    ...(may(visit, 'responder') ? (['case'] as const) : []),
  ];
}
