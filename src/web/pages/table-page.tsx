import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { ForgetForm } from '../pieces/forget-form.tsx';
import { PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Badge, Empty, Notice, PageHead, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Listed, ReportSummary, TableDetail, TableFile } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { isStale, Snapshot, STALE_DAYS } from './table-list-page.tsx';
import { Files, Reports } from './table-overlaps.tsx';

/** What was just done, or why nothing was. */
export type TableDone = 'declared' | 'none-declared' | 'not-typed';

/** What the page of a table tells of. */
export interface TableFacts {
  readonly table: TableDetail;
  readonly files: Listed<TableFile>;
  /** The newest on files that hold rows of it. */
  readonly reports: readonly ReportSummary[];
}

type Props = { readonly visit: Visit; readonly table: TableDetail };

/** One table: how it stands, where its rows lie, what its columns tell, and what can be done with it. */
export function TablePage({
  visit,
  facts,
  done,
}: {
  visit: Visit;
  facts: TableFacts;
  done: TableDone | undefined;
}) {
  const words = visit.words.tables;
  const { table } = facts;
  const place = `/tables/${encodeURIComponent(table.name)}`;
  return (
    <Layout visit={visit} title={shortened(table.name)} current="tables">
      <PageHead title={shortened(table.name)} kicker={{ href: '/tables', text: words.back }}>
        {may(visit, 'analyst') && (
          <PostForm visit={visit} action={`${place}/refresh`}>
            <button type="submit" class="primary">
              {words.refresh}
            </button>
          </PostForm>
        )}
      </PageHead>
      <Done visit={visit} done={done} />
      {isStale(visit, table) && (
        <Notice tone="warn">
          <p>{words.staleAdvice(visit.formats.count(STALE_DAYS))}</p>
        </Notice>
      )}
      <Figures visit={visit} table={table} />
      <Facts visit={visit} table={table} />
      <Files visit={visit} files={facts.files} />
      <Reports visit={visit} reports={facts.reports} />
      <Columns visit={visit} table={table} />
      <Snapshots visit={visit} table={table} />
      <Declaration visit={visit} table={table} />
      {may(visit, 'admin') && (
        <ForgetForm visit={visit} words={words} name={table.name} action={`${place}/forget`} />
      )}
    </Layout>
  );
}

function Done({ visit, done }: { visit: Visit; done: TableDone | undefined }) {
  const words = visit.words.tables;
  if (done === undefined) return null;
  const text = {
    declared: words.declaredDone,
    'none-declared': words.declaredNone,
    'not-typed': words.typeNameWrong,
  };
  return (
    <Notice tone={done === 'declared' ? 'good' : 'bad'} isAnswer>
      <p>{text[done]}</p>
    </Notice>
  );
}

function Figures({ visit, table }: Props) {
  const words = visit.words.tables;
  const { count } = visit.formats;
  return (
    <ul class="figures">
      <li>
        <strong>{count(table.rows)}</strong>
        <span>{words.rows}</span>
      </li>
      <li>
        <strong>{count(table.persons)}</strong>
        <span>{words.people}</span>
      </li>
      <li>
        <strong>{count(table.snapshots)}</strong>
        <span>{words.snapshots}</span>
      </li>
    </ul>
  );
}

function Facts({ visit, table }: Props) {
  const words = visit.words.tables;
  return (
    <dl>
      <dt>{words.controller}</dt>
      <dd>{table.controller === null ? words.noController : <Named text={table.controller} />}</dd>
      <dt>{words.lastSnapshot}</dt>
      <dd>
        <Snapshot visit={visit} table={table} />
      </dd>
      <dt>{words.keys}</dt>
      <dd>
        <Badge tone={table.keepsKeys ? 'good' : 'plain'} icon={table.keepsKeys ? 'done' : 'dot'}>
          {table.keepsKeys ? words.keysKept : words.keysNot}
        </Badge>
        <p class="quiet">{table.keepsKeys ? words.keysKeptHint : words.keysNotHint}</p>
      </dd>
      <dt>{words.source}</dt>
      <dd>
        <Named text={table.source} />
      </dd>
      <dt>{words.since}</dt>
      <dd>
        <Time visit={visit} at={table.createdAt} />
      </dd>
      {table.warnings.length > 0 && [
        <dt>{words.warnings}</dt>,
        <dd lang="en">
          {table.warnings.slice(0, 20).map((warning) => (
            <p>{visible(warning.slice(0, 1000))}</p>
          ))}
        </dd>,
      ]}
    </dl>
  );
}

