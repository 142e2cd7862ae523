import type { Paper, PaperSection } from './pdf/paper.ts';
import { csvCell } from './report-csv.ts';

const TITLES = ['document', 'case', 'section', 'article', 'key', 'label', 'value', 'missing', 'note'];

/** A document as CSV (RFC 4180, UTF-8), one line a value; a line without value is missing. No cell is a formula. */
export function paperToCsv(paper: Paper): string {
  const lines = paper.sections.flatMap((section) =>
    cellsOf(section).map((cells) => [
      paper.document,
      paper.reference,
      section.heading,
      section.article ?? '',
      ...cells,
    ]),
  );
  return [TITLES, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function cellsOf({ key, paragraphs, lines, table }: PaperSection): string[][] {
  const told = (paragraphs ?? []).map((text) => [key, '', text, '', '']);
  const said = (lines ?? []).flatMap((line) =>
    line.values.length === 0
      ? [[line.key, line.label, '', 'missing', line.note ?? '']]
      : line.values.map((value) => [line.key, line.label, value, '', line.note ?? '']),
  );
  const rows = (table?.rows ?? []).flatMap((cells, row) =>
    cells.map((cell, column) => [`${key}.${row + 1}`, table!.titles[column] ?? '', cell, '', '']),
  );
  return [...told, ...said, ...rows];
}
