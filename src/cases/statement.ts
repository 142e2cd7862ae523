import { UsageError } from '../core/errors.ts';
import { BREACH_VOCABULARY, type BreachTerms } from '../reports/breach/vocabulary.ts';
import type { CaseStatement } from '../store/case-records.ts';

/** What is told of a new case: whose it is and whom to ask, from the settings; nothing else is presumed. */
export function emptyStatement(told: {
  readonly organisation: string;
  readonly contact: string;
}): CaseStatement {
  return {
    organisation: told.organisation,
    contact: told.contact,
    nature: '',
    natures: [],
    origin: '',
    cause: '',
    periodFrom: '',
    periodTo: '',
    people: [],
    data: [],
    consequences: [],
    consequencesText: '',
    gravity: '',
    measuresTaken: '',
    measuresPlanned: '',
    peopleTold: '',
    lateReason: '',
  };
}

/** What the lists and choices of a statement may hold. */
const TERMS: Partial<Record<keyof CaseStatement, BreachTerms>> = {
  natures: 'natures',
  people: 'people',
  data: 'data',
  consequences: 'consequences',
  origin: 'origins',
  cause: 'causes',
};

/** A statement with some of it replaced. @throws {UsageError} a category that no vocabulary has; a period that ends first */
export function patchStatement(statement: CaseStatement, patch: Partial<CaseStatement>): CaseStatement {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const next: CaseStatement = { ...statement, ...Object.fromEntries(given) };
  for (const [key, terms] of Object.entries(TERMS))
    requireTerms(key, next[key as keyof CaseStatement], BREACH_VOCABULARY[terms]);
  requirePeriod(next);
  return {
    ...next,
    natures: [...new Set(next.natures)],
    people: [...new Set(next.people)],
    data: [...new Set(next.data)],
    consequences: [...new Set(next.consequences)],
  };
}

function requireTerms(key: string, value: string | readonly string[], known: readonly string[]): void {
  const given = typeof value === 'string' ? [value].filter((text) => text !== '') : value;
  if (given.some((text) => !known.includes(text)))
    throw new UsageError(`'${key}' of the statement takes ${known.join(', ')}`);
}

function requirePeriod({ periodFrom, periodTo }: CaseStatement): void {
  for (const [name, text] of [
    ['periodFrom', periodFrom],
    ['periodTo', periodTo],
  ] as const)
    if (text !== '' && (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(Date.parse(text))))
      throw new UsageError(`'${name}' is a day or a time, as 2026-11-22 or 2026-11-22T14:30:00Z`);
  if (periodFrom !== '' && periodTo !== '' && Date.parse(periodFrom) > Date.parse(periodTo))
    throw new UsageError("'periodFrom' is after 'periodTo': the period begins before it ends");
}
