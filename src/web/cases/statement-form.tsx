import type { PropsWithChildren } from 'hono/jsx';
import { breachWord } from '../../reports/breach/breach-words.ts';
import { BREACH_VOCABULARY } from '../../reports/breach/vocabulary.ts';
import { visible } from '../../reports/visible.ts';
import { Section } from '../pieces/pieces.tsx';
import type { Statement } from '../shapes.ts';
import type { Visit } from '../visit.ts';
import { checkedIn, typedIn } from './case-facts.ts';
import { CaseForm, CaseInput, type CaseProps, CaseSelect } from './case-form.tsx';
import { StatementText } from './statement-text.tsx';

/** What is told of the breach, in the vocabulary of the authority: to be filled, or only read. */
export function StatementView({ visit, facts }: CaseProps) {
  const words = visit.words.cases.statement;
  return (
    <Section id="statement" title={words.title}>
      {facts.mayChange ? <Form visit={visit} facts={facts} /> : <StatementText visit={visit} facts={facts} />}
    </Section>
  );
}

type TextName = Exclude<keyof Statement, ListName>;
type ListName = 'natures' | 'people' | 'data' | 'consequences';

function Form({ visit, facts }: CaseProps) {
  const words = visit.words.cases.statement;
  const given = { visit, facts };
  return (
    <CaseForm visit={visit} facts={facts} form="statement" class="statement">
      <p class="quiet">{words.lead}</p>
      {/* The first button of a form is the one that Enter presses: it must accept no proposal. */}
      <button type="submit" class="small">
        {words.submit}
      </button>
      <Part title={words.organisation}>
        <Text {...given} name="organisation" label={words.organisationName} maxlength={500} />
        <Text {...given} name="contact" label={words.contact} maxlength={500} />
      </Part>
      <Part title={words.period}>
        <p class="hint">{words.periodHint}</p>
        <Text {...given} name="periodFrom" label={words.from} maxlength={40} />
        <Text {...given} name="periodTo" label={words.to} maxlength={40} />
      </Part>
      <Part title={words.nature}>
        <Boxes {...given} name="natures" label={words.natures} />
        <Choice {...given} name="origin" terms="origins" label={words.origin} />
        <Choice {...given} name="cause" terms="causes" label={words.cause} />
        <Text {...given} name="nature" label={words.natureText} maxlength={5000} isLong />
      </Part>
      <Boxes {...given} name="people" label={words.people} isPart />
      <Boxes {...given} name="data" label={words.data} isPart />
      <Boxes {...given} name="consequences" label={words.consequences} isPart>
        <Text {...given} name="consequencesText" label={words.consequencesText} maxlength={5000} isLong />
        <Choice {...given} name="gravity" terms="gravities" label={words.gravity} />
      </Boxes>
      <Part title={words.measures}>
        <Text {...given} name="measuresTaken" label={words.taken} maxlength={5000} isLong />
        <Text {...given} name="measuresPlanned" label={words.planned} maxlength={5000} isLong />
      </Part>
      <Part title={words.told}>
        <Choice {...given} name="peopleTold" terms="peopleTold" label={words.peopleTold} />
      </Part>
      <Part title={words.late}>
        <Text {...given} name="lateReason" label={words.lateReason} maxlength={2000} isLong />
      </Part>
      <p class="actions">
        <button type="submit" class="primary">
          {words.submit}
        </button>
      </p>
    </CaseForm>
  );
}

