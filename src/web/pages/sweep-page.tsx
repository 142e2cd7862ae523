import { Layout } from '../layout/layout.tsx';
import { ExposureGroups } from '../pieces/exposure-pieces.tsx';
import { Named, shortened } from '../pieces/named.tsx';
import { Empty, Notice, PageHead, Section, Time } from '../pieces/pieces.tsx';
import { SweepBadge } from '../pieces/sweep-badge.tsx';
import { CardTable } from '../pieces/table.tsx';
import { OverlapSums } from '../server/overlap-sums.tsx';
import type { Sweep } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Exposures, and files that were not read, on the page; the rest is in the JSON of the API. */
const MOST_EXPOSURES = 50;
const MOST_SKIPPED = 100;
const COUNTS = [
  'listed',
  'read',
  'unchanged',
  'skipped',
  'failed',
  'added',
  'changed',
  'gone',
  'requests',
] as const;

type Props = { readonly visit: Visit; readonly sweep: Sweep };

/** One sweep: what it counted, what it found, and what it did not read. */
export function SweepPage({ visit, sweep }: Props) {
  const words = visit.words.servers;
  const { name } = sweep.endpoint;
  const title = words.sweepTitle(shortened(name));
  return (
    <Layout visit={visit} title={title} current="endpoints">
      <PageHead
        title={title}
        kicker={{ href: `/endpoints/${encodeURIComponent(name)}`, text: shortened(name) }}
      />
      {!sweep.isReached && (
        <Notice tone="bad">
          <p>{words.unreached}</p>
        </Notice>
      )}
      <Facts visit={visit} sweep={sweep} />
      <ul class="figures">
        {COUNTS.map((name) => (
          <li>
            <strong>{visit.formats.count(sweep.counts[name])}</strong>
            <span>{words.counts[name]}</span>
          </li>
        ))}
        <li>
          <strong>{visit.formats.bytes(sweep.counts.bytesReceived)}</strong>
          <span>{words.counts.bytesReceived}</span>
        </li>
      </ul>
      <Found visit={visit} sweep={sweep} />
      <OverlapSums visit={visit} overlaps={sweep.overlaps} />
      <NotRead visit={visit} sweep={sweep} />
    </Layout>
  );
}

function Facts({ visit, sweep }: Props) {
  const words = visit.words.servers;
  const state = { endedAt: sweep.startedAt, isReached: sweep.isReached, complete: sweep.coverage.complete };
  return (
    <dl>
      <dt>{words.sweepState}</dt>
      <dd>
        <SweepBadge visit={visit} sweep={state} /> {sweep.isResumed && words.resumed}
      </dd>
      <dt>{words.sweepAt}</dt>
      <dd>
        <Time visit={visit} at={sweep.startedAt} />
      </dd>
      <dt>{words.took}</dt>
      <dd>{visit.formats.duration(sweep.elapsedMs)}</dd>
      <dt>{words.address}</dt>
      <dd>
        <Named text={sweep.endpoint.url} />
      </dd>
      <dt>{words.software}</dt>
      <dd>{sweep.server.software === null ? words.unknown : <Named text={sweep.server.software} />}</dd>
      {sweep.server.certificateSha256 !== null && [
        <dt>{words.certificate}</dt>,
        <dd class="code">{shortened(sweep.server.certificateSha256)}</dd>,
      ]}
    </dl>
  );
}

function Found({ visit, sweep }: Props) {
  const words = visit.words.exposures;
  const more = `/exposures?state=all&endpoint=${encodeURIComponent(sweep.endpoint.name)}`;
  return (
    <Section
      id="found"
      title={visit.words.servers.found}
      more={{ href: more, text: visit.words.shell.showAll }}
    >
      {sweep.exposures.length === 0 ? (
        <Empty title={words.none} />
      ) : (
        <ExposureGroups visit={visit} exposures={sweep.exposures.slice(0, MOST_EXPOSURES)} />
      )}
      {sweep.exposures.length > MOST_EXPOSURES && (
        <p class="quiet">{words.andMore(visit.formats.count(sweep.exposures.length - MOST_EXPOSURES))}</p>
      )}
    </Section>
  );
}

function NotRead({ visit, sweep }: Props) {
  const words = visit.words.servers;
  const { skipped } = sweep.coverage;
  return (
    <Section id="not-read" title={words.notRead}>
      {skipped.length === 0 ? (
        <p>{words.notReadNone}</p>
      ) : (
        <CardTable
          caption={words.notRead}
          rows={skipped.slice(0, MOST_SKIPPED)}
          columns={[
            { label: words.path, cell: (one) => <Named text={one.what} /> },
            { label: words.reason, cell: (one) => <span lang="en">{shortened(one.reason)}</span> },
          ]}
        />
      )}
      {skipped.length > MOST_SKIPPED && (
        <p class="quiet">{words.notReadMore(visit.formats.count(skipped.length - MOST_SKIPPED))}</p>
      )}
    </Section>
  );
}
