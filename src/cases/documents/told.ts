import { breachWord } from '../../reports/breach/breach-words.ts';
import type { BreachTerms } from '../../reports/breach/vocabulary.ts';
import type { PaperLine, PaperSection } from '../../reports/pdf/paper.ts';
import type { CaseView } from '../case-view.ts';
import { standing } from '../figures.ts';
import type { Proposal } from '../propose.ts';
import { bandOf, type Phrases } from './phrases.ts';
import type { CaseWords, LabelKey, SectionKey } from './words/case-words.ts';

/** What a document is made of: the case as its reader may see it, and how it is told. */
export interface Telling {
  readonly view: CaseView;
  readonly words: CaseWords;
  readonly phrases: Phrases;
  readonly nowMs: number;
}

/** A line; without values it stands as missing. */
export function line({ words }: Telling, key: LabelKey, values: readonly string[], note?: string): PaperLine {
  const told = values.filter((value) => value.trim() !== '');
  return { key, label: words.labels[key], values: told, ...(note === undefined ? {} : { note }) };
}

/** A section under its heading. */
export function section(
  { words }: Telling,
  key: SectionKey,
  article: string | null,
  parts: Omit<PaperSection, 'key' | 'heading' | 'article'>,
): PaperSection {
  return {
    key,
    heading: words.sections[key],
    article: article === null ? null : words.article(article),
    ...parts,
  };
}

/** Categories in words. Where none was chosen, the proposals are named as such and the line stays missing. */
export function termsLine(
  telling: Telling,
  key: LabelKey,
  terms: BreachTerms,
  chosen: readonly string[],
  proposed: readonly Proposal[] = [],
): PaperLine {
  const { language } = telling.words;
  const named = (keys: readonly string[]): string[] => keys.map((one) => breachWord(language, terms, one));
  if (chosen.length > 0 || proposed.length === 0) return line(telling, key, named(chosen));
  const names = named(proposed.map((one) => one.key)).join('; ');
  return line(telling, key, [], telling.words.proposed(names));
}

/** Who tells, and whom to ask (art. 33(3)(b)). */
export function organisationSection(telling: Telling): PaperSection {
  const { organisation, contact } = telling.view.statement;
  return section(telling, 'organisation', '33(3)(b)', {
    lines: [line(telling, 'organisation', [organisation]), line(telling, 'contact', [contact])],
  });
}

/** Since when it is known, until when it is to be told, and when it happened. */
export function awarenessSection(telling: Telling): PaperSection {
  const { view, phrases, words } = telling;
  const { awareness, dueAt, statement, missing } = view;
  const { periodFrom, periodTo, lateReason } = statement;
  const period =
    periodFrom !== '' && periodTo !== ''
      ? words.period(phrases.moment(periodFrom), phrases.moment(periodTo))
      : [periodFrom, periodTo]
          .filter((text) => text !== '')
          .map(phrases.moment)
          .join('');
  const isReasonOwed = lateReason !== '' || missing.some(({ key }) => key === 'lateReason');
  return section(telling, 'awareness', '33(1)', {
    lines: [
      line(telling, 'awareAt', awareness === null ? [] : [phrases.instant(awareness.at)]),
      ...(awareness === null ? [] : [line(telling, 'awareBy', [awareness.name, awareness.reason])]),
      ...(dueAt === null ? [] : [line(telling, 'dueAt', [phrases.instant(dueAt)])]),
      line(telling, 'period', [period]),
      ...(isReasonOwed ? [line(telling, 'lateReason', [lateReason])] : []),
    ],
  });
}

/** What happened (art. 33(3)(a)). */
export function natureSection(telling: Telling): PaperSection {
  const { statement, proposed } = telling.view;
  const of = (text: string): string[] => (text === '' ? [] : [text]);
  return section(telling, 'nature', '33(3)(a)', {
    lines: [
      termsLine(telling, 'natures', 'natures', statement.natures),
      line(telling, 'nature', [statement.nature]),
      termsLine(telling, 'origin', 'origins', of(statement.origin), proposed.origins),
      termsLine(telling, 'cause', 'causes', of(statement.cause), proposed.causes),
    ],
  });
}

