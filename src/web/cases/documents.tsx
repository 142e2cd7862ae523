import { visible } from '../../reports/visible.ts';
import { Empty, Notice, Section } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { AffectedTable } from './case-facts.ts';
import type { CaseProps } from './case-form.tsx';

const FORMATS = ['pdf', 'csv', 'json'] as const;
const WHOLE = ['notification', 'complement', 'register', 'edpb', 'summary'] as const;

interface Paper {
  readonly name: string;
  readonly document: (typeof WHOLE)[number] | 'controller-letter';
  readonly controller?: string;
}

/** What can be downloaded of a case: each document in each language and format. Links: they work without script. */
export function DocumentsView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.documents;
  const { figures, missing } = facts.subject;
  const letters = (figures.at(-1)?.byController ?? []).map(
    ({ controller }): Paper => ({
      name: words.letterTo(visible(controller)),
      document: 'controller-letter',
      controller,
    }),
  );
  const whole = facts.subject.isWhole ? WHOLE : [];
  const papers = [...whole.map((document): Paper => ({ name: words.names[document], document })), ...letters];
  return (
    <Section id="documents" title={words.title}>
      <p class="quiet">{words.lead}</p>
      {missing.length > 0 && (
        <Notice tone="warn">
          <p>
            <a href="#missing">
              {visit.words.home.missing(missing.length, visit.formats.count(missing.length))}
            </a>
            . {words.incomplete}
          </p>
        </Notice>
      )}
      <CardTable
        caption={words.title}
        rows={papers}
        columns={[
          {
            label: words.document,
            cell: (paper) => (
              <>
                {paper.name}
                {paper.controller !== undefined && <span class="quiet how"> {words.letterHint}</span>}
              </>
            ),
          },
          {
            label: words.french,
            cell: (paper) => <Formats id={facts.subject.id} paper={paper} language="fr" of={words.french} />,
          },
          {
            label: words.english,
            cell: (paper) => <Formats id={facts.subject.id} paper={paper} language="en" of={words.english} />,
          },
        ]}
      />
      {letters.length === 0 && <p class="quiet">{words.noLetters}</p>}
    </Section>
  );
}

function Formats({ id, paper, language, of }: { id: string; paper: Paper; language: string; of: string }) {
  const whose = paper.controller === undefined ? {} : { controller: paper.controller };
  const place = (format: string) =>
    `/api/v1/cases/${id}/documents/${paper.document}?${new URLSearchParams({ format, language, ...whose })}`;
  return (
    <span class="formats">
      {FORMATS.map((format) => (
        <a
          href={place(format)}
          download
          data-zone
          aria-label={`${format.toUpperCase()}, ${of}: ${paper.name}`}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  );
}

/** Whose keys can be named so that people are told, and why not where they cannot. */
export function AffectedView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.affected;
  return (
    <Section id="affected" title={words.title}>
      <p class="quiet">{words.lead}</p>
      {facts.affected.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <CardTable
          caption={words.title}
          rows={facts.affected}
          columns={[
            { label: words.table, cell: ({ name }) => visible(name) },
            { label: words.controller, cell: ({ controller }) => visible(controller ?? '') },
            { label: words.list, cell: (table) => <KeysLink visit={visit} facts={facts} table={table} /> },
          ]}
        />
      )}
    </Section>
  );
}

function KeysLink({ visit, facts, table }: CaseProps & { table: AffectedTable }) {
  const words = visit.words.cases.affected;
  if (table.keys === 'gone') return <span>{words.gone}</span>;
  if (table.keys === 'not-kept') return <span>{words.noKeys}</span>;
  const place = `/api/v1/cases/${facts.subject.id}/affected/${encodeURIComponent(table.name)}`;
  return (
    <span>
      <a href={place} download aria-label={words.downloadOf(visible(table.name))}>
        {words.download}
      </a>{' '}
      <span class="quiet how">{words.kept}</span>
    </span>
  );
}
