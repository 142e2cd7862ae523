import type { Child } from 'hono/jsx';
import { columnsChart } from '../../reports/charts/columns.ts';
import { crossingChart } from '../../reports/charts/crossing.ts';
import { directionsChart } from '../../reports/charts/directions.ts';
import { peopleChart } from '../../reports/charts/people.ts';
import { rowsChart } from '../../reports/charts/rows.ts';
import type { Report } from '../../reports/report.ts';
import { notFound, shownOverlaps } from '../../reports/shown-overlaps.ts';
import type { ThresholdCurve } from '../../reports/threshold-curve.ts';
import { headlineIn, titleIn } from '../../reports/words/headline.ts';
import { chanceIn, incompleteIn, remainderIn, unexplainedIn } from '../../reports/words/sentences.ts';
import { spoken } from '../../reports/words/spoken.ts';
import type { Words } from '../../reports/words/words.ts';
import { type ReportAction, ReportActions } from './actions.tsx';
import { ChartView, Lines } from './chart-view.tsx';
import { ExplainForm } from './explain-form.tsx';
import { FileFacts } from './file-facts.tsx';
import { Origin } from './origin.tsx';
import { ThresholdView } from './threshold-view.tsx';

/** What the page of a report is made of. */
export interface ReportViewProps {
  readonly report: Report;
  readonly curve: ThresholdCurve;
  readonly words: Words;
  /** What this reader may do with the report; a look at rows is for analysts, a case for responders. */
  readonly may?: readonly ReportAction[];
  /** Hidden field of forms that change something. */
  readonly csrf?: string;
}

/** A report: the one sentence first, then what is missing from it, then the figures and how sure they are. */
export function ReportView({
  report,
  curve,
  words,
  may = ['export', 'explain', 'case'],
  csrf = '',
}: ReportViewProps) {
  return (
    <article class="report">
      <p class="kicker">
        {words.text('title.kicker', { id: report.id, when: words.instant(report.createdAt) })}
      </p>
      <h1>{headlineIn(words, report)}</h1>
      <Incomplete {...{ report, words }} />
      <ReportActions {...{ report, words, may, csrf }} />
      <Totals {...{ report, words }} />
      <Where {...{ report, words }} />
      <Origin {...{ report, words }} />
      <Matrix {...{ report, words }} />
      <Columns {...{ report, words }} />
      <People {...{ report, words }} />
      <Unexplained {...{ report, words }} />
      <Unread {...{ report, words }} />
      <Warnings {...{ report, words }} />
      <Certainty {...{ report, words }} />
      <ThresholdView {...{ report, curve, words }} />
      {may.includes('explain') && <ExplainForm {...{ report, words }} />}
      <FileFacts {...{ report, words }} />
    </article>
  );
}

interface Part {
  readonly report: Report;
  readonly words: Words;
}

function Section({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="report-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Incomplete({ report, words }: Part) {
  const sentence = incompleteIn(words, report);
  if (sentence === null) return null;
  return (
    <div class="notice bad">
      <p>
        <strong>{words.text('incomplete.title')}</strong> {sentence}
      </p>
    </div>
  );
}

function Totals({ report, words }: Part) {
  const { suspect, population } = report;
  const chart = rowsChart(words, report);
  const figures = [
    [suspect.rows, words.text('figure.rows')],
    [population.rowsExplained, words.text('figure.found')],
    [population.rowsUnexplained, words.text('figure.unexplained')],
    [population.persons, words.text('figure.people')],
  ] as const;
  return (
    <>
      <ul class="figures">
        {figures.map(([count, name]) => (
          <li>
            <strong>{words.count(count)}</strong>
            <span>{name}</span>
          </li>
        ))}
      </ul>
      {chart !== null && <ChartView source={report} {...{ chart, words }} isFolded />}
    </>
  );
}

function Where({ report, words }: Part) {
  const chart = directionsChart(words, report);
  if (chart === null) return null;
  return (
    <Section title={words.text('title.where')}>
      <ChartView source={report} {...{ chart, words }} />
      <p class="quiet">{words.text('household.note')}</p>
    </Section>
  );
}

function Matrix({ report, words }: Part) {
  const chart = crossingChart(words, report);
  if (chart === null) return null;
  return (
    <Section title={words.text('title.matrix')}>
      <p class="quiet">{chart.text}</p>
      <ChartView source={report} {...{ chart, words }} isFolded />
    </Section>
  );
}

/** Tables whose columns stand open: the others are folded. */
const OPEN_TABLES = 3;
/** Tables whose columns are drawn at all: the exports have all. */
const MOST_TABLES = 30;

function Columns({ report, words }: Part) {
  const charts = shownOverlaps(report)
    .shown.filter(({ print }) => print.kind === 'table' || print.kind === 'suspect')
    .flatMap((overlap) => columnsChart(words, overlap) ?? []);
  if (charts.length === 0) return null;
  const left = charts.length - MOST_TABLES;
  return (
    <Section title={words.text('title.columns')}>
      {charts.slice(0, MOST_TABLES).map((chart, at) => (
        <details open={at < OPEN_TABLES}>
          <summary>
            <h3>{chart.title}</h3>
          </summary>
          <ChartView source={report} {...{ chart, words }} names={3} isFolded />
        </details>
      ))}
      {left > 0 && <p class="quiet">{words.text('more.left', { n: words.count(left) })}</p>}
    </Section>
  );
}

function People({ report, words }: Part) {
  const chart = peopleChart(words, report);
  if (chart === null) return null;
  return (
    <Section title={words.text('title.people')}>
      <ChartView source={report} {...{ chart, words }} />
    </Section>
  );
}

function Unexplained({ report, words }: Part) {
  if (report.suspect.rows === 0 || report.comparedWith.length === 0) return null;
  const rest = notFound(report).map(
    (print) => `${titleIn(words, print)}, ${words.instant(print.snapshotAt)}`,
  );
  return (
    <Section title={words.text('title.unexplained')}>
      <p>{unexplainedIn(words, report)}</p>
      <Lines lines={remainderIn(words, report)} words={words} />
      {rest.length > 0 && <h3>{words.text('title.nothingIn')}</h3>}
      <Lines lines={rest} words={words} />
    </Section>
  );
}

function Unread({ report, words }: Part) {
  const { skipped, complete } = report.coverage;
  const lines = skipped.map(({ what, reason, rows }) => {
    const counted = rows === undefined ? '' : ` (${words.counted('row', rows)})`;
    return words.text('line.pair', { name: `${what}${counted}`, what: spoken(words, reason) });
  });
  return (
    <Section title={words.text('title.unread')}>
      {complete && <p>{words.text('unread.nothing')}</p>}
      <Lines {...{ lines, words }} />
    </Section>
  );
}

function Warnings({ report, words }: Part) {
  if (report.warnings.length === 0) return null;
  return (
    <div class="notice warn">
      <p>
        <strong>{words.text('warnings.title')}</strong>
      </p>
      <Lines lines={report.warnings.map((warning) => spoken(words, warning))} words={words} />
    </div>
  );
}

function Certainty({ report, words }: Part) {
  if (report.population.rowsExplained === 0) return null;
  return (
    <Section title={words.text('title.certainty')}>
      <p>{chanceIn(words, report)}</p>
    </Section>
  );
}
