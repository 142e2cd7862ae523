import { visible } from '../../reports/visible.ts';
import { AdminTabs } from '../admin/admin-tabs.tsx';
import { KINDS } from '../admin/channel-form.ts';
import { DeliveryBadge } from '../admin/delivery-badge.tsx';
import { Done } from '../admin/done.tsx';
import { Layout } from '../layout/layout.tsx';
import { Badge, Empty, PageHead, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Channel } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface ChannelListProps {
  readonly visit: Visit;
  readonly channels: readonly Channel[];
  readonly done: string | undefined;
}

/** Where alerts go, and the three ways to add one more. */
export function ChannelListPage({ visit, channels, done }: ChannelListProps) {
  const words = visit.words.alerts;
  return (
    <Layout visit={visit} title={words.title} current="settings">
      <PageHead title={words.title} lead={words.lead} />
      <AdminTabs visit={visit} current="alerts" />
      <Done sentences={words.done} done={done} />
      {channels.length === 0 ? (
        <Empty title={words.none} advice={words.noneAdvice} />
      ) : (
        <ChannelTable visit={visit} channels={channels} />
      )}
      <Section id="add" title={words.add}>
        <ul class="ways">
          {KINDS.map((kind) => (
            <li>
              <h3>{words.kinds[kind]}</h3>
              <p>{words.kindMeans[kind]}</p>
              <p class="actions">
                <a class="button" href={`/alerts/new/${kind}`}>
                  {words.addKind[kind]}
                </a>
              </p>
            </li>
          ))}
        </ul>
      </Section>
    </Layout>
  );
}

function ChannelTable({ visit, channels }: { visit: Visit; channels: readonly Channel[] }) {
  const words = visit.words.alerts;
  return (
    <CardTable
      caption={words.title}
      rows={channels}
      columns={[
        { label: words.name, cell: ({ id, name }) => <a href={`/alerts/${id}`}>{visible(name)}</a> },
        { label: words.kind, cell: ({ kind }) => words.kinds[kind] },
        { label: words.events, cell: ({ events }) => events.map((event) => words.event[event]).join(', ') },
        { label: words.state, cell: (channel) => <EnabledBadge visit={visit} channel={channel} /> },
        { label: words.last, cell: (channel) => <Last visit={visit} channel={channel} /> },
      ]}
    />
  );
}

function EnabledBadge({ visit, channel }: { visit: Visit; channel: Channel }) {
  const words = visit.words.alerts;
  return channel.isEnabled ? (
    <Badge tone="good" icon="done">
      {words.on}
    </Badge>
  ) : (
    <Badge tone="plain" icon="cross">
      {words.off}
    </Badge>
  );
}

function Last({ visit, channel: { lastDelivery } }: { visit: Visit; channel: Channel }) {
  if (lastDelivery === null) return <>{visit.words.admin.never}</>;
  return (
    <span>
      <DeliveryBadge visit={visit} state={lastDelivery.state} /> <Time visit={visit} at={lastDelivery.at} />
    </span>
  );
}
