import type { CustomSeriesOption } from 'echarts/charts';
import type { ColumnEvidence, Explanation } from '../explanation.ts';
import { neededIn } from '../words/sentences.ts';
import type { Words } from '../words/words.ts';
import { type Canvas, type Chart, isNarrow } from './chart.ts';
import { cut } from './cut.ts';

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

/** Columns drawn each; the others are drawn as one bar. */
const MOST_STEPS = 18;
const STEP_PX = 26;
const HEAD_PX = 28;

interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isSum: boolean;
}

/** The evidence of one row as a waterfall in bits with the line that a row has to pass; null without a record. */
export function waterfallChart(words: Words, explanation: Explanation): Chart | null {
  const { columns, printRow, thresholdBits, bits, row } = explanation;
  if (printRow === null || columns.length === 0) return null;
  const steps = stepsOf(words, columns);
  return {
    id: 'waterfall',
    title: words.text('chart.waterfall'),
    text: words.text('chart.waterfallText', {
      row: words.count(row),
      bits: words.bits(bits),
      needed: neededIn(words, thresholdBits),
    }),
    figures: {
      head: [
        words.text('head.theirs'),
        words.text('head.column'),
        words.text('head.field'),
        words.text('head.outcome'),
        words.text('head.bits'),
      ],
      rows: [
        ...columns.map((column) => [
          column.column,
          `${column.index + 1} ${column.header ?? ''}`.trim(),
          column.field,
          words.text(`outcome.${column.outcome}`),
          words.bits(column.bits),
        ]),
        [words.text('chart.sum'), '', '', '', words.bits(bits)],
      ],
    },
    heightAt: () => steps.length * STEP_PX + HEAD_PX + 4,
    option: (canvas) => optionOf(words, canvas, steps, thresholdBits),
  };
}

/** Columns with most evidence first, whichever way it speaks, then what they come to. */
function stepsOf(words: Words, columns: readonly ColumnEvidence[]): Step[] {
  const speaking = columns.filter(({ bits }) => bits !== 0).sort((a, b) => b.bits - a.bits);
  const each = speaking.length > MOST_STEPS ? speaking.slice(0, MOST_STEPS - 1) : speaking;
  const steps: Step[] = [];
  let at = 0;
  for (const { column, bits } of each) {
    steps.push({ name: column, from: at, to: at + bits, isSum: false });
    at += bits;
  }
  const rest = speaking.slice(each.length).reduce((sum, { bits }) => sum + bits, 0);
  if (each.length < speaking.length) steps.push({ name: '…', from: at, to: at + rest, isSum: false });
  return [...steps, { name: words.text('chart.sum'), from: 0, to: at + rest, isSum: true }];
}

function optionOf(words: Words, canvas: Canvas, steps: readonly Step[], threshold: number | null) {
  const { palette } = canvas;
  const ends = [0, threshold ?? 0, ...steps.flatMap(({ from, to }) => [from, to])];
  const left = Math.round(canvas.width * (isNarrow(canvas) ? 0.32 : 0.26));
  return {
    grid: { left, right: 56, top: HEAD_PX, bottom: 4 },
    xAxis: { type: 'value', min: Math.min(...ends), max: Math.max(...ends), show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: steps.map(({ name }) => cut(name, left - 10)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, fontSize: 12, margin: 10, interval: 0 },
    },
    series: [
      ...(threshold === null
        ? []
        : [
            {
              type: 'custom',
              silent: true,
              data: [[threshold, 0]],
              renderItem: lineDrawer(words, canvas, threshold),
            },
          ]),
      {
        type: 'custom',
        silent: true,
        data: steps.map(({ to }, at) => [to, at]),
        renderItem: stepDrawer(words, canvas, steps),
      },
    ],
  };
}

function stepDrawer(words: Words, { palette }: Canvas, steps: readonly Step[]): RenderItem {
  return (params, api) => {
    const at = params.dataIndex;
    const { from, to, isSum } = steps[at]!;
    const [start, y] = api.coord([from, at]) as [number, number];
    const [end] = api.coord([to, at]) as [number, number];
    const height = isSum ? 16 : 13;
    const shape = {
      x: Math.min(start, end),
      y: y - height / 2,
      width: Math.max(1, Math.abs(end - start)),
      height,
      r: 2,
    };
    const link = { x1: end, y1: y + height / 2, x2: end, y2: y + STEP_PX - height / 2 };
    return {
      type: 'group',
      children: [
        { type: 'rect', shape, style: { fill: to >= from ? palette.fill : palette.second } },
        ...(isSum
          ? []
          : [{ type: 'line' as const, shape: link, style: { stroke: palette.line, fill: 'none' } }]),
        {
          type: 'text',
          style: {
            x: Math.max(start, end) + 5,
            y,
            text: words.bits(to - from),
            verticalAlign: 'middle',
            fill: palette.ink,
            fontSize: 12,
            fontFamily: palette.fontFamily,
            fontWeight: isSum ? 'bold' : 'normal',
            // The line that is to be passed does not strike a figure through.
            backgroundColor: palette.paper,
            padding: [1, 2],
          },
        },
      ],
    };
  };
}

/** The line that a row has to pass, from top to bottom, named at its head. */
function lineDrawer(words: Words, { palette, width }: Canvas, threshold: number): RenderItem {
  return (params, api) => {
    const [x] = api.coord([threshold, 0]) as [number, number];
    const { y, height } = params.coordSys as unknown as { y: number; height: number };
    return {
      type: 'group',
      children: [
        {
          type: 'line',
          shape: { x1: x, y1: y - 6, x2: x, y2: y + height },
          style: { stroke: palette.ink, fill: 'none', lineWidth: 1, lineDash: [4, 3] },
        },
        {
          type: 'text',
          style: {
            x,
            y: y - 10,
            text: words.text('chart.needed', { bits: neededIn(words, threshold) }),
            align: x > width * 0.75 ? 'right' : 'center',
            verticalAlign: 'bottom',
            fill: palette.quiet,
            fontSize: 12,
            fontFamily: palette.fontFamily,
          },
        },
      ],
    };
  };
}