function Columns({ visit, table }: Props) {
  const words = visit.words.tables;
  const { count } = visit.formats;
  const fields: Readonly<Record<string, string>> = words.fields;
  return (
    <Section id="columns" title={words.columns}>
      {table.columns.length === 0 ? (
        <Empty title={words.noColumns} />
      ) : (
        <CardTable
          caption={words.columns}
          rows={table.columns}
          columns={[
            { label: words.column, cell: (one) => <Named text={one.name} /> },
            { label: words.field, cell: (one) => fields[one.field] ?? visible(one.field) },
            { label: words.distinct, isNumber: true, cell: (one) => count(one.distinct) },
            { label: words.empty, isNumber: true, cell: (one) => count(one.empty) },
            { label: words.tells, cell: (one) => tells(visit, one, table.rows) },
          ]}
        />
      )}
    </Section>
  );
}

/** How far a value of a column narrows rows down, in words: 2 to the bits. */
function tells(
  visit: Visit,
  { identifyingBits: bits, indexed }: TableDetail['columns'][number],
  rows: number,
) {
  const words = visit.words.tables;
  if (bits === null) return <span class="quiet">{indexed ? words.tellsUnknown : words.notCompared}</span>;
  const group = Math.min(2 ** bits, Math.max(1, rows));
  const text =
    bits < 1
      ? words.tellsNothing
      : group * 2 >= rows
        ? words.tellsPerson
        : words.tellsGroup(visit.formats.count(Math.round(group)));
  const shown = Math.round(bits * 10) / 10;
  return (
    <span>
      {text} <span class="quiet">{words.bits(shown.toLocaleString(visit.language))}</span>
    </span>
  );
}

function Snapshots({ visit, table }: Props) {
  const words = visit.words.tables;
  const { count } = visit.formats;
  if (table.snapshotList.length === 0) return null;
  return (
    <Section id="snapshots" title={words.snapshots}>
      <CardTable
        caption={words.snapshots}
        rows={[...table.snapshotList].reverse().slice(0, 50)}
        columns={[
          { label: words.lastSnapshot, cell: (one) => <Time visit={visit} at={one.snapshotAt} /> },
          { label: words.snapshotRows, isNumber: true, cell: (one) => count(one.rows) },
          { label: words.people, isNumber: true, cell: (one) => count(one.persons) },
          { label: words.print, cell: (one) => <span class="code">{one.print}</span> },
        ]}
      />
    </Section>
  );
}

function Declaration({ visit, table }: Props) {
  const words = visit.words.tables;
  const declared = new Set(table.declared ?? []);
  const action = `/tables/${encodeURIComponent(table.name)}/declaration`;
  return (
    <Section id="declaration" title={words.declared}>
      <p class="quiet">{words.declaredHint}</p>
      {table.declared === null ? (
        <p>{words.declaredAll}</p>
      ) : (
        <ul>
          {table.declared.map((column) => (
            <li>
              <Named text={column} />
            </li>
          ))}
        </ul>
      )}
      {may(visit, 'admin') && table.columns.length > 0 && (
        <details>
          <summary>{words.declaredPick}</summary>
          <PostForm visit={visit} action={action}>
            <fieldset>
              <legend class="unseen">{words.declaredPick}</legend>
              {table.columns.map((column, at) => (
                <p class="choice">
                  <input
                    type="checkbox"
                    id={`column-${at}`}
                    name="column"
                    value={column.name}
                    checked={declared.has(column.name)}
                  />
                  <label for={`column-${at}`}>
                    <Named text={column.name} />
                  </label>
                </p>
              ))}
            </fieldset>
            <p class="actions">
              <button type="submit">{words.declaredSave}</button>
              {table.declared !== null && (
                <button type="submit" class="plain" name="all" value="yes">
                  {words.declaredClear}
                </button>
              )}
            </p>
          </PostForm>
        </details>
      )}
    </Section>
  );
}
