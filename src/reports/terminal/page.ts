import { type GridColumn, type GridInk, grid } from './grid.ts';
import { wrap } from './paragraph.ts';
import { type Ink, inkFor, layoutWidth, type Screen } from './screen.ts';
import { padTo, textWidth } from './text-width.ts';

const INDENT = '  ';

/** Lines for a terminal, put together from headings, paragraphs, facts and grids. Texts must be visible() already. */
export interface Page {
  readonly width: number;
  readonly ink: Ink;
  blank(): void;
  heading(text: string): void;
  /** Wrapped at the left edge, painted as a whole. */
  sentence(text: string, paint?: (text: string) => string): void;
  /** Wrapped and indented. */
  paragraph(text: string, paint?: (text: string) => string): void;
  /** One entry of a list, indented, with a dash. */
  point(text: string, paint?: (text: string) => string): void;
  /** Names and what they stand for, under each other; names are quiet unless `paintName` says otherwise. */
  facts(
    pairs: readonly (readonly [string, string])[],
    paintName?: (name: string, at: number) => string,
  ): void;
  grid(columns: readonly GridColumn[], rows: readonly (readonly string[])[], ink?: Partial<GridInk>): void;
  /** Everything so far, ending in one newline. */
  text(): string;
}

/** An empty page for this screen. */
export function createPage(screen: Screen): Page {
  const width = layoutWidth(screen.width);
  const ink = inkFor(screen);
  const lines: string[] = [];
  const put = (more: readonly string[], paint: (text: string) => string = (text) => text) => {
    for (const line of more) lines.push(line === '' ? '' : paint(line));
  };
  return {
    width,
    ink,
    blank: () => put(['']),
    heading: (text) => put(['', ...wrap(text, width).map(ink.strong)]),
    sentence: (text, paint) => put(wrap(text, width), paint),
    paragraph: (text, paint) => put(wrap(text, width, INDENT), paint),
    point: (text, paint) => put(wrap(`- ${text}`, width, INDENT, 2), paint),
    facts: (pairs, paintName = ink.quiet) => {
      const nameWidth = Math.max(0, ...pairs.map(([name]) => textWidth(name)));
      const hanging = ' '.repeat(INDENT.length + nameWidth + INDENT.length);
      for (const [at, [name, meaning]] of pairs.entries()) {
        const [first, ...rest] = wrap(meaning, width - hanging.length);
        put([`${INDENT}${paintName(padTo(name, nameWidth, 'left'), at)}${INDENT}${first}`]);
        put(rest.map((line) => hanging + line));
      }
    },
    grid: (columns, rows, painters = {}) => {
      const gridInk: GridInk = { title: ink.quiet, cell: (text) => text, ...painters };
      put(grid(columns, rows, width, gridInk, INDENT));
    },
    text: () => `${lines.join('\n').replace(/^\n+/, '')}\n`,
  };
}
