import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { Field, PostForm } from '../pieces/form.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Empty, Notice, PageHead, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { AuditEntry } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Whether the chain of hashes holds. */
export interface Verification {
  readonly holds: boolean;
  readonly entries: number;
  readonly brokenAt: number | null;
  readonly head: string;
}

interface AuditProps {
  readonly visit: Visit;
  readonly entries: { readonly items: readonly AuditEntry[]; readonly next: string | null };
  readonly filters: Readonly<Record<'actor' | 'action' | 'object', string | undefined>>;
  readonly verification?: Verification | undefined;
}

/** The audit log, newest first. */
export function AuditPage({ visit, entries, filters, verification }: AuditProps) {
  const words = visit.words.audit;
  return (
    <Layout visit={visit} title={words.title} current="audit">
      <PageHead title={words.title} lead={words.lead}>
        <PostForm visit={visit} action="/audit">
          <button type="submit">{words.verify}</button>
        </PostForm>
        <a class="button" href="/api/v1/audit/export" download="rowprint-audit.ndjson">
          {words.export}
        </a>
      </PageHead>
      {verification !== undefined && <Verified visit={visit} verification={verification} />}
      <Filters visit={visit} filters={filters} />
      {entries.items.length === 0 ? (
        <Empty title={words.none} advice={words.noneAdvice} />
      ) : (
        <EntryTable visit={visit} entries={entries.items} />
      )}
      <Pager visit={visit} path="/audit" next={entries.next} query={filters} />
    </Layout>
  );
}

function Verified({ visit, verification }: { visit: Visit; verification: Verification }) {
  const words = visit.words.audit;
  const { holds, brokenAt, head } = verification;
  const { count } = visit.formats;
  if (!holds)
    return (
      <Notice tone="bad" isAnswer>
        <p>{brokenAt === null ? words.broken : words.brokenAt(count(brokenAt))}</p>
        <p>{words.brokenAdvice}</p>
      </Notice>
    );
  return (
    <Notice tone="good" isAnswer>
      <p>{words.holds(verification.entries, count(verification.entries))}</p>
      <p>{words.headAdvice}</p>
      <p class="code">{head}</p>
    </Notice>
  );
}

/** Changes nothing, so its entries stand in the address: to be kept and handed on. */
function Filters({ visit, filters }: Pick<AuditProps, 'visit' | 'filters'>) {
  const words = visit.words.audit;
  const isFiltered = Object.values(filters).some((filter) => filter !== undefined);
  return (
    <search>
      <form method="get" action="/audit" class="filters">
        {(['actor', 'action', 'object'] as const).map((name) => (
          <Field
            name={name}
            label={words[name]}
            value={filters[name] ?? ''}
            autocomplete="off"
            maxlength={300}
          />
        ))}
        <p class="actions">
          <button type="submit">{words.filter}</button>
          {isFiltered && <a href="/audit">{words.clear}</a>}
        </p>
      </form>
      <p class="quiet">{words.filterHint}</p>
    </search>
  );
}

function EntryTable({ visit, entries }: { visit: Visit; entries: readonly AuditEntry[] }) {
  const words = visit.words.audit;
  return (
    <CardTable
      caption={words.title}
      rows={entries}
      columns={[
        { label: words.at, cell: ({ at }) => <Time visit={visit} at={at} /> },
        { label: words.actor, cell: ({ actor }) => <Only filter="actor" value={actor} /> },
        { label: words.action, cell: ({ action }) => <Only filter="action" value={action} /> },
        {
          label: words.object,
          cell: ({ object }) => (object === null ? '–' : <Only filter="object" value={object} />),
        },
        { label: words.facts, cell: (entry) => <Facts visit={visit} entry={entry} /> },
      ]}
    />
  );
}

/** A value that leads to all entries that have it. */
function Only({ filter, value }: { filter: string; value: string }) {
  // What the log itself wrote is English in every language: its hash is made of it. Names of people are of none.
  const language = filter === 'actor' ? undefined : 'en';
  return (
    <a href={`/audit?${new URLSearchParams({ [filter]: value })}`} lang={language}>
      {visible(value)}
    </a>
  );
}

/** What was noted besides; the number and the hash are for who compares them with an export. */
function Facts({ visit, entry }: { visit: Visit; entry: AuditEntry }) {
  const facts = Object.entries(entry.facts);
  return (
    <details class="facts">
      <summary>{visit.words.audit.number(visit.formats.count(entry.number))}</summary>
      <dl>
        {/* The log's own words, English in every language: see Only. */}
        {facts.map(([name, value]) => [
          <dt lang="en">{visible(name)}</dt>,
          <dd lang="en">{visible(String(value))}</dd>,
        ])}
        <dt>{visit.words.audit.hash}</dt>
        <dd class="code">{entry.hash}</dd>
      </dl>
    </details>
  );
}
