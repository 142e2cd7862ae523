import type { EChartsCoreOption } from 'echarts/core';

/** Colours by what they are for. Page: CSS variables, so that dark mode and print need no second picture. */
export interface Palette {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
  readonly track: string;
  readonly fill: string;
  /** Stands beside `fill` and is told from it by people who do not see red or green, and in grey. */
  readonly second: string;
  readonly fontFamily: string;
}

/** On what a chart is drawn. */
export interface Canvas {
  /** Pixels; the picture is scaled as a whole, so text is readable down to about this width. */
  readonly width: number;
  readonly palette: Palette;
}

/** Figures as a table: what a chart shows for those who do not see it. */
export interface Figures {
  readonly head: readonly string[];
  /** The first cell of a row names it. Names are as somebody else chose them: escape them. */
  readonly rows: readonly (readonly string[])[];
}

/** One chart: drawn the same on the page and in the PDF. */
export interface Chart {
  /** Stable: 'directions', 'columns-2'; prefix of ids within the picture. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly text: string;
  readonly figures: Figures;
  heightAt(canvas: Canvas): number;
  option(canvas: Canvas): EChartsCoreOption;
}

/** For the page; `--second` is in src/web/style/report.css, the rest in the style of all pages. */
export const PAGE_PALETTE: Palette = {
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  paper: 'var(--paper)',
  track: 'var(--track)',
  fill: 'var(--fill)',
  second: 'var(--second)',
  fontFamily: 'inherit',
};

/** For paper. */
export const PRINT_PALETTE: Palette = {
  ink: '#1c2430',
  quiet: '#5c6675',
  line: '#dfe3e8',
  paper: '#ffffff',
  track: '#e8ecf0',
  fill: '#33628f',
  second: '#c98a3c',
  fontFamily: 'Roboto',
};

/** Bars that a chart shows; its table may have more. */
export const MOST_BARS = 12;
/** Width below which labels stand closer. */
const NARROW = 480;

/** Whether a chart has the width of a telephone: its labels then stand closer. */
export function isNarrow({ width }: Canvas): boolean {
  return width < NARROW;
}
