import { visible } from '../../reports/visible.ts';
import { Empty, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Case } from '../shapes.ts';
import { typedIn } from './case-facts.ts';
import { CaseForm, type CaseProps } from './case-form.tsx';

type Item = Case['items'][number];

/** Files, servers and reports of a case: each can be taken out, others be added. */
export function ItemsView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.items;
  const { items } = facts.subject;
  return (
    <Section id="items" title={words.title}>
      {items.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <CardTable
          caption={words.title}
          rows={items}
          columns={[
            { label: words.name, cell: (item) => <ItemLink item={item} /> },
            { label: words.kind, cell: (item) => words.kinds[item.kind] },
            { label: words.added, cell: (item) => <Time visit={visit} at={item.addedAt} /> },
            ...(facts.mayChange
              ? [
                  {
                    label: words.remove,
                    isActions: true,
                    cell: (item: Item) => <RemoveForm visit={visit} facts={facts} item={item} />,
                  },
                ]
              : []),
          ]}
        />
      )}
      {facts.mayChange && <AddForm visit={visit} facts={facts} />}
    </Section>
  );
}

function ItemLink({ item }: { item: Item }) {
  const name = visible(item.label);
  if (item.kind === 'report') return <a href={`/reports/${item.ref}`}>{name}</a>;
  if (item.kind === 'endpoint') return <a href={`/endpoints/${encodeURIComponent(item.ref)}`}>{name}</a>;
  return <span>{name}</span>;
}

function RemoveForm({ visit, facts, item }: CaseProps & { item: Item }) {
  const words = visit.words.cases.items;
  return (
    <CaseForm visit={visit} facts={facts} form="remove" confirm={words.confirm}>
      <input type="hidden" name="item" value={`${item.kind}:${item.ref}`} />
      <button type="submit" class="small" aria-label={words.removeOf(visible(item.label))}>
        {words.remove}
      </button>
    </CaseForm>
  );
}

/** One choice for all kinds, in groups; what is in the case already is not offered. */
function AddForm({ visit, facts }: CaseProps) {
  const words = visit.words.cases.items;
  const { reports, endpoints, suspects } = facts.choices;
  const has = (kind: string, ref: string) =>
    facts.subject.items.some((item) => item.kind === kind && item.ref === ref);
  const groups = [
    {
      kind: 'report',
      options: reports.map(({ id, suspect, createdAt }) => ({
        ref: id,
        text: `${suspect}, ${visit.formats.instant(createdAt)}`,
      })),
    },
    { kind: 'endpoint', options: endpoints.map((name) => ({ ref: name, text: name })) },
    { kind: 'suspect', options: suspects.map(({ id, name }) => ({ ref: id, text: name })) },
  ] as const;
  const chosen = typedIn(facts.draft, 'items', 'item');
  return (
    <CaseForm visit={visit} facts={facts} form="items" class="line-form">
      <div class="field">
        <label for="items-item">{words.add}</label>
        <select id="items-item" name="item" required>
          <option value="">{words.choose}</option>
          {groups.map(({ kind, options }) => (
            <optgroup label={words.kinds[kind]}>
              {options
                .filter(({ ref }) => !has(kind, ref))
                .map(({ ref, text }) => (
                  <option value={`${kind}:${ref}`} selected={chosen === `${kind}:${ref}`}>
                    {visible(text)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      <button type="submit">{words.add}</button>
    </CaseForm>
  );
}
