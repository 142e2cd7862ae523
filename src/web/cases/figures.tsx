import { visible } from '../../reports/visible.ts';
import { Empty, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Figure, FigureRevision } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { CaseForm, CaseInput, type CaseProps, CaseSelect, Folded } from './case-form.tsx';

/** The numbers of a case: those that stand, their parts, their history, and how to take or state others. */
export function FiguresView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.figures;
  const standing = facts.subject.figures.at(-1);
  return (
    <Section id="figures" title={words.title}>
      {standing === undefined ? (
        <Empty title={words.none} {...(facts.mayChange ? { advice: words.noneAdvice } : {})} />
      ) : (
        <Standing visit={visit} revision={standing} />
      )}
      {facts.mayChange && <TakeForms visit={visit} facts={facts} />}
      {facts.subject.figures.length > 1 && <History visit={visit} facts={facts} />}
    </Section>
  );
}

function Standing({ visit, revision }: { visit: Visit; revision: FigureRevision }) {
  const words = visit.words.cases.figures;
  const { count } = visit.formats;
  return (
    <>
      <ul class="figures">
        <li>
          <strong>{count(revision.persons.value)}</strong>
          <span>{`${words.persons}, ${howKnown(visit, revision.persons)}`}</span>
        </li>
        <li>
          <strong>{count(revision.rows.value)}</strong>
          <span>{`${words.records}, ${howKnown(visit, revision.rows)}`}</span>
        </li>
      </ul>
      <p class="quiet">
        {words.by(visible(revision.by), count(revision.number))}, <Time visit={visit} at={revision.at} />
        {revision.report !== null && [
          ', ',
          <a href={`/reports/${revision.report}`}>
            {words.from(visible(revision.basis?.suspect ?? revision.report))}
          </a>,
        ]}
        {revision.basis !== null &&
          `, ${words.chance(chanceText(visit, revision.basis.expectedByChance))}, ${revision.basis.complete ? words.complete : words.partial}`}
        {revision.reason !== null && revision.reason !== '' && `. ${visible(revision.reason)}`}
      </p>
      {revision.byController.length > 0 && (
        <CardTable
          caption={words.byController}
          rows={revision.byController}
          columns={[
            { label: words.controller, cell: (part) => visible(part.controller) },
            {
              label: words.persons,
              isNumber: true,
              cell: (part) => <FigureText visit={visit} figure={part.persons} />,
            },
            {
              label: words.records,
              isNumber: true,
              cell: (part) => <FigureText visit={visit} figure={part.rows} />,
            },
          ]}
        />
      )}
    </>
  );
}

function FigureText({ visit, figure }: { visit: Visit; figure: Figure }) {
  return (
    <span>
      {visit.formats.count(figure.value)} <span class="quiet how">{howKnown(visit, figure)}</span>
    </span>
  );
}

/** 'exact', or the method with its interval. */
function howKnown(visit: Visit, { interval, method, isLeast }: Figure): string {
  const words = visit.words.cases.figures;
  const { count } = visit.formats;
  const isOpen = interval[0] !== interval[1];
  return [
    isLeast ? words.least : words.methods[method],
    ...(isLeast && method === 'sampled' ? [words.methods.sampled] : []),
    ...(isOpen ? [words.between(count(interval[0]), count(interval[1]))] : []),
  ].join(', ');
}

function chanceText(visit: Visit, expected: number): string {
  if (expected > 0 && expected < 0.01) return visit.language === 'fr' ? '< 0,01' : '< 0.01';
  return new Intl.NumberFormat(visit.language, { maximumFractionDigits: 2 }).format(expected);
}

function TakeForms({ visit, facts }: CaseProps) {
  const words = visit.words.cases.figures;
  const reports = facts.subject.items.filter(({ kind }) => kind === 'report');
  return (
    <>
      <Folded facts={facts} forms={['take']} title={words.take}>
        {reports.length === 0 ? (
          <p>
            <a href="#items">{words.noReports}</a>
          </p>
        ) : (
          <CaseForm visit={visit} facts={facts} form="take">
            <CaseSelect
              facts={facts}
              form="take"
              name="report"
              label={words.takeReport}
              options={reports.map(({ ref, label }) => ({ value: ref, label: `${visible(label)} (${ref})` }))}
            />
            <CaseInput facts={facts} form="take" name="reason" label={words.takeReason} maxlength={2000} />
            <p class="actions">
              <button type="submit">{words.takeSubmit}</button>
            </p>
          </CaseForm>
        )}
      </Folded>
      <Folded facts={facts} forms={['state']} title={words.state}>
        <CaseForm visit={visit} facts={facts} form="state">
          <p class="quiet">{words.stateHint}</p>
          <CaseInput
            facts={facts}
            form="state"
            name="persons"
            label={words.statePersons}
            type="number"
            required
          />
          <CaseInput facts={facts} form="state" name="rows" label={words.stateRows} type="number" required />
          <CaseInput
            facts={facts}
            form="state"
            name="reason"
            label={words.reason}
            isLong
            required
            maxlength={2000}
          />
          <p class="actions">
            <button type="submit">{words.stateSubmit}</button>
          </p>
        </CaseForm>
      </Folded>
    </>
  );
}

function History({ visit, facts }: CaseProps) {
  const words = visit.words.cases.figures;
  return (
    <Folded facts={facts} forms={[]} title={words.history}>
      <CardTable
        caption={words.history}
        rows={[...facts.subject.figures].reverse()}
        columns={[
          { label: words.revision, cell: (one) => visit.formats.count(one.number) },
          {
            label: words.persons,
            isNumber: true,
            cell: (one) => <FigureText visit={visit} figure={one.persons} />,
          },
          {
            label: words.records,
            isNumber: true,
            cell: (one) => <FigureText visit={visit} figure={one.rows} />,
          },
          { label: words.source, cell: (one) => sourceText(visit, one) },
          { label: words.who, cell: (one) => visible(one.by) },
          { label: words.when, cell: (one) => <Time visit={visit} at={one.at} /> },
        ]}
      />
    </Folded>
  );
}

function sourceText(visit: Visit, { report, basis, reason }: FigureRevision): string {
  const from = report === null ? visit.words.cases.figures.methods.stated : (basis?.suspect ?? report);
  return visible([from, reason ?? ''].filter((text) => text !== '').join(': '));
}
