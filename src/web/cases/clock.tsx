import { visible } from '../../reports/visible.ts';
import { Notice } from '../pieces/pieces.tsx';
import type { Visit } from '../visit.ts';
import type { CaseProps } from './case-form.tsx';

/** From here on a clock is shown as a warning. */
const SOON_MS = 24 * 3_600_000;

interface Deadline {
  readonly awareAt: string | null;
  readonly dueAt: string | null;
}

/** What is left of a case's time as a bar, for lists; its words stand beside it. */
export function ClockBar({ visit, clock, label }: { visit: Visit; clock: Deadline; label: string }) {
  if (clock.awareAt === null || clock.dueAt === null) return null;
  const total = Date.parse(clock.dueAt) - Date.parse(clock.awareAt);
  const used = Math.min(total, Math.max(0, visit.nowMs - Date.parse(clock.awareAt)));
  const left = Date.parse(clock.dueAt) - visit.nowMs;
  const tone = left <= 0 ? 'bad' : left < SOON_MS ? 'warn' : 'plain';
  return <progress class={`clock-bar ${tone}`} max={total} value={used} aria-label={label} />;
}

/** The clock on top of a case. Text without script; its island moves it each minute. */
export function CaseClockCard({ visit, facts }: CaseProps) {
  const { subject } = facts;
  const words = visit.words.cases.clockOf;
  const { awareAt, dueAt, notifications } = subject;
  if (awareAt === null || dueAt === null)
    return (
      <section class="card case-clock" aria-label={words.title}>
        <p class="clock-figure">{words.none}</p>
        <p>{facts.mayChange ? <a href="#awareness">{words.noneAdvice}</a> : words.noneAdvice}</p>
      </section>
    );
  const leftMs = Date.parse(dueAt) - visit.nowMs;
  const sent = notifications[0];
  return (
    <section
      class="card case-clock"
      aria-label={words.title}
      data-island="case-clock"
      data-aware={awareAt}
      data-due={dueAt}
    >
      <p class={`clock-figure ${leftMs <= 0 ? 'bad' : leftMs < SOON_MS ? 'warn' : ''}`} data-role="figure">
        <span data-role="before" hidden={leftMs > 0}>
          {words.overdue}{' '}
        </span>
        <span data-role="amount">{visit.formats.duration(Math.abs(leftMs))}</span>
        <span data-role="after" hidden={leftMs <= 0}>
          {' '}
          {words.left}
        </span>
      </p>
      <ClockBar visit={visit} clock={subject} label={words.used} />
      <dl>
        <dt>{words.due}</dt>
        <dd>
          <time datetime={dueAt}>{visit.formats.instant(dueAt)}</time>
          <span data-role="local" hidden>
            {' ('}
            <time data-local datetime={dueAt} /> {words.yourZone})
          </span>
        </dd>
        {sent !== undefined && [
          <dt>{words.sent}</dt>,
          <dd>
            <time datetime={sent.sentAt}>{visit.formats.instant(sent.sentAt)}</time> {visible(sent.reference)}
          </dd>,
        ]}
      </dl>
      <div
        data-role="overdue"
        hidden={leftMs > 0 || sent !== undefined}
        data-sent={sent !== undefined ? '' : undefined}
      >
        <Notice tone="bad">
          <p>{words.overdueAdvice}</p>
        </Notice>
      </div>
      <noscript>
        <p class="quiet">{words.noScript}</p>
      </noscript>
    </section>
  );
}

/** Which field fills what is missing. */
const PLACES: Readonly<Record<string, string>> = {
  awareness: '#awareness',
  nature: '#statement-natures',
  people: '#statement-people',
  persons: '#figures',
  data: '#statement-data',
  records: '#figures',
  organisation: '#statement-organisation',
  contact: '#statement-contact',
  consequences: '#statement-consequences',
  measures: '#statement-measuresTaken',
  lateReason: '#statement-lateReason',
};

/** What the notification lacks, each with its article and a link to what fills it. */
export function MissingView({ visit, facts }: CaseProps) {
  const { missing } = facts.subject;
  const words = visit.words.cases.missingOf;
  const names: Readonly<Record<string, string>> = words.keys;
  return (
    <section class="section" aria-labelledby="missing">
      <header>
        <h2 id="missing">{words.title}</h2>
      </header>
      {missing.length === 0 ? (
        <Notice tone="good">
          <p>{words.none}</p>
        </Notice>
      ) : (
        <>
          <ul class="missing">
            {missing.map(({ key, article }) => (
              <li>
                {facts.mayChange ? (
                  <a href={PLACES[key] ?? '#statement'}>{names[key] ?? key}</a>
                ) : (
                  (names[key] ?? key)
                )}{' '}
                <span class="quiet">{`art. ${article}`}</span>
              </li>
            ))}
          </ul>
          <p class="quiet">{words.phases}</p>
        </>
      )}
    </section>
  );
}
