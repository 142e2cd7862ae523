import { visible } from '../../reports/visible.ts';
import { AwarenessView } from '../cases/awareness.tsx';
import type { CaseFormName } from '../cases/case-facts.ts';
import { CaseForm, CaseInput, type CaseProps, Folded } from '../cases/case-form.tsx';
import { CaseClockCard, MissingView } from '../cases/clock.tsx';
import { AffectedView, DocumentsView } from '../cases/documents.tsx';
import { FiguresView } from '../cases/figures.tsx';
import { ItemsView } from '../cases/items.tsx';
import { LevelBadge, SeverityView } from '../cases/severity.tsx';
import { StatementView } from '../cases/statement-form.tsx';
import { NotificationsView, TimelineView } from '../cases/timeline.tsx';
import { Layout } from '../layout/layout.tsx';
import { may } from '../pieces/may.ts';
import { Badge, Notice, PageHead, Section } from '../pieces/pieces.tsx';

/** A case: its clock and what is missing first, then what is known, then what is told, and the documents. */
export function CasePage({ visit, facts }: CaseProps) {
  const words = visit.words.cases;
  const { subject } = facts;
  const title = visible(subject.title);
  const given = { visit, facts };
  return (
    <Layout visit={visit} title={title} current="cases" islands={['case']}>
      <PageHead title={title} kicker={{ href: '/cases', text: words.title }}>
        {subject.level !== null && <LevelBadge visit={visit} level={subject.level} />}
        <Badge
          tone={subject.state === 'open' ? 'busy' : 'good'}
          icon={subject.state === 'open' ? 'cases' : 'done'}
        >
          {words.manage.states[subject.state]}
        </Badge>
      </PageHead>
      <DraftNotice {...given} />
      {!subject.isWhole && (
        <Notice>
          <p>{words.part}</p>
        </Notice>
      )}
      <CaseClockCard {...given} />
      <MissingView {...given} />
      <AwarenessView {...given} />
      <FiguresView {...given} />
      <ItemsView {...given} />
      <StatementView {...given} />
      <SeverityView {...given} />
      {may(visit, 'responder') && <DocumentsView {...given} />}
      {may(visit, 'responder') && <AffectedView {...given} />}
      <NotificationsView {...given} />
      <TimelineView {...given} />
      {facts.mayChange && <Manage {...given} />}
    </Layout>
  );
}

/** Where the form is that what was typed is in. */
const FORM_PLACES: Readonly<Record<CaseFormName, string>> = {
  statement: '#statement',
  awareness: '#awareness',
  take: '#figures',
  state: '#figures',
  severity: '#severity',
  note: '#timeline',
  notification: '#notifications',
  title: '#manage',
  items: '#items',
};

/** That something was not saved, why, and where it still is. */
function DraftNotice({ visit, facts }: CaseProps) {
  const words = visit.words.cases.conflict;
  const { draft } = facts;
  if (draft === null) return null;
  return (
    <Notice tone="warn" isAnswer>
      {draft.why === 'changed' ? (
        <>
          <p>
            <strong>{words.title}</strong>
          </p>
          <p>{words.advice}</p>
        </>
      ) : (
        <>
          <p>{words.refused}</p>
          {draft.detail !== null && <p lang="en">{visible(draft.detail)}</p>}
        </>
      )}
      <p>
        <a href={FORM_PLACES[draft.form]}>{words.toForm}</a>
      </p>
    </Notice>
  );
}

function Manage({ visit, facts }: CaseProps) {
  const words = visit.words.cases.manage;
  const { state, title } = facts.subject;
  return (
    <Section id="manage" title={words.title}>
      <Folded facts={facts} forms={['title']} title={words.renameSubmit}>
        <CaseForm visit={visit} facts={facts} form="title">
          <CaseInput
            facts={facts}
            form="title"
            name="title"
            label={words.rename}
            current={title}
            maxlength={200}
            required
          />
          <p class="actions">
            <button type="submit">{words.renameSubmit}</button>
          </p>
        </CaseForm>
      </Folded>
      <div class="actions">
        <CaseForm visit={visit} facts={facts} form="title">
          <button type="submit" name="state" value={state === 'open' ? 'closed' : 'open'}>
            {state === 'open' ? words.close : words.reopen}
          </button>
        </CaseForm>
        {state === 'closed' && may(visit, 'admin') && (
          <CaseForm visit={visit} facts={facts} form="erase" confirm={words.eraseConfirm}>
            <button type="submit" class="danger">
              {words.erase}
            </button>
          </CaseForm>
        )}
      </div>
    </Section>
  );
}
