import { visible } from '../../reports/visible.ts';
import type { ChannelFields } from '../admin/channel-form.ts';
import { ChannelInputs } from '../admin/channel-inputs.tsx';
import { DeliveryBadge } from '../admin/delivery-badge.tsx';
import { Done } from '../admin/done.tsx';
import { onceOf } from '../admin/once.ts';
import { type Refusal, Refused } from '../admin/refused.tsx';
import { ShownOncePage } from '../admin/shown-once.tsx';
import { Layout } from '../layout/layout.tsx';
import { Confirm } from '../pieces/confirm.tsx';
import { PostForm } from '../pieces/form.tsx';
import { Pager } from '../pieces/pager.tsx';
import { Empty, Notice, PageHead, Section, Time } from '../pieces/pieces.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Channel, Delivery } from '../shapes.ts';
import type { Visit } from '../visit.ts';

interface NewChannelProps {
  readonly visit: Visit;
  readonly kind: Channel['kind'];
  readonly fields: ChannelFields;
  readonly refusal?: Refusal;
}

/** A form for one more place that alerts go to. */
export function NewChannelPage({ visit, kind, fields, refusal }: NewChannelProps) {
  const words = visit.words.alerts;
  const title = words.addKind[kind];
  return (
    <Layout visit={visit} title={title} current="settings">
      <PageHead title={title} lead={words.kindMeans[kind]} kicker={{ href: '/alerts', text: words.title }} />
      <Refused visit={visit} refusal={refusal} />
      <PostForm visit={visit} action={`/alerts/new/${kind}`}>
        <input type="hidden" name="once" value={onceOf()} />
        <ChannelInputs visit={visit} kind={kind} fields={fields} hasSecret={false} />
        <p class="actions">
          <button type="submit" class="primary">
            {title}
          </button>
        </p>
      </PostForm>
    </Layout>
  );
}

interface MadeChannelProps {
  readonly visit: Visit;
  readonly made: { readonly channel: Channel; readonly secret: string | null };
  readonly isAgain: boolean;
}

/** A channel that was just made, with the secret that signs what it is sent. */
export function MadeChannelPage({ visit, made, isAgain }: MadeChannelProps) {
  const words = visit.words.alerts;
  const name = visible(made.channel.name);
  return (
    <ShownOncePage
      visit={visit}
      title={words.made(name)}
      advice={words.madeAdvice}
      label={words.secret}
      secret={isAgain ? null : made.secret}
      back={{ href: `/alerts/${made.channel.id}`, text: name }}
    />
  );
}

interface ChannelProps extends Omit<NewChannelProps, 'kind'> {
  readonly channel: Channel;
  readonly deliveries: { readonly items: readonly Delivery[]; readonly next: string | null };
  readonly done: string | undefined;
}

/** One place that alerts go to: a test, what it is told, what was sent. */
export function ChannelPage({ visit, channel, deliveries, fields, refusal, done }: ChannelProps) {
  const words = visit.words.alerts;
  const name = visible(channel.name);
  const action = `/alerts/${channel.id}`;
  return (
    <Layout visit={visit} title={name} current="settings">
      <PageHead title={name} lead={words.kinds[channel.kind]} kicker={{ href: '/alerts', text: words.title }}>
        <PostForm visit={visit} action={`${action}/test`}>
          <button type="submit" class="primary">
            {words.test}
          </button>
        </PostForm>
      </PageHead>
      <Done sentences={words.done} done={done} />
      {done === 'undelivered' && <Undelivered visit={visit} channel={channel} />}
      <Refused visit={visit} refusal={refusal} />
      <Section id="deliveries" title={words.deliveries}>
        <Deliveries visit={visit} deliveries={deliveries} path={action} />
      </Section>
      <Section id="change" title={words.change}>
        <PostForm visit={visit} action={action}>
          <ChannelInputs visit={visit} kind={channel.kind} fields={fields} hasSecret={channel.hasSecret} />
          <p class="actions">
            <button type="submit" class="primary">
              {visit.words.users.save}
            </button>
          </p>
        </PostForm>
      </Section>
      <Section id="remove" title={words.remove}>
        <Confirm
          visit={visit}
          action={`${action}/remove`}
          label={words.remove}
          what={words.removeWhat(name)}
          submit={words.removeSubmit(name)}
        />
      </Section>
    </Layout>
  );
}

function Undelivered({ visit, channel: { lastDelivery } }: { visit: Visit; channel: Channel }) {
  const words = visit.words.alerts;
  return (
    <Notice tone="bad" isAnswer>
      <p>{words.undelivered}</p>
      {lastDelivery?.failure && <p lang="en">{visible(lastDelivery.failure)}</p>}
    </Notice>
  );
}

function Deliveries({
  visit,
  deliveries,
  path,
}: Pick<ChannelProps, 'visit' | 'deliveries'> & { path: string }) {
  const words = visit.words.alerts;
  if (deliveries.items.length === 0)
    return <Empty title={words.noDeliveries} advice={words.noDeliveriesAdvice} />;
  return (
    <>
      <CardTable
        caption={words.deliveries}
        rows={deliveries.items}
        columns={[
          { label: words.subject, cell: ({ subject }) => visible(subject) },
          { label: words.raised, cell: ({ createdAt }) => <Time visit={visit} at={createdAt} /> },
          { label: words.state, cell: (delivery) => <Outcome visit={visit} delivery={delivery} /> },
          {
            label: words.attempts,
            isNumber: true,
            cell: ({ attempts }) => visit.formats.count(attempts),
          },
        ]}
      />
      <Pager visit={visit} path={path} next={deliveries.next} />
    </>
  );
}

function Outcome({ visit, delivery }: { visit: Visit; delivery: Delivery }) {
  const words = visit.words.alerts;
  return (
    <span>
      <DeliveryBadge visit={visit} state={delivery.state} />
      {delivery.failure !== null && (
        <span class="quiet block" lang="en">
          {visible(delivery.failure)}
        </span>
      )}
      {delivery.nextAt !== null && (
        <span class="quiet block">
          {words.next} <Time visit={visit} at={delivery.nextAt} />
        </span>
      )}
    </span>
  );
}
