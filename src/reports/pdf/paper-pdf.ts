import { visible } from '../visible.ts';
import type { Paper, PaperLine, PaperSection, PaperTable } from './paper.ts';
import { makePdf, type PdfDefinition } from './pdf-file.ts';

type Content = PdfDefinition['content'];

const INK = '#1c2530';
const QUIET = '#5b6672';
const RULE = '#d5dbe1';
const MISSING = '#9a3412';
/** Points. */
const LABEL_WIDTH = 150;

/** A document as PDF on A4, with page numbers; what is missing is marked as missing. */
export function paperToPdf(paper: Paper): Promise<Uint8Array> {
  return makePdf(definitionOf(paper));
}

/** What stands on the pages. */
export function definitionOf(paper: Paper): PdfDefinition {
  const reference = visible(paper.reference);
  return {
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 60],
    info: { title: paper.title, subject: reference, creator: 'Rowprint', producer: 'Rowprint' },
    language: paper.language === 'fr' ? 'fr-FR' : 'en-GB',
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: INK },
    header: () => ({
      columns: [
        { text: paper.title, width: '*' },
        { text: reference, width: 'auto' },
      ],
      style: { fontSize: 8, color: QUIET },
      margin: [56, 28, 56, 0],
    }),
    footer: (page, pages) => ({
      text: paper.footer(page, pages),
      alignment: 'right',
      style: { fontSize: 8, color: QUIET },
      margin: [56, 20, 56, 0],
    }),
    content: [
      { text: paper.title, fontSize: 18, bold: true, lineHeight: 1.1, margin: [0, 0, 0, 4] },
      { text: paper.subtitle, fontSize: 10.5, color: QUIET, margin: [0, 0, 0, 6] },
      ...paper.sections.map((section) => sectionOf(section, paper.toBeCompleted)),
    ],
    // A heading does not stay behind at the foot of a page.
    pageBreakBefore: (node, queries) =>
      node.headlineLevel === 1 && queries.getFollowingNodesOnPage().length < 3,
  };
}

function sectionOf(section: PaperSection, toBeCompleted: string): Content {
  const parts: Content[] = [headingOf(section)];
  for (const text of section.paragraphs ?? []) parts.push({ ...flowing(text), margin: [0, 0, 0, 6] });
  if (section.lines !== undefined && section.lines.length > 0)
    parts.push(linesOf(section.lines, toBeCompleted));
  if (section.table !== undefined) parts.push(tableOf(section.table));
  return { stack: parts, margin: [0, 12, 0, 0] };
}

function headingOf({ heading, article }: PaperSection): Content {
  const title = { ...flowing(heading), fontSize: 12, bold: true };
  return {
    columns: [
      { ...title, width: '*' },
      ...(article === null
        ? []
        : [{ text: article, width: 'auto', color: QUIET, fontSize: 8.5, margin: [0, 3, 0, 0] as never }]),
    ],
    headlineLevel: 1,
    margin: [0, 0, 0, 4],
  };
}

function linesOf(lines: readonly PaperLine[], toBeCompleted: string): Content {
  return {
    table: {
      widths: [LABEL_WIDTH, '*'],
      dontBreakRows: false,
      body: lines.map((line): Content[] => [
        { ...flowing(line.label), color: QUIET },
        { stack: valuesOf(line, toBeCompleted) },
      ]),
    },
    layout: RULED,
  };
}

function valuesOf({ values, note }: PaperLine, toBeCompleted: string): Content[] {
  const said: Content[] =
    values.length === 0
      ? [{ text: toBeCompleted, color: MISSING, bold: true }]
      : values.map((value) => flowing(value));
  return note === undefined ? said : [...said, { ...flowing(note), color: QUIET, fontSize: 8.5 }];
}

function tableOf({ titles, rows, numeric, narrow = [] }: PaperTable): Content {
  const alignment = (column: number): 'left' | 'right' => (numeric.includes(column) ? 'right' : 'left');
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      keepWithHeaderRows: 1,
      widths: titles.map((_, column) => (numeric.includes(column) || narrow.includes(column) ? 'auto' : '*')),
      body: [
        titles.map((text, column) => ({
          text,
          bold: true,
          color: QUIET,
          fontSize: 8.5,
          alignment: alignment(column),
        })),
        ...rows.map((cells) =>
          cells.map((text, column): Content => ({ ...flowing(text), alignment: alignment(column) })),
        ),
      ],
    },
    layout: RULED,
  };
}

const RULED = {
  hLineWidth: (line: number) => (line === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => RULE,
  paddingLeft: (column: number) => (column === 0 ? 0 : 6),
  paddingRight: () => 6,
  paddingTop: () => 3.5,
  paddingBottom: () => 3.5,
};

/**
 * Line ends stay; whatever else would be obeyed or hidden is written out. The fonts have no narrow blank (U+202F): the
 * wider one that does not break either stands for it.
 */
function printable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => visible(line.replaceAll('\u202f', '\u00a0')))
    .join('\n');
}

/** Text that may be cut anywhere where a word is longer than a line can be. */
function flowing(text: string): { readonly text: string; readonly wordBreak?: 'break-all' } {
  const shown = printable(text);
  return /\S{50}/.test(shown) ? { text: shown, wordBreak: 'break-all' } : { text: shown };
}
