import { Layout } from '../layout/layout.tsx';
import { PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Badge, Empty, Notice, PageHead, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Listed, Table } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** From this age on a snapshot misses so many new rows that it is said. */
export const STALE_DAYS = 30;

/** All tables by name, with those whose last snapshot is old. */
export function TableListPage({
  visit,
  tables,
  isForgotten,
}: {
  visit: Visit;
  tables: Listed<Table>;
  isForgotten: boolean;
}) {
  const words = visit.words.tables;
  const add = may(visit, 'admin') && (
    <a class="button primary" href="/add-table">
      {words.add}
    </a>
  );
  return (
    <Layout visit={visit} title={words.title} current="tables">
      <PageHead title={words.title} lead={words.lead}>
        {tables.items.length > 0 && add}
      </PageHead>
      {isForgotten && (
        <Notice tone="good" isAnswer>
          <p>{words.forgetDone}</p>
        </Notice>
      )}
      {tables.items.length === 0 ? (
        <Empty title={words.none} advice={add ? words.noneAdvice : words.noneAdviceOthers}>
          {add}
        </Empty>
      ) : (
        <TableTable visit={visit} tables={tables.items} />
      )}
      <Pager visit={visit} path="/tables" next={tables.next} />
    </Layout>
  );
}

/** Whether the last snapshot of a table is old. */
export function isStale(visit: Visit, { snapshotAt }: Pick<Table, 'snapshotAt'>): boolean {
  return visit.nowMs - Date.parse(snapshotAt) > STALE_DAYS * 86_400_000;
}

/** When the last snapshot was taken, and that it is old. */
export function Snapshot({ visit, table }: { visit: Visit; table: Pick<Table, 'snapshotAt'> }) {
  const words = visit.words.tables;
  if (table.snapshotAt === '')
    return (
      <Badge tone="warn" icon="up">
        {words.noSnapshot}
      </Badge>
    );
  return (
    <span>
      <Time visit={visit} at={table.snapshotAt} />{' '}
      {isStale(visit, table) && (
        <Badge tone="warn" icon="wait">
          {words.stale}
        </Badge>
      )}
    </span>
  );
}

function TableTable({ visit, tables }: { visit: Visit; tables: readonly Table[] }) {
  const words = visit.words.tables;
  const { count } = visit.formats;
  return (
    <CardTable
      caption={words.title}
      rows={tables}
      columns={[
        {
          label: words.name,
          cell: (one) => (
            <a href={`/tables/${encodeURIComponent(one.name)}`}>
              <Named text={one.name} />
            </a>
          ),
        },
        {
          label: words.controller,
          cell: (one) => (one.controller === null ? words.noController : <Named text={one.controller} />),
        },
        { label: words.rows, isNumber: true, cell: (one) => count(one.rows) },
        { label: words.people, isNumber: true, cell: (one) => count(one.persons) },
        { label: words.lastSnapshot, cell: (one) => <Snapshot visit={visit} table={one} /> },
        { label: words.refresh, isActions: true, cell: (one) => <Refresh visit={visit} name={one.name} /> },
      ]}
    />
  );
}

function Refresh({ visit, name }: { visit: Visit; name: string }) {
  const words = visit.words.tables;
  if (!may(visit, 'analyst')) return null;
  return (
    <PostForm visit={visit} action={`/tables/${encodeURIComponent(name)}/refresh`}>
      <button type="submit" class="small" aria-label={words.refreshOf(shortened(name))}>
        {words.refresh}
      </button>
    </PostForm>
  );
}
