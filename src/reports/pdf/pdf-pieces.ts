import { type Chart, type Figures, PRINT_PALETTE } from '../charts/chart.ts';
import { drawForPrint, PRINT_WIDTH } from '../charts/draw.ts';
import { visible } from '../visible.ts';
import type { Content, StyleDictionary } from './pdf-file.ts';

/** Colour of text. */
export const INK = PRINT_PALETTE.ink;
/** Colour of what matters less. */
export const QUIET = PRINT_PALETTE.quiet;
const LINE = PRINT_PALETTE.line;
const BAD = '#8c1d18';

/** Sizes and margins of the kinds of text on a page, in points. */
export const PAGE_STYLES: StyleDictionary = {
  kicker: { color: QUIET, fontSize: 8.5, margin: [0, 0, 0, 4] },
  title: { fontSize: 16, bold: true, lineHeight: 1.2, margin: [0, 0, 0, 8] },
  quiet: { color: QUIET, fontSize: 8.5 },
  head: { color: QUIET, fontSize: 8 },
};

/** Signs in a row from which a word may be broken: a name without blanks would leave the page. */
const LONGEST_WORD = 28;

/** A text that somebody else chose, made safe to print and to break into lines. */
export function shown(text: string): string {
  return visible(text);
}

/** The same in a narrow column: long words may be broken anywhere. */
function breakable(text: string): string {
  return shown(text).replace(new RegExp(`\\S{${LONGEST_WORD}}(?=\\S)`, 'gu'), '$&\u200b');
}

/** A heading that stays with what follows it. */
export function heading(text: string): Content {
  return { text: shown(text), fontSize: 12, bold: true, margin: [0, 16, 0, 5], headlineLevel: 1 };
}

/** A list; nothing where it is empty. */
export function bullets(entries: readonly string[]): Content[] {
  return entries.length === 0 ? [] : [{ ul: entries.map((entry) => breakable(entry)), margin: [0, 3, 0, 3] }];
}

/** What must not be overlooked. */
export function notice(text: string): Content {
  return {
    table: { widths: ['*'], body: [[{ text: breakable(text), color: BAD, margin: [6, 4, 6, 4] }]] },
    layout: { hLineColor: () => BAD, vLineColor: () => BAD, hLineWidth: () => 0.7, vLineWidth: () => 0.7 },
    margin: [0, 4, 0, 6],
  };
}

/** A chart and, beneath, its figures; `names` columns of them are texts. Nothing for no chart. */
export function chartOf(chart: Chart | null, withFigures = true, names = 1): Content[] {
  if (chart === null) return [];
  const { svg } = drawForPrint(chart);
  return [
    { svg, width: PRINT_WIDTH, margin: [0, 4, 0, 6] },
    ...(withFigures ? [tableOf(chart.figures, names)] : []),
  ];
}

/** Rows of a table that are printed. */
const MOST_ROWS = 60;

/** Figures as a table: `names` columns of text, then numbers to the right. */
export function tableOf({ head, rows }: Figures, names: number): Content {
  const alignment = (at: number) => (at < names ? 'left' : 'right');
  const cell = (text: string, at: number) => ({ text: breakable(text), alignment: alignment(at) }) as const;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: head.map((_, at) => (at < names ? '*' : 'auto')),
      body: [
        head.map((text, at) => ({ ...cell(text, at), style: 'head' })),
        ...rows.slice(0, MOST_ROWS).map((row) => row.map(cell)),
      ],
    },
    layout: {
      hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => LINE,
      paddingLeft: (at: number) => (at === 0 ? 0 : 6),
      paddingRight: () => 0,
    },
    fontSize: 8.5,
    margin: [0, 2, 0, 6],
  };
}
