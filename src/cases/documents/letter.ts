import type { Paper, PaperSection } from '../../reports/pdf/paper.ts';
import type { CaseRecord } from '../../store/case-records.ts';
import { type Viewing, viewOf } from '../case-view.ts';
import { partOf, standing } from '../figures.ts';
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
  const view = viewOf(record, [], { ...viewing, seen: [controller] });
  const { words, nowMs } = viewing;
  // How many tables and controllers a file was compared with is nobody's part.
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

/** The columns of its tables that agreed, and its part of the numbers. */
function columnsSection(telling: Telling, { items }: CaseRecord, controller: string): PaperSection {
  const { view, words, phrases } = telling;
  const agreeing = new Map<string, number>();
  for (const { columns } of factsOfReports(items))
    for (const one of columns)
      if (one.controller === controller) {
        const name = `${one.table}: ${one.column}`;
        agreeing.set(name, Math.max(agreeing.get(name) ?? 0, one.agreeing));
      }
  const part = partOf(standing(view.figures), controller);
  return section(telling, 'sources', null, {
    ...(part === null
      ? {}
      : { paragraphs: [`${controller}: ${phrases.persons(part.persons)}; ${phrases.rows(part.rows)}`] }),
    table: {
      titles: [words.labels.columns, words.labels.records],
      rows: [...agreeing].map(([name, count]) => [name, phrases.count(count)]),
      numeric: [1],
    },
  });
}
