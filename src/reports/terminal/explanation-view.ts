import { formatBits, formatCount } from '../../core/units.ts';
import type { Explanation, Verdict } from '../explanation.ts';
import { visible } from '../visible.ts';
import { wordOf } from '../wording.ts';
import { evidenceBar } from './bars.ts';
import { createPage, type Page } from './page.ts';
import { columnName } from './report-view.ts';
import type { Screen } from './screen.ts';

const NARROW_HALF = 8;
const WIDE_HALF = 14;

const VERDICT_SENTENCES: Readonly<Record<Verdict, string>> = {
  present: 'is present in',
  household: 'fits a household, not one person, of',
  absent: 'is not in',
};

/** Why a row was or was not found: its evidence column by column, the sum, the threshold. Shows no cell. */
export function renderExplanation(explanation: Explanation, screen: Screen): string {
  const page = createPage(screen);
  const { row, verdict, print, printRow } = explanation;
  page.sentence(
    `Row ${formatCount(row)} of ${visible(explanation.suspect)} ${VERDICT_SENTENCES[verdict]} ` +
      `${wordOf(print.kind)} ${visible(print.name)}.`,
    page.ink.strong,
  );
  page.paragraph(
    printRow === null
      ? 'No record there came into question: nothing that identifies people was the same.'
      : `The record that fits best is row ${formatCount(printRow)} there. Evidence, column by column:`,
  );
  if (explanation.columns.length > 0) showEvidence(page, explanation);
  page.blank();
  const { bits, thresholdBits } = explanation;
  page.facts([
    ...(printRow === null ? [] : [['evidence', `${formatBits(bits)} bits`] as const]),
    ...(thresholdBits === null ? [] : [['threshold', `${formatBits(thresholdBits)} bits`] as const]),
    ['verdict', verdict],
  ]);
  for (const note of explanation.notes) page.point(visible(note));
  page.blank();
  page.paragraph(
    'bits: how much more likely the values are if it is the same person; each bit doubles the odds. ' +
      'Agreement on a rare value weighs more than on a frequent one; an empty cell says nothing.',
    page.ink.quiet,
  );
  return page.text();
}

function showEvidence(page: Page, explanation: Explanation): void {
  const scale = Math.max(...explanation.columns.map((column) => Math.abs(column.bits)));
  const half = page.width >= 100 ? WIDE_HALF : NARROW_HALF;
  page.blank();
  page.grid(
    [
      { title: 'leak column', align: 'left', shrinksTo: 6 },
      { title: 'its column', align: 'left', shrinksTo: 6 },
      { title: 'field', align: 'left', shrinksTo: 5 },
      { title: 'outcome', align: 'left' },
      { title: 'bits', align: 'right' },
      { title: '', align: 'left' },
    ],
    explanation.columns.map((column) => [
      columnName(column.index, column.header),
      visible(column.column),
      visible(column.field),
      column.outcome,
      column.outcome === 'empty' ? '' : formatBits(column.bits),
      evidenceBar(column.bits, scale, half),
    ]),
    { cell: (text, row) => paintOutcome(page, explanation.columns[row]!.outcome, text) },
  );
}

function paintOutcome(page: Page, outcome: string, text: string): string {
  if (outcome === 'disagree') return page.ink.warning(text);
  return outcome === 'empty' ? page.ink.quiet(text) : text;
}
