import { visible } from '../../reports/visible.ts';
import { Layout } from '../layout/layout.tsx';
import { exposureWords } from '../pieces/exposure-pieces.tsx';
import { may } from '../pieces/may.ts';
import {
  Badge,
  Countdown,
  Empty,
  PageHead,
  Section,
  SeverityBadge,
  Time,
  TimeInWords,
} from '../pieces/pieces.tsx';
import { RunLine } from '../pieces/run-pieces.tsx';
import { SweepBadge } from '../pieces/sweep-badge.tsx';
import type { CaseSummary, Exposure, ReportSummary, SweepSummary } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import type { HomeFacts } from './home-facts.ts';

/** From here on a clock is shown as a warning. */
const SOON_MS = 24 * 3_600_000;

/** The home page: what has a deadline first, then what lies open, what runs, and what was. */
export function HomePage({ visit, facts }: { visit: Visit; facts: HomeFacts }) {
  const { home } = visit.words;
  const isNew = !facts.hasTables || (!facts.hasServers && facts.reports.length === 0);
  return (
    <Layout visit={visit} title={home.title} current="home" islands={['run']}>
      <PageHead title={home.title} lead={home.lead}>
        {may(visit, 'analyst') && (
          <a class="button primary" href="/check">
            {home.checkFile}
          </a>
        )}
      </PageHead>
      {isNew && <FirstSteps visit={visit} facts={facts} />}
      {facts.running.length > 0 && <Running visit={visit} facts={facts} />}
      <div class="columns">
        <Cases visit={visit} cases={facts.cases} />
        <Exposures visit={visit} exposures={facts.exposures} />
        <Reports visit={visit} reports={facts.reports} />
        <Sweeps visit={visit} sweeps={facts.sweeps} />
      </div>
    </Layout>
  );
}

function FirstSteps({ visit, facts }: { visit: Visit; facts: HomeFacts }) {
  const { home } = visit.words;
  const steps = [
    {
      role: 'admin',
      isDone: facts.hasTables,
      href: '/tables',
      title: home.addTable,
      text: home.addTableText,
    },
    {
      role: 'admin',
      isDone: facts.hasServers,
      href: '/endpoints',
      title: home.addServer,
      text: home.addServerText,
    },
    {
      role: 'analyst',
      isDone: facts.reports.length > 0,
      href: '/check',
      title: home.checkFile,
      text: home.checkFileText,
    },
  ] as const;
  return (
    <Section id="start" title={home.startTitle}>
      <ol class="start">
        {steps.map((step) => (
          <li>
            <h3>{step.title}</h3>
            <p class="quiet">{step.text}</p>
            <p class="actions">
              {step.isDone ? (
                <Badge tone="good" icon="done">
                  {visit.words.run.states.succeeded}
                </Badge>
              ) : (
                may(visit, step.role) && (
                  <a class="button" href={step.href}>
                    {step.title}
                  </a>
                )
              )}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Running({ visit, facts }: { visit: Visit; facts: HomeFacts }) {
  const { home, shell } = visit.words;
  return (
    <Section id="running" title={home.running} more={{ href: '/runs', text: shell.showAll }}>
      <ul class="lines">
        {facts.running.map((run) => (
          <RunLine visit={visit} run={run} />
        ))}
      </ul>
      <noscript>
        <p class="quiet">{shell.noScript}</p>
      </noscript>
    </Section>
  );
}

function Cases({ visit, cases }: { visit: Visit; cases: readonly CaseSummary[] }) {
  const { home, shell } = visit.words;
  return (
    <Section id="cases" title={home.cases} more={{ href: '/cases', text: shell.showAll }}>
      {cases.length === 0 ? (
        <Empty title={home.noCases} advice={home.noCasesAdvice} />
      ) : (
        <ul class="lines">
          {cases.map((one) => (
            <li>
              <span class="what">
                <a href={`/cases/${one.id}`}>{visible(one.title)}</a>
                <span class="quiet">
                  {one.persons !== null && `${shell.people(one.persons, visit.formats.count(one.persons))}, `}
                  {home.missing(one.missing, visit.formats.count(one.missing))}
                </span>
              </span>
              <CaseClock visit={visit} dueAt={one.dueAt} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What is left until a notification is due. In words besides its colour. */
export function CaseClock({ visit, dueAt }: { visit: Visit; dueAt: string | null }) {
  const { home } = visit.words;
  if (dueAt === null) return <span class="quiet">{home.noClock}</span>;
  const leftMs = Date.parse(dueAt) - visit.nowMs;
  if (leftMs <= 0) return <span class="clock bad">{home.overdue(visit.formats.duration(-leftMs))}</span>;
  const [before, after] = home.due('\u0000').split('\u0000');
  return (
    <span class={`clock ${leftMs < SOON_MS ? 'warn' : ''}`}>
      {before}
      <Countdown visit={visit} to={dueAt} />
      {after}
    </span>
  );
}

function Exposures({ visit, exposures }: { visit: Visit; exposures: readonly Exposure[] }) {
  const { home, shell } = visit.words;
  return (
    <Section
      id="exposures"
      title={home.exposures}
      more={{ href: '/exposures?state=open', text: shell.showAll }}
    >
      {exposures.length === 0 ? (
        <Empty title={home.noExposures} advice={home.noExposuresAdvice} />
      ) : (
        <ul class="lines">
          {exposures.map((one) => (
            <li>
              <span class="what">
                <a href={`/endpoints/${encodeURIComponent(one.endpoint)}`}>
                  {exposureWords(visit, one).title}
                </a>
                <span class="quiet">
                  {visible(one.endpoint)}, <TimeInWords visit={visit} at={one.firstSeenAt} say={home.since} />
                  {one.reopened > 0 && `, ${home.reopened(one.reopened, visit.formats.count(one.reopened))}`}
                </span>
              </span>
              <SeverityBadge visit={visit} severity={one.groupSeverity ?? one.severity} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Reports({ visit, reports }: { visit: Visit; reports: readonly ReportSummary[] }) {
  const { home, shell } = visit.words;
  const { count, share } = visit.formats;
  return (
    <Section id="reports" title={home.reports} more={{ href: '/reports', text: shell.showAll }}>
      {reports.length === 0 ? (
        <Empty title={home.noReports} advice={home.checkFileText} />
      ) : (
        <ul class="lines">
          {reports.map((one) => (
            <li>
              <span class="what">
                <a href={`/reports/${one.id}`}>{visible(one.suspect)}</a>
                <span class="quiet">
                  {shell.people(one.persons, count(one.persons))}, <Time visit={visit} at={one.createdAt} />
                </span>
              </span>
              <span>{share(one.rows === 0 ? 0 : one.rowsExplained / one.rows)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Sweeps({ visit, sweeps }: { visit: Visit; sweeps: readonly SweepSummary[] }) {
  const { home, shell } = visit.words;
  const { count } = visit.formats;
  return (
    <Section id="sweeps" title={home.sweeps} more={{ href: '/endpoints', text: shell.showAll }}>
      {sweeps.length === 0 ? (
        <Empty title={home.noSweeps} advice={home.addServerText} />
      ) : (
        <ul class="lines">
          {sweeps.map((one) => (
            <li>
              <span class="what">
                <a href={`/endpoints/${encodeURIComponent(one.endpoint)}`}>{visible(one.endpoint)}</a>
                <span class="quiet">
                  {home.sweepRead(count(one.read), shell.files(one.listed, count(one.listed)))},{' '}
                  <Time visit={visit} at={one.startedAt} />
                </span>
              </span>
              <SweepBadge visit={visit} sweep={one} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
