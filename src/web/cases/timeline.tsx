import { visible } from '../../reports/visible.ts';
import { Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Case } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { CaseForm, CaseInput, type CaseProps, CaseSelect, Folded } from './case-form.tsx';
import { visibleLines } from './visible-lines.ts';

/** What was sent to the authority, and a form to note it. */
export function NotificationsView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.notifications;
  const { notifications } = facts.subject;
  return (
    <Section id="notifications" title={words.title}>
      {notifications.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <CardTable
          caption={words.title}
          rows={notifications}
          columns={[
            { label: words.kind, cell: (one) => words.kinds[one.kind] },
            {
              label: words.sentAt,
              cell: (one) => <time datetime={one.sentAt}>{visit.formats.instant(one.sentAt)}</time>,
            },
            { label: words.reference, cell: (one) => visible(one.reference) },
            { label: words.by, cell: (one) => visible(one.by) },
          ]}
        />
      )}
      {facts.mayChange && <NotificationForm visit={visit} facts={facts} />}
    </Section>
  );
}

function NotificationForm({ visit, facts }: CaseProps) {
  const words = visit.words.cases.notifications;
  const isFirst = facts.subject.notifications.length === 0;
  return (
    <Folded facts={facts} forms={['notification']} title={words.note}>
      <CaseForm visit={visit} facts={facts} form="notification">
        <CaseSelect
          facts={facts}
          form="notification"
          name="kind"
          label={words.kind}
          current={isFirst ? 'initial' : 'complementary'}
          options={(['initial', 'complementary'] as const).map((value) => ({
            value,
            label: words.kinds[value],
          }))}
        />
        <CaseInput
          facts={facts}
          form="notification"
          name="sentAt"
          label={words.sentAt}
          type="datetime-local"
          current={new Date(visit.nowMs).toISOString().slice(0, 16)}
          required
        />
        <CaseInput
          facts={facts}
          form="notification"
          name="reference"
          label={words.reference}
          maxlength={200}
        />
        <p class="actions">
          <button type="submit">{words.submit}</button>
        </p>
      </CaseForm>
    </Folded>
  );
}

/** What happened in the case, newest first, and a note to add. Lines cannot be changed. */
export function TimelineView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.timeline;
  return (
    <Section id="timeline" title={words.title}>
      {facts.mayChange && (
        <CaseForm visit={visit} facts={facts} form="note" class="no-print">
          <CaseInput
            facts={facts}
            form="note"
            name="text"
            label={words.note}
            hint={words.noteHint}
            maxlength={5000}
            isLong
            required
          />
          <p class="actions">
            <button type="submit">{words.submit}</button>
          </p>
        </CaseForm>
      )}
      <ol class="timeline">
        {[...facts.subject.timeline].reverse().map((entry) => (
          <Entry visit={visit} entry={entry} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ visit, entry }: { visit: Visit; entry: Case['timeline'][number] }) {
  const names: Readonly<Record<string, string>> = visit.words.cases.timeline.entries;
  const told = factsText(visit, entry);
  return (
    <li>
      <span class="quiet">
        <Time visit={visit} at={entry.at} />, {visible(entry.by)}
      </span>
      <strong>{names[entry.what] ?? visible(entry.what)}</strong>
      {told !== '' && <p class="long-text">{told}</p>}
    </li>
  );
}

/** Facts that are told, in this order; others are for machines. */
const TOLD = ['text', 'to', 'label', 'at', 'name', 'kind', 'sentAt', 'reference', 'level', 'reason'] as const;

function factsText(visit: Visit, { what, facts }: Case['timeline'][number]): string {
  const words = visit.words.cases;
  const levels: Readonly<Record<string, string>> = words.levels;
  const kinds: Readonly<Record<string, string>> = { ...words.items.kinds, ...words.notifications.kinds };
  const shown = TOLD.flatMap((name): string[] => {
    const fact = facts[name];
    if (typeof fact !== 'string' || fact === '') return [];
    if (name === 'at' || name === 'sentAt') return [visit.formats.instant(fact)];
    if (name === 'level') return [levels[fact] ?? fact];
    return [name === 'kind' ? (kinds[fact] ?? fact) : fact];
  });
  const removed = what === 'item-removed' && typeof facts.ref === 'string' ? [facts.ref] : [];
  return visibleLines([...shown, ...removed].join(', '));
}