function Part({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <fieldset class="part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface TextProps extends CaseProps {
  readonly name: TextName;
  readonly label: string;
  readonly maxlength: number;
  readonly isLong?: boolean;
}

function Text({ visit, facts, name, ...rest }: TextProps) {
  const current = facts.subject.statement[name];
  const savedNow = savedText({ visit, facts }, name, visible(current));
  return (
    <CaseInput
      facts={facts}
      form="statement"
      name={name}
      current={current}
      {...(savedNow === null ? {} : { savedNow })}
      {...rest}
    />
  );
}

type ChoiceTerms = 'origins' | 'causes' | 'gravities' | 'peopleTold';

function Choice({
  visit,
  facts,
  name,
  terms,
  label,
}: CaseProps & { name: TextName; terms: ChoiceTerms; label: string }) {
  const current = facts.subject.statement[name];
  const named = (key: string) => breachWord(visit.language, terms, key);
  const savedNow = savedText({ visit, facts }, name, current === '' ? '' : named(current));
  return (
    <>
      <CaseSelect
        facts={facts}
        form="statement"
        name={name}
        label={label}
        current={current}
        empty={visit.words.cases.statement.undecided}
        options={BREACH_VOCABULARY[terms].map((value) => ({ value, label: named(value) }))}
        {...(savedNow === null ? {} : { savedNow })}
      />
      {(terms === 'origins' || terms === 'causes') && (
        <Proposals
          visit={visit}
          facts={facts}
          name={name}
          proposals={facts.subject.proposed[terms].filter(({ key }) => key !== current)}
          named={named}
        />
      )}
    </>
  );
}

interface BoxesProps extends CaseProps {
  readonly name: ListName;
  readonly label: string;
  /** Stands by itself, as a part of the form. */
  readonly isPart?: boolean;
}

function Boxes({ visit, facts, name, label, isPart = false, children }: PropsWithChildren<BoxesProps>) {
  const current: readonly string[] = facts.subject.statement[name];
  const checked = checkedIn(facts.draft, 'statement', name, current);
  const named = (key: string) => breachWord(visit.language, name, key);
  const keys: readonly string[] = BREACH_VOCABULARY[name];
  const proposals = name === 'people' || name === 'data' ? facts.subject.proposed[name] : [];
  const isStale =
    facts.draft?.form === 'statement' && [...checked].sort().join() !== [...current].sort().join();
  return (
    <fieldset class={isPart ? 'part' : undefined} id={`statement-${name}`} tabindex={-1}>
      <legend>{label}</legend>
      {isStale && <p class="hint">{savedNowText(visit, current.map(named).join(', '))}</p>}
      <Proposals
        visit={visit}
        facts={facts}
        name={name}
        proposals={proposals.filter(({ key }) => !checked.includes(key))}
        named={named}
      />
      <div class="boxes">
        {keys.map((key) => (
          <div class="choice">
            <input
              type="checkbox"
              id={`${name}-${key}`}
              name={name}
              value={key}
              checked={checked.includes(key)}
            />
            <label for={`${name}-${key}`}>{named(key)}</label>
          </div>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

interface ProposalsProps extends CaseProps {
  readonly name: keyof Statement;
  readonly proposals: readonly { readonly key: string; readonly because: string }[];
  named(key: string): string;
}

/** What follows from the evidence, with why. One click accepts one, and saves what else is typed. */
function Proposals({ visit, name, proposals, named }: ProposalsProps) {
  const words = visit.words.cases.statement;
  if (proposals.length === 0) return null;
  return (
    <ul class="proposals">
      {proposals.map(({ key, because }) => (
        <li>
          <span>
            {words.proposal} <strong>{named(key)}</strong>, {visible(because)}
          </span>
          <button
            type="submit"
            class="small"
            name="accept"
            value={`${name}:${key}`}
            aria-label={words.acceptOf(named(key))}
          >
            {words.accept}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What is saved, where it is not what was typed: so that nobody overwrites it unseen. */
function savedText({ visit, facts }: CaseProps, name: TextName, shown: string): string | null {
  const current = facts.subject.statement[name];
  const isSame = typedIn(facts.draft, 'statement', name, current) === current;
  return isSame ? null : savedNowText(visit, shown);
}

function savedNowText(visit: Visit, shown: string): string {
  const words = visit.words.cases.statement;
  return words.savedNow(shown === '' ? words.nothing : shown);
}
