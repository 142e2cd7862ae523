import { breachWord } from '../../reports/breach/breach-words.ts';
import type { BreachTerms } from '../../reports/breach/vocabulary.ts';
import type { CaseProps } from './case-form.tsx';
import { visibleLines } from './visible-lines.ts';

/** What is told of the breach, for who only reads it. */
export function StatementText({ visit, facts }: CaseProps) {
  const words = visit.words.cases.statement;
  const { statement } = facts.subject;
  const named = (terms: BreachTerms, keys: readonly string[]) =>
    keys
      .filter((key) => key !== '')
      .map((key) => breachWord(visit.language, terms, key))
      .join(', ');
  const lines: readonly (readonly [string, string])[] = [
    [words.organisationName, statement.organisation],
    [words.contact, statement.contact],
    [words.period, [statement.periodFrom, statement.periodTo].filter((text) => text !== '').join(' – ')],
    [words.natures, named('natures', statement.natures)],
    [words.origin, named('origins', [statement.origin])],
    [words.cause, named('causes', [statement.cause])],
    [words.natureText, statement.nature],
    [words.people, named('people', statement.people)],
    [words.data, named('data', statement.data)],
    [words.consequences, named('consequences', statement.consequences)],
    [words.consequencesText, statement.consequencesText],
    [words.gravity, named('gravities', [statement.gravity])],
    [words.taken, statement.measuresTaken],
    [words.planned, statement.measuresPlanned],
    [words.peopleTold, named('peopleTold', [statement.peopleTold])],
    [words.lateReason, statement.lateReason],
  ];
  return (
    <dl>
      {lines.map(([label, text]) => [
        <dt>{label}</dt>,
        <dd class={text === '' ? 'quiet' : 'long-text'}>
          {text === '' ? words.nothing : visibleLines(text)}
        </dd>,
      ])}
    </dl>
  );
}
