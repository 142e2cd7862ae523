import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Canvas, type Chart, PAGE_PALETTE, PRINT_PALETTE } from './chart.ts';
import { holdPolicy } from './hold-policy.ts';

use([BarChart, CustomChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Widths at which a chart is drawn for the page: for a desk and for a telephone. One of them is shown. */
export const PAGE_WIDTHS = { wide: 720, narrow: 340 } as const;
/** Width of a chart on A4, in points, between margins of 18 mm. */
export const PRINT_WIDTH = 493;

/** A chart as SVG for a page of ours: see `holdPolicy`. It has no words but its labels; title and description stand around it. */
export function drawForPage(chart: Chart, width: number): string {
  const svg = draw(chart, { width, palette: PAGE_PALETTE }, `${chart.id}-${width}`);
  const [open] = /^<svg[^>]*>/.exec(svg)!;
  const named = `<title>${escaped(chart.title)}</title><desc>${escaped(chart.text)}</desc>`;
  const size = /viewBox="[^"]*"/.exec(open)![0];
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">${named}${svg.slice(open.length)}`;
}

/** The same chart for paper, in colours of its own. */
export function drawForPrint(chart: Chart): { readonly svg: string; readonly height: number } {
  const canvas = { width: PRINT_WIDTH, palette: PRINT_PALETTE };
  return { svg: draw(chart, canvas, chart.id), height: chart.heightAt(canvas) };
}

function draw(chart: Chart, canvas: Canvas, id: string): string {
  const height = chart.heightAt(canvas);
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: canvas.width, height });
  try {
    drawn.setOption({
      animation: false,
      textStyle: { fontFamily: canvas.palette.fontFamily, color: canvas.palette.ink, fontSize: 12 },
      ...chart.option(canvas),
    });
    return holdPolicy(drawn.renderToSVGString(), id);
  } finally {
    drawn.dispose();
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
