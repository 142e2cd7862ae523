import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Notice, PageHead, Section } from '../pieces/pieces.tsx';
import type { CaseSummary, ReportSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface NewCaseProps {
  readonly visit: Visit;
  readonly reports: readonly ReportSummary[];
  /** Open cases that a report could be added to. */
  readonly cases: readonly CaseSummary[];
  /** Id of the report to start from; '' for none. */
  readonly report: string;
  readonly title: string;
  readonly refused: string | null;
}

/** A new case, empty or from a report; a report can go into an open case instead. */
export function NewCasePage({ visit, reports, cases, report, title, refused }: NewCaseProps) {
  const words = visit.words.cases;
  const from = reports.find(({ id }) => id === report);
  const proposed = from === undefined ? '' : words.create.fromReport(visible(from.suspect)).slice(0, 200);
  return (
    <Layout visit={visit} title={words.newCase} current="cases">
      <PageHead
        title={words.newCase}
        lead={words.create.lead}
        kicker={{ href: '/cases', text: words.title }}
      />
      {refused !== null && (
        <Notice tone="bad" isAnswer>
          <p>{words.conflict.refused}</p>
          <p lang="en">{visible(refused)}</p>
        </Notice>
      )}
      {may(visit, 'responder') ? (
        <PostForm visit={visit} action="/cases">
          <Field
            name="title"
            label={words.create.name}
            hint={words.create.nameHint}
            value={title === '' ? proposed : title}
            maxlength={200}
            required
          />
          <div class="field">
            <label for="field-report">{words.create.report}</label>
            <select id="field-report" name="report" aria-describedby="field-report-hint">
              <option value="">{words.create.empty}</option>
              {reports.map((one) => (
                <option value={one.id} selected={one.id === report}>
                  {`${visible(one.suspect)}, ${visit.formats.instant(one.createdAt)}`}
                </option>
              ))}
            </select>
            <p class="hint" id="field-report-hint">
              {words.create.reportHint}
            </p>
          </div>
          <p class="actions">
            <button type="submit" class="primary">
              {words.create.submit}
            </button>
          </p>
        </PostForm>
      ) : (
        <Notice>
          <p>{visit.words.problems[403].advice}</p>
        </Notice>
      )}
      {report !== '' && cases.length > 0 && may(visit, 'responder') && (
        <AddTo visit={visit} cases={cases} report={report} />
      )}
    </Layout>
  );
}

function AddTo({ visit, cases, report }: Pick<NewCaseProps, 'visit' | 'cases' | 'report'>) {
  const words = visit.words.cases.create;
  return (
    <Section id="add" title={words.addTitle}>
      <ul class="lines">
        {cases.map((one) => (
          <li>
            <span class="what">
              <a href={`/cases/${one.id}`}>{visible(one.title)}</a>
            </span>
            {/* No version: adding takes nothing away from what others did. */}
            <PostForm visit={visit} action={`/cases/${one.id}/items`}>
              <input type="hidden" name="item" value={`report:${report}`} />
              <button type="submit" class="small" aria-label={`${words.addTo}: ${visible(one.title)}`}>
                {words.addTo}
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}
