import { Layout } from '../layout/layout.tsx';
import { PostForm } from '../pieces/form.tsx';
import { MandateForm } from '../pieces/mandate-form.tsx';
import { may } from '../pieces/may.ts';
import { Named, shortened } from '../pieces/named.tsx';
import { Badge, Empty, Notice, PageHead, Section } from '../pieces/pieces.tsx';
import { type Refusal, Refused } from '../pieces/refused.tsx';
import { CardTable } from '../pieces/table.tsx';
import type { Mandate } from '../shapes.ts';
import type { Visit } from '../visit.ts';

const DAY_MS = 86_400_000;
/** From here on an end is told: time to ask for a new letter. */
const SOON_DAYS = 30;
/** Mandates in the table: those that end first. */
const MOST_LISTED = 500;

interface ScopeProps {
  readonly visit: Visit;
  /** Those that end first at the top. */
  readonly mandates: readonly Mandate[];
  readonly done?: 'added' | 'removed';
  readonly entered?: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
}

/** What may be contacted, by whose mandate, until when; those that end soon are said first. */
export function ScopePage({ visit, mandates, done, entered = {}, refusal }: ScopeProps) {
  const words = visit.words.servers;
  const soon = mandates.filter((one) => one.holds && daysLeft(visit, one) <= SOON_DAYS).length;
  return (
    <Layout visit={visit} title={words.scopeTitle} current="endpoints">
      <PageHead
        title={words.scopeTitle}
        lead={words.scopeLead}
        kicker={{ href: '/endpoints', text: words.back }}
      />
      {done !== undefined && (
        <Notice tone="good" isAnswer>
          <p>{done === 'added' ? words.mandateDone : words.removed}</p>
        </Notice>
      )}
      <Refused title={words.refused} refusal={refusal} />
      {soon > 0 && (
        <Notice tone="warn">
          <p>
            <strong>{words.soonWarning(soon, visit.formats.count(soon))}</strong>
          </p>
          <p>{words.soonAdvice}</p>
        </Notice>
      )}
      {mandates.length === 0 ? (
        <Empty title={words.scopeNone} advice={words.scopeNoneAdvice} />
      ) : (
        <MandateTable visit={visit} mandates={mandates.slice(0, MOST_LISTED)} />
      )}
      {may(visit, 'admin') && (
        <Section id="add" title={words.addMandate}>
          <p>{words.scopeWhy}</p>
          <p class="quiet">{words.addMandateHint}</p>
          <MandateForm visit={visit} entered={entered} />
        </Section>
      )}
    </Layout>
  );
}

/** Whole days until the end of the last day; 0 on that day. */
function daysLeft({ nowMs }: Visit, { until }: Mandate): number {
  return Math.floor((Date.parse(until) + DAY_MS - nowMs) / DAY_MS);
}

function MandateTable({ visit, mandates }: { visit: Visit; mandates: readonly Mandate[] }) {
  const words = visit.words.servers;
  return (
    <CardTable
      caption={words.scopeTitle}
      rows={mandates}
      columns={[
        { label: words.target, cell: (one) => <Named text={one.target} /> },
        { label: words.owner, cell: (one) => <Named text={one.owner} /> },
        { label: words.reference, cell: (one) => <Named text={one.reference} /> },
        { label: words.until, cell: (one) => <time datetime={one.until}>{dayOf(visit, one.until)}</time> },
        { label: words.standing, cell: (one) => <Standing visit={visit} mandate={one} /> },
        { label: words.actions, isActions: true, cell: (one) => <Remove visit={visit} mandate={one} /> },
      ]}
    />
  );
}

/** A day without an hour, as the language writes it. */
function dayOf({ language }: Visit, day: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeZone: 'UTC',
  });
  return format.format(new Date(day));
}

function Standing({ visit, mandate }: { visit: Visit; mandate: Mandate }) {
  const words = visit.words.servers;
  if (!mandate.holds)
    return (
      <Badge tone="bad" icon="cross">
        {words.ended}
      </Badge>
    );
  const left = daysLeft(visit, mandate);
  if (left > SOON_DAYS)
    return (
      <Badge tone="good" icon="done">
        {words.holds}
      </Badge>
    );
  const day = visit.language === 'fr' ? 'j' : 'd';
  return (
    <Badge tone="warn" icon="wait">
      {left < 1 ? words.endsToday : words.endsSoon(`${visit.formats.count(left)} ${day}`)}
    </Badge>
  );
}

function Remove({ visit, mandate }: { visit: Visit; mandate: Mandate }) {
  const words = visit.words.servers;
  if (!may(visit, 'admin')) return null;
  return (
    <PostForm visit={visit} action="/scope/remove" confirm={words.removeConfirm}>
      <input type="hidden" name="target" value={mandate.target} />
      <button type="submit" class="small danger" aria-label={words.removeOf(shortened(mandate.target))}>
        {words.removeMandate}
      </button>
    </PostForm>
  );
}
