import type { PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from '../layout/icon.tsx';
import type { Visit } from '../visit.ts';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: string;
  /** What the page is a part of, above its title. */
  readonly kicker?: { readonly href: string; readonly text: string };
}

/** The title of a page; children are its actions, at the right. */
export function PageHead({ title, lead, kicker, children }: PropsWithChildren<PageHeadProps>) {
  return (
    <div class="head">
      <div>
        {kicker !== undefined && (
          <p class="kicker">
            <a href={kicker.href}>{kicker.text}</a>
          </p>
        )}
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children !== undefined && <div class="actions">{children}</div>}
    </div>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** A link to more of it. */
  readonly more?: { readonly href: string; readonly text: string };
}

/** A part of a page under its own heading. */
export function Section({ id, title, more, children }: PropsWithChildren<SectionProps>) {
  return (
    <section class="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {more !== undefined && (
          <a href={more.href} aria-label={`${more.text}: ${title}`}>
            {more.text}
          </a>
        )}
      </header>
      {children}
    </section>
  );
}

/** How grave a notice is, or how something stands. */
export type Tone = 'plain' | 'good' | 'busy' | 'warn' | 'bad' | 'worst';

/** Something that one must have read. `role="alert"` where it answers what was just done. */
export function Notice({
  tone = 'plain',
  isAnswer = false,
  children,
}: PropsWithChildren<{ tone?: 'plain' | 'good' | 'warn' | 'bad'; isAnswer?: boolean }>) {
  return (
    <div class={`notice ${tone}`} role={isAnswer ? 'alert' : undefined}>
      {children}
    </div>
  );
}

/** Where there is nothing: why, and what to do next (children: buttons). */
export function Empty({ title, advice, children }: PropsWithChildren<{ title: string; advice?: string }>) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      {advice !== undefined && <p>{advice}</p>}
      {children !== undefined && <div class="actions">{children}</div>}
    </div>
  );
}

/** A word that says how something stands, with a drawing: never by colour alone. */
export function Badge({ tone, icon, children }: PropsWithChildren<{ tone: Tone; icon: IconName }>) {
  return (
    <span class={`badge ${tone}`}>
      <Icon name={icon} size={14} />
      {children}
    </span>
  );
}

const SEVERITY_LOOKS: Readonly<Record<string, { tone: Tone; icon: IconName }>> = {
  critical: { tone: 'worst', icon: 'alarm' },
  high: { tone: 'bad', icon: 'alarm' },
  medium: { tone: 'warn', icon: 'up' },
  low: { tone: 'plain', icon: 'dot' },
  info: { tone: 'plain', icon: 'dot' },
};

/** How bad something is. A word that is no severity is shown as it is. */
export function SeverityBadge({ visit, severity }: { visit: Visit; severity: string }) {
  const words: Readonly<Record<string, string>> = visit.words.shell.severities;
  const look = SEVERITY_LOOKS[severity] ?? { tone: 'plain', icon: 'dot' };
  return <Badge {...look}>{words[severity] ?? severity}</Badge>;
}

/** A point in time: in UTC, and in the reader's zone once the shell's script has run. */
export function Time({ visit, at }: { visit: Visit; at: string }) {
  return (
    <time datetime={at} data-local>
      {visit.formats.instant(at)}
    </time>
  );
}

/** Stands for the time while a sentence is made: no sentence holds it. */
const TIME_HERE = '\u0000';

/** A sentence with a time in it, which is shown in the reader's zone as every other time of the page is. */
export function TimeInWords({ visit, at, say }: { visit: Visit; at: string; say: (when: string) => string }) {
  const [before, after] = say(TIME_HERE).split(TIME_HERE);
  return (
    <>
      {before}
      <Time visit={visit} at={at} />
      {after}
    </>
  );
}

/** How long until a time, counting down where there is script; what is over is 0 s. */
export function Countdown({ visit, to }: { visit: Visit; to: string }) {
  return (
    <time datetime={to} data-countdown title={visit.formats.instant(to)}>
      {visit.formats.duration(Date.parse(to) - visit.nowMs)}
    </time>
  );
}
