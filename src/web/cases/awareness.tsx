import { visible } from '../../reports/visible.ts';
import { Section, Time } from '../pieces/pieces.tsx';
import { CaseForm, CaseInput, type CaseProps, Folded } from './case-form.tsx';

/** Since when the organisation is aware, as a named person says; what a match proposes. */
export function AwarenessView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.awareness;
  const { awareness, proposedAwareAt } = facts.subject;
  return (
    <Section id="awareness" title={words.title}>
      {awareness === null ? (
        <p>{words.none}</p>
      ) : (
        <p>
          <strong>
            <Time visit={visit} at={awareness.at} />
          </strong>{' '}
          {words.saidBy(visible(awareness.name))}
          {awareness.reason !== '' && `: ${visible(awareness.reason)}`}{' '}
          <span class="quiet">({words.enteredBy(visible(awareness.by))})</span>
        </p>
      )}
      {awareness === null && proposedAwareAt !== null && (
        <p>
          {words.proposed} <Time visit={visit} at={proposedAwareAt} />. {words.proposedNote}
        </p>
      )}
      {facts.mayChange &&
        (awareness === null ? (
          <Form visit={visit} facts={facts} />
        ) : (
          <Folded facts={facts} forms={['awareness']} title={words.change}>
            <Form visit={visit} facts={facts} />
          </Folded>
        ))}
    </Section>
  );
}

function Form({ visit, facts }: CaseProps) {
  const words = visit.words.cases.awareness;
  const { awareness, proposedAwareAt } = facts.subject;
  const at = (awareness?.at ?? proposedAwareAt)?.slice(0, 16) ?? '';
  return (
    <CaseForm visit={visit} facts={facts} form="awareness">
      <p class="quiet">{words.hint}</p>
      <CaseInput
        facts={facts}
        form="awareness"
        name="at"
        label={words.at}
        type="datetime-local"
        current={at}
        required
      />
      <p class="hint" data-role="local-time" data-of="awareness-at" hidden>
        {words.local} <output for="awareness-at" />
      </p>
      <CaseInput
        facts={facts}
        form="awareness"
        name="name"
        label={words.name}
        hint={words.nameHint}
        current={awareness?.name ?? ''}
        maxlength={200}
        required
      />
      <CaseInput
        facts={facts}
        form="awareness"
        name="reason"
        label={words.reason}
        current={awareness?.reason ?? ''}
        maxlength={2000}
        isLong
      />
      <p class="actions">
        <button type="submit" class={awareness === null ? 'primary' : undefined}>
          {words.submit}
        </button>
      </p>
    </CaseForm>
  );
}
