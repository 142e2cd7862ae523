import type { Paper, PaperSection } from '../../reports/pdf/paper.ts';
import { standing } from '../figures.ts';
import {
  awarenessSection,
  consequencesSection,
  figuresSection,
  line,
  measuresSection,
  missingSection,
  natureSection,
  organisationSection,
  peopleSection,
  section,
  severitySection,
  type Telling,
} from './told.ts';
import type { DocumentKind } from './words/case-words.ts';

/** The initial notification of the authority: art. 33(3), letter by letter; what is missing stands as missing. */
export function notificationPaper(telling: Telling): Paper {
  return paperOf(telling, 'notification', [
    kindSection(telling, telling.words.initial),
    organisationSection(telling),
    awarenessSection(telling),
    natureSection(telling),
    figuresSection(telling),
    consequencesSection(telling),
    measuresSection(telling),
    peopleSection(telling),
    missingSection(telling),
  ]);
}

/** The complementary notification (art. 33(4)): what changed first, then all of it as it stands. */
export function complementPaper(telling: Telling): Paper {
  return paperOf(telling, 'complement', [
    kindSection(telling, telling.words.complementary),
    changesSection(telling),
    revisionsSection(telling),
    ...notificationPaper(telling).sections.slice(1),
  ]);
}

/** The entry in the register of breaches (art. 33(5)): facts, effects, remedial action. */
export function registerPaper(telling: Telling): Paper {
  return paperOf(telling, 'register', [
    organisationSection(telling),
    awarenessSection(telling),
    natureSection(telling),
    figuresSection(telling),
    partsSection(telling),
    consequencesSection(telling),
    severitySection(telling),
    measuresSection(telling),
    peopleSection(telling),
    notificationsSection(telling),
    timelineSection(telling),
  ]);
}

/** Where the case stands, for those who decide. */
export function summaryPaper(telling: Telling): Paper {
  return paperOf(telling, 'summary', [
    kindSection(telling, null),
    awarenessSection(telling),
    figuresSection(telling),
    partsSection(telling),
    severitySection(telling),
    sourcesSection(telling),
    missingSection(telling),
    revisionsSection(telling),
    notificationsSection(telling),
    timelineSection(telling),
  ]);
}

/** A document around its sections. */
export function paperOf(
  { view, words, phrases, nowMs }: Telling,
  document: DocumentKind,
  sections: readonly PaperSection[],
): Paper {
  const madeAt = new Date(nowMs).toISOString();
  return {
    document,
    language: words.language,
    title: words.titles[document],
    subtitle: words.subtitles[document],
    reference: view.id,
    madeAt,
    sections,
    toBeCompleted: words.toBeCompleted,
    footer: (page, pages) => `${words.made(phrases.instant(madeAt))} · ${words.page(page, pages)}`,
  };
}

function kindSection(telling: Telling, kind: string | null): PaperSection {
  const { view } = telling;
  const references = view.notifications.map(({ reference }) => reference).filter((text) => text !== '');
  return section(telling, 'status', null, {
    lines: [
      ...(kind === null ? [] : [line(telling, 'kind', [kind])]),
      line(telling, 'case', [`${view.title} (${view.id})`]),
      ...(references.length === 0 ? [] : [line(telling, 'reference', references)]),
    ],
  });
}

function changesSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  const since = view.notifications.at(-1)?.sentAt ?? view.createdAt;
  const later = view.timeline.filter(({ at, what }) => at > since && what !== 'note');
  if (later.length === 0) return section(telling, 'changes', '33(4)', { paragraphs: [words.none] });
  return section(telling, 'changes', '33(4)', {
    table: {
      titles: [words.labels.date, words.labels.what],
      rows: later.map(({ at, what }) => [phrases.stamp(at), words.entries[what] ?? what]),
      numeric: [],
      narrow: [0],
    },
  });
}

function revisionsSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  return section(telling, 'revisions', '33(3)(a)', {
    table: {
      titles: [words.labels.revision, words.labels.date, words.labels.persons, words.labels.records],
      rows: view.figures.map(({ number, at, persons, rows }) => [
        phrases.count(number),
        phrases.stamp(at),
        phrases.persons(persons),
        phrases.rows(rows),
      ]),
      numeric: [0],
      narrow: [1],
    },
  });
}

function partsSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  return section(telling, 'parts', null, {
    table: {
      titles: [words.labels.controller, words.labels.persons, words.labels.records],
      rows: (standing(view.figures)?.byController ?? []).map(({ controller, persons, rows }) => [
        controller,
        phrases.persons(persons),
        phrases.rows(rows),
      ]),
      numeric: [],
    },
  });
}

function sourcesSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  return section(telling, 'sources', null, {
    table: {
      titles: [words.labels.what, words.labels.reference, words.labels.date],
      rows: view.items.map(({ label, ref, addedAt }) => [label, ref, phrases.stamp(addedAt)]),
      numeric: [],
      narrow: [2],
    },
  });
}

function notificationsSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  if (view.notifications.length === 0)
    return section(telling, 'notifications', '33(1)', { paragraphs: [words.none] });
  return section(telling, 'notifications', '33(1)', {
    table: {
      titles: [words.labels.kind, words.labels.sentAt, words.labels.who, words.labels.reference],
      rows: view.notifications.map(({ kind, sentAt, by, reference }) => [
        kind === 'initial' ? words.initial : words.complementary,
        phrases.stamp(sentAt),
        by,
        reference,
      ]),
      numeric: [],
      narrow: [0, 1, 2],
    },
  });
}

function timelineSection(telling: Telling): PaperSection {
  const { view, words, phrases } = telling;
  return section(telling, 'timeline', '33(5)', {
    table: {
      titles: [words.labels.date, words.labels.who, words.labels.what],
      rows: view.timeline.map(({ at, by, what, facts }) => [
        phrases.stamp(at),
        by,
        [words.entries[what] ?? what, noteOf(facts)].filter((text) => text !== '').join(': '),
      ]),
      numeric: [],
      narrow: [0, 1],
    },
  });
}

function noteOf({ text, label, reason }: Readonly<Record<string, unknown>>): string {
  return [text, label, reason]
    .filter((one): one is string => typeof one === 'string' && one !== '')
    .join('; ');
}
