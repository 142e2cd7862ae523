import type { Paper, PaperSection } from '../../reports/pdf/paper.ts';
import type { CaseRecord } from '../../store/case-records.ts';
import { type CaseView, type Viewing, viewOf } from '../case-view.ts';
import { controllersOf } from '../part.ts';
import { factsOfReports } from '../propose.ts';
import { paperOf } from './papers.ts';
import type { Phrases } from './phrases.ts';
import {
  awarenessSection,
  consequencesSection,
  figuresSection,
  measuresSection,
  natureSection,
  organisationSection,
  section,
  type Telling,
} from './told.ts';

/**
 * The letter of a processor to a controller (art. 33(2)): made from that controller's part of the case and from nothing
 * else, so that no name and no number of another one can stand in it. It assesses no risk: that is the controller's.
 * Null where the case is not about this controller.
 */
export function letterPaper(
  record: CaseRecord,
  controller: string,
  viewing: Omit<Viewing, 'seen'>,
  phrases: Phrases,
): Paper | null {
  if (!controllersOf(record).includes(controller)) return null;
  const view = ownView(viewOf(record, [], { ...viewing, seen: [controller] }));
  const { words, nowMs } = viewing;
  const telling: Telling = { view, words, phrases, nowMs };
  const [opening, ...paragraphs] = words.letterOpening(controller);
  return paperOf(telling, 'controller-letter', [
    { key: 'opening', heading: opening!, article: words.article('33(2)'), paragraphs },
    organisationSection(telling),
    awarenessSection(telling),
    natureSection(telling),
    figuresSection(telling),
    columnsSection(telling, record, controller),
    consequencesSection(telling),
    measuresSection(telling),
    {
      key: 'closing',
      heading: words.sections.people,
      article: words.article('34'),
      paragraphs: words.letterClosing,
    },
  ]);
}

/**
 * Without what is not this controller's: the processor's own deadline, and categories of data that no column of its
 * tables bears out.
 */
function ownView(view: CaseView): CaseView {
  const borneOut = new Set(view.proposed.data.map(({ key }) => key));
  const data = view.statement.data.filter((key) => borneOut.has(key));
  const missing = view.missing.filter(({ key }) => key !== 'lateReason');
  return { ...view, dueAt: null, missing, statement: { ...view.statement, data, lateReason: '' } };
}

/** The columns of its tables that agreed, and in how many rows. */
function columnsSection(telling: Telling, { items }: CaseRecord, controller: string): PaperSection {
  const { words, phrases } = telling;
  const agreeing = new Map<string, number>();
  for (const { columns } of factsOfReports(items))
    for (const one of columns)
      if (one.controller === controller) {
        const name = `${one.table}: ${one.column}`;
        agreeing.set(name, Math.max(agreeing.get(name) ?? 0, one.agreeing));
      }
  return section(telling, 'columns', null, {
    table: {
      titles: [words.labels.columns, words.labels.records],
      rows: [...agreeing].map(([name, count]) => [name, phrases.count(count)]),
      numeric: [1],
    },
  });
}