/** Categories and numbers of people and records, with how they were found (art. 33(3)(a)). */
export function figuresSection(telling: Telling): PaperSection {
  const { view, phrases, words } = telling;
  const { statement, proposed, figures } = view;
  const stands = standing(figures);
  const method =
    stands === null ? [] : [stands.basis === null ? (stands.reason ?? '') : phrases.basis(stands.basis)];
  return section(telling, 'figures', '33(3)(a)', {
    paragraphs: [words.asserts],
    lines: [
      termsLine(telling, 'people', 'people', statement.people, proposed.people),
      line(telling, 'persons', stands === null ? [] : [phrases.persons(stands.persons)]),
      ...(stands === null ? [] : [line(telling, 'band', [bandOf(stands.persons.value)])]),
      termsLine(telling, 'data', 'data', statement.data, proposed.data),
      line(telling, 'records', stands === null ? [] : [phrases.rows(stands.rows)]),
      ...(method.some((text) => text !== '') ? [line(telling, 'method', method)] : []),
    ],
  });
}

/** What it may do to the people (art. 33(3)(c)). */
export function consequencesSection(telling: Telling): PaperSection {
  const { statement } = telling.view;
  const gravity = statement.gravity === '' ? [] : [statement.gravity];
  return section(telling, 'consequences', '33(3)(c)', {
    lines: [
      termsLine(telling, 'consequences', 'consequences', statement.consequences),
      line(telling, 'consequencesText', [statement.consequencesText]),
      termsLine(telling, 'gravity', 'gravities', gravity),
    ],
  });
}

/** What is done about it (art. 33(3)(d)). */
export function measuresSection(telling: Telling): PaperSection {
  const { measuresTaken, measuresPlanned } = telling.view.statement;
  return section(telling, 'measures', '33(3)(d)', {
    lines: [
      line(telling, 'measuresTaken', [measuresTaken]),
      line(telling, 'measuresPlanned', [measuresPlanned]),
    ],
  });
}

/** Whether the people are told (art. 34). */
export function peopleSection(telling: Telling): PaperSection {
  const { peopleTold } = telling.view.statement;
  const told = peopleTold === '' ? [] : [peopleTold];
  return section(telling, 'people', '34', {
    lines: [termsLine(telling, 'peopleTold', 'peopleTold', told)],
  });
}

/** What art. 33(3) asks for and the case does not say yet. */
export function missingSection(telling: Telling): PaperSection {
  const { view, words } = telling;
  if (view.missing.length === 0)
    return section(telling, 'missing', '33(4)', { paragraphs: [words.nothingMissing] });
  return section(telling, 'missing', '33(4)', {
    table: {
      titles: [words.labels.what, ''],
      rows: view.missing.map(({ key, article }) => [words.missing[key] ?? key, words.article(article)]),
      numeric: [1],
    },
  });
}

/** The severity as it stands, and why. */
export function severitySection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  const { severity } = view;
  if (severity === null)
    return section(telling, 'severity', null, { lines: [line(telling, 'severity', [])] });
  const { dpc, ei, cb, score, override, level, reasons } = severity;
  const [d, e, c, s] = [dpc, ei, cb, score].map(phrases.decimal) as [string, string, string, string];
  const formula = words.severityFormula({ dpc: d, ei: e, cb: c, score: s, level: words.levels[level] });
  const stands =
    override === null
      ? words.levels[level]
      : `${words.levels[override.level]} (${words.overridden(override.by, override.reason)})`;
  return section(telling, 'severity', null, {
    paragraphs: reasons,
    lines: [line(telling, 'severity', [stands], formula)],
  });
}
