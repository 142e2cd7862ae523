import { Layout } from '../layout/layout.tsx';
import { PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Badge, Empty, Notice, PageHead, SeverityBadge, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Endpoint, Listed } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface ServerListProps {
  readonly visit: Visit;
  readonly servers: Listed<Endpoint>;
  readonly isForgotten: boolean;
}

/** All watched servers, the worst first. */
export function ServerListPage({ visit, servers, isForgotten }: ServerListProps) {
  const words = visit.words.servers;
  const add = may(visit, 'admin') && (
    <a class="button primary" href="/watch-server">
      {words.add}
    </a>
  );
  const isEmpty = servers.items.length === 0;
  return (
    <Layout visit={visit} title={words.title} current="endpoints">
      <PageHead title={words.title} lead={words.lead}>
        {!isEmpty && (
          <a class="button" href="/exposures">
            {words.exposures}
          </a>
        )}
        <a class="button" href="/scope">
          {words.mandates}
        </a>
        {!isEmpty && add}
      </PageHead>
      {isForgotten && (
        <Notice tone="good" isAnswer>
          <p>{words.forgetDone}</p>
        </Notice>
      )}
      {isEmpty ? (
        <Empty title={words.none} advice={add ? words.noneAdvice : words.noneAdviceOthers}>
          {add}
        </Empty>
      ) : (
        <ServerTable visit={visit} servers={servers.items} />
      )}
      <Pager visit={visit} path="/endpoints" next={servers.next} />
    </Layout>
  );
}

function ServerTable({ visit, servers }: { visit: Visit; servers: readonly Endpoint[] }) {
  const words = visit.words.servers;
  const { count } = visit.formats;
  return (
    <CardTable
      caption={words.title}
      rows={servers}
      columns={[
        {
          label: words.name,
          cell: (one) => (
            <a href={`/endpoints/${encodeURIComponent(one.name)}`}>
              <Named text={one.name} />
            </a>
          ),
        },
        { label: words.worst, cell: (one) => <Worst visit={visit} server={one} /> },
        { label: words.openExposures, isNumber: true, cell: (one) => count(one.openExposures) },
        { label: words.files, isNumber: true, cell: (one) => count(one.assets) },
        { label: words.lastSweep, cell: (one) => <LastSweep visit={visit} server={one} /> },
        {
          label: words.nextDue,
          cell: (one) =>
            one.nextDueAt === null ? words.noSchedule : <Time visit={visit} at={one.nextDueAt} />,
        },
        { label: words.sweepNow, isActions: true, cell: (one) => <SweepNow visit={visit} name={one.name} /> },
      ]}
    />
  );
}

/** The worst that is open there. */
export function Worst({ visit, server }: { visit: Visit; server: Endpoint }) {
  if (server.worstSeverity !== null) return <SeverityBadge visit={visit} severity={server.worstSeverity} />;
  if (server.lastSweptAt === null) return <span class="quiet">–</span>;
  return (
    <Badge tone="good" icon="done">
      {visit.words.servers.nothingOpen}
    </Badge>
  );
}

/** When it was swept last, and whether it was reached then. */
export function LastSweep({ visit, server }: { visit: Visit; server: Endpoint }) {
  const words = visit.words.servers;
  if (server.lastSweptAt === null) return <span class="quiet">{words.never}</span>;
  return (
    <span>
      <Time visit={visit} at={server.lastSweptAt} />{' '}
      {server.wasReached === false && (
        <Badge tone="bad" icon="alarm">
          {words.notReached}
        </Badge>
      )}
    </span>
  );
}

function SweepNow({ visit, name }: { visit: Visit; name: string }) {
  const words = visit.words.servers;
  if (!may(visit, 'analyst')) return null;
  return (
    <PostForm visit={visit} action={`/endpoints/${encodeURIComponent(name)}/sweep`}>
      <button type="submit" class="small" aria-label={words.sweepOf(shortened(name))}>
        {words.sweepNow}
      </button>
    </PostForm>
  );
}
