import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { ForgetForm } from '../pieces/forget-form.tsx';
import { PostForm } from '../pieces/form.tsx';
import { may } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Empty, Notice, PageHead, Section, Time } from '../pieces/pieces.tsx';
import { AssetList } from '../server/asset-list.tsx';
import { History } from '../server/history.tsx';
import { OverlapSums } from '../server/overlap-sums.tsx';
import { SweepTable } from '../server/sweep-table.tsx';
import type { Asset, Endpoint, Exposure, Listed, Sweep, SweepSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { LastSweep, Worst } from './server-list-page.tsx';

/** Which files are shown; all where none is chosen. */
export const ASSET_FILTERS = ['held', 'here', 'failed', 'gone'] as const;
/** What was just done, or why nothing was. */
export type ServerDone = 'added' | 'not-typed';

/** What the page of a server tells of. */
export interface ServerFacts {
  readonly server: Endpoint;
  readonly assets: Listed<Asset>;
  readonly only: (typeof ASSET_FILTERS)[number] | undefined;
  readonly exposures: Listed<Exposure>;
  readonly sweeps: readonly SweepSummary[];
  /** Of the last sweep that ended. */
  readonly overlaps: Sweep['overlaps'];
}

/** One server: how it stands, the history of what lay open, whose rows are there, its files, and its sweeps. */
export function ServerPage({
  visit,
  facts,
  done,
}: {
  visit: Visit;
  facts: ServerFacts;
  done: ServerDone | undefined;
}) {
  const words = visit.words.servers;
  const { server } = facts;
  const place = `/endpoints/${encodeURIComponent(server.name)}`;
  return (
    <Layout visit={visit} title={shortened(server.name)} current="endpoints">
      <PageHead title={shortened(server.name)} kicker={{ href: '/endpoints', text: words.back }}>
        <Actions visit={visit} server={server} place={place} />
      </PageHead>
      {done !== undefined && (
        <Notice tone={done === 'added' ? 'good' : 'bad'} isAnswer>
          <p>{done === 'added' ? words.added : words.typeNameWrong}</p>
        </Notice>
      )}
      <Facts visit={visit} server={server} />
      <History visit={visit} exposures={facts.exposures} name={server.name} />
      <OverlapSums visit={visit} overlaps={facts.overlaps} />
      <AssetList visit={visit} assets={facts.assets} only={facts.only} place={place} />
      <Section id="sweeps" title={words.sweeps}>
        {facts.sweeps.length === 0 ? (
          <Empty title={words.sweepsNone} advice={words.sweepsNoneAdvice} />
        ) : (
          <SweepTable visit={visit} sweeps={facts.sweeps} />
        )}
      </Section>
      {may(visit, 'admin') && (
        <ForgetForm visit={visit} words={words} name={server.name} action={`${place}/forget`} />
      )}
    </Layout>
  );
}

function Actions({ visit, server, place }: { visit: Visit; server: Endpoint; place: string }) {
  const words = visit.words.servers;
  if (!may(visit, 'analyst')) return null;
  return (
    <>
      {server.lastSweptAt !== null && (
        <a class="button" href={`${place}/transcript`}>
          {words.transcript}
        </a>
      )}
      <PostForm visit={visit} action={`${place}/sweep`}>
        <button type="submit" class="primary">
          {words.sweepNow}
        </button>
      </PostForm>
    </>
  );
}

function Facts({ visit, server }: { visit: Visit; server: Endpoint }) {
  const words = visit.words.servers;
  const { count } = visit.formats;
  return (
    <dl>
      <dt>{words.worst}</dt>
      <dd>
        <Worst visit={visit} server={server} />
      </dd>
      <dt>{words.address}</dt>
      <dd>
        <Named text={server.url} />
      </dd>
      <dt>{words.files}</dt>
      <dd>
        {count(server.assets)}
        {server.gone > 0 && `, ${words.goneCount(count(server.gone))}`}
      </dd>
      <dt>{words.lastSweep}</dt>
      <dd>
        <LastSweep visit={visit} server={server} />
      </dd>
      <dt>{words.schedule}</dt>
      <dd>
        {server.schedule === null
          ? words.noSchedule
          : words.scheduleOf(visible(server.schedule.cron), visible(server.schedule.timeZone))}
      </dd>
      {server.nextDueAt !== null && [
        <dt>{words.nextDue}</dt>,
        <dd>
          <Time visit={visit} at={server.nextDueAt} />
        </dd>,
      ]}
    </dl>
  );
}
