import type { Report } from '../report.ts';
import { rowsUnread } from '../words/sentences.ts';
import type { Words } from '../words/words.ts';
import { legendOf } from './bars.ts';
import { type Canvas, type Chart, isNarrow } from './chart.ts';

/** Rows explained, unexplained and not read, as parts of one bar; null where the file has none. */
export function rowsChart(words: Words, report: Report): Chart | null {
  const parts = partsOf(words, report).filter(({ rows }) => rows > 0);
  const total = parts.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return null;
  const label = (rows: number): string => `${words.count(rows)} (${words.share(rows / total)})`;
  const figures = parts.map(({ name, rows }) => [name, words.count(rows), words.share(rows / total)]);
  if (isUnreadUnknown(report)) figures.push([words.text('chart.unread'), words.text('unknown'), '']);
  return {
    id: 'rows',
    title: words.text('chart.rows'),
    text: words.text('chart.rowsText'),
    figures: {
      head: [words.text('head.part'), words.text('head.rows'), words.text('head.share')],
      rows: figures,
    },
    heightAt: (canvas) => (isNarrow(canvas) ? 34 + parts.length * 22 : 64),
    option: (canvas) => ({
      legend: {
        ...legendOf(canvas),
        orient: isNarrow(canvas) ? 'vertical' : 'horizontal',
        itemGap: isNarrow(canvas) ? 8 : 40,
      },
      grid: { left: 0, right: 0, bottom: 4, height: 24 },
      xAxis: { type: 'value', max: total, show: false },
      yAxis: { type: 'category', data: [''], show: false },
      series: parts.map(({ name, rows, colour }) => ({
        type: 'bar',
        name: `${name} ${label(rows)}`,
        stack: 'rows',
        silent: true,
        barWidth: 22,
        itemStyle: { color: colour(canvas), borderColor: canvas.palette.paper, borderWidth: 1 },
        data: [rows],
      })),
    }),
  };
}

function partsOf(
  words: Words,
  report: Report,
): { name: string; rows: number; colour: (canvas: Canvas) => string }[] {
  const { rowsExplained, rowsUnexplained } = report.population;
  return [
    { name: words.text('chart.explained'), rows: rowsExplained, colour: ({ palette }) => palette.fill },
    { name: words.text('chart.unexplained'), rows: rowsUnexplained, colour: ({ palette }) => palette.second },
    { name: words.text('chart.unread'), rows: rowsUnread(report), colour: ({ palette }) => palette.quiet },
  ];
}

/** Something was not read of which nobody knows how many rows it has. */
function isUnreadUnknown({ coverage }: Report): boolean {
  return !coverage.complete && coverage.skipped.some(({ rows }) => rows === undefined);
}
