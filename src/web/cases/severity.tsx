import { visible } from '../../reports/visible.ts';
import type { IconName } from '../layout/icon.tsx';
import { Badge, Empty, Section, Time, type Tone } from '../pieces/pieces.tsx';
import type { Case } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { typedIn } from './case-facts.ts';
import { CaseForm, CaseInput, type CaseProps, CaseSelect, Folded } from './case-form.tsx';

type Level = NonNullable<Case['level']>;
const LEVELS = ['low', 'medium', 'high', 'very-high'] as const;
const LOOKS: Readonly<Record<Level, { tone: Tone; icon: IconName }>> = {
  low: { tone: 'plain', icon: 'dot' },
  medium: { tone: 'warn', icon: 'up' },
  high: { tone: 'bad', icon: 'alarm' },
  'very-high': { tone: 'worst', icon: 'alarm' },
};

/** How grave a case is, in a word. */
export function LevelBadge({ visit, level }: { visit: Visit; level: Level }) {
  return <Badge {...LOOKS[level]}>{visit.words.cases.levels[level]}</Badge>;
}

/** The proposed severity with its parts and why, and what a person set instead. */
export function SeverityView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.severity;
  const { severity } = facts.subject;
  return (
    <Section id="severity" title={words.title}>
      {severity === null ? <Empty title={words.none} /> : <Proposed visit={visit} severity={severity} />}
      {severity !== null && severity.override !== null && (
        <p>
          <LevelBadge visit={visit} level={severity.override.level} />{' '}
          {words.overridden(visible(severity.override.by))}, <Time visit={visit} at={severity.override.at} />:{' '}
          {visible(severity.override.reason)}
        </p>
      )}
      {facts.mayChange && severity !== null && <OverrideForm visit={visit} facts={facts} />}
    </Section>
  );
}

function Proposed({ visit, severity }: { visit: Visit; severity: NonNullable<Case['severity']> }) {
  const words = visit.words.cases.severity;
  const number = new Intl.NumberFormat(visit.language, { maximumFractionDigits: 2 });
  const parts = [
    [words.dpc, words.dpcHint, severity.dpc],
    [words.ei, words.eiHint, severity.ei],
    [words.cb, words.cbHint, severity.cb],
  ] as const;
  return (
    <>
      <p>
        {words.proposed} <LevelBadge visit={visit} level={severity.level} /> {words.score}{' '}
        <strong>{number.format(severity.score)}</strong>{' '}
        {severity.isFlagged && (
          <Badge tone="warn" icon="alarm">
            {words.flagged}
          </Badge>
        )}
      </p>
      <p class="quiet">{words.formula}</p>
      <dl class="values">
        {parts.map(([label, hint, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{number.format(value)}</dd>
            <dd class="hint">{hint}</dd>
          </div>
        ))}
      </dl>
      <ul>
        {severity.reasons.map((reason) => (
          <li>{visible(reason)}</li>
        ))}
      </ul>
    </>
  );
}

function OverrideForm({ visit, facts }: CaseProps) {
  const words = visit.words.cases;
  const { severity } = facts.subject;
  const override = severity?.override ?? null;
  return (
    <Folded facts={facts} forms={['severity']} title={words.severity.override}>
      <CaseForm visit={visit} facts={facts} form="severity">
        <CaseSelect
          facts={facts}
          form="severity"
          name="level"
          label={words.severity.overrideLevel}
          current={override?.level ?? severity?.level ?? 'low'}
          options={LEVELS.map((value) => ({ value, label: words.levels[value] }))}
        />
        <CaseInput
          facts={facts}
          form="severity"
          name="reason"
          label={words.severity.reason}
          current={typedIn(facts.draft, 'severity', 'reason', override?.reason ?? '')}
          maxlength={2000}
          isLong
          required
        />
        <p class="actions">
          <button type="submit">{words.severity.submit}</button>
        </p>
      </CaseForm>
      {override !== null && (
        <CaseForm visit={visit} facts={facts} form="severity">
          <p class="actions">
            <button type="submit" name="back" value="1">
              {words.severity.back}
            </button>
          </p>
        </CaseForm>
      )}
    </Folded>
  );
}
