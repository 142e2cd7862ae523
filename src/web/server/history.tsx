import { exposureWords, StateBadge } from '../pieces/exposure-pieces.tsx';
import { Named } from '../pieces/named.tsx';
import { Empty, Section, SeverityBadge, Time } from '../pieces/pieces.tsx';
import type { Exposure, Listed } from '../shapes.ts';
import type { Visit } from '../visit.ts';

/** Drawn from 0 to this: the time from the first sight of anything to now. */
const WIDTH = 1000;

/** Every exposure that a server ever had as a bar in time: from its first sight to its end, open ones to now. */
export function History({
  visit,
  exposures,
  name,
}: {
  visit: Visit;
  exposures: Listed<Exposure>;
  name: string;
}) {
  const words = visit.words.servers;
  const { items, next } = exposures;
  const more = `/exposures?state=all&endpoint=${encodeURIComponent(name)}`;
  const begin = Math.min(...items.map((one) => Date.parse(one.firstSeenAt)), visit.nowMs - 1);
  return (
    <Section id="history" title={words.history} more={{ href: more, text: visit.words.exposures.toDo }}>
      {items.length === 0 ? (
        <Empty title={words.historyNone} advice={words.historyNoneAdvice} />
      ) : (
        <>
          <p class="quiet">{words.historyLead}</p>
          <ul class="lines timeline">
            {items.map((exposure) => (
              <Line visit={visit} exposure={exposure} begin={begin} />
            ))}
          </ul>
        </>
      )}
      {next !== null && <a href={more}>{visit.words.shell.showAll}</a>}
    </Section>
  );
}

function Line({ visit, exposure, begin }: { visit: Visit; exposure: Exposure; begin: number }) {
  const words = visit.words.servers;
  const { title, lang } = exposureWords(visit, exposure);
  const end = exposure.closedAt ?? exposure.lastSeenAt;
  return (
    <li>
      <span class="what">
        <span lang={lang}>{title}</span>
        <span class="quiet">
          {exposure.path === null ? words.wholeServer : <Named text={exposure.path} />}
        </span>
        <span class="quiet">
          {words.seenFirst} <Time visit={visit} at={exposure.firstSeenAt} />,{' '}
          {(exposure.closedAt === null ? words.seenLast : words.closedAt).toLowerCase()}{' '}
          <Time visit={visit} at={end} />
        </span>
      </span>
      <span class="row-actions">
        <SeverityBadge visit={visit} severity={exposure.severity} />
        <StateBadge visit={visit} exposure={exposure} />
      </span>
      <Bar visit={visit} exposure={exposure} begin={begin} />
    </li>
  );
}

/** The words beside it say the same. Its places are attributes of the drawing: pages have no inline style. */
function Bar({ visit, exposure, begin }: { visit: Visit; exposure: Exposure; begin: number }) {
  const place = (ms: number) => Math.round((WIDTH * (ms - begin)) / Math.max(1, visit.nowMs - begin));
  const from = Math.max(0, Math.min(WIDTH - 6, place(Date.parse(exposure.firstSeenAt))));
  const to = exposure.closedAt === null ? WIDTH : Math.min(WIDTH, place(Date.parse(exposure.closedAt)));
  return (
    <svg
      class={`span ${exposure.state}`}
      viewBox={`0 0 ${WIDTH} 8`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="all" x="0" y="2" width={WIDTH} height="4" />
      <rect class="seen" x={from} y="1" width={Math.max(6, to - from)} height="6" />
    </svg>
  );
}
