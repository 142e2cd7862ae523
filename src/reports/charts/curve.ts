import type { ThresholdCurve, ThresholdPoint } from '../threshold-curve.ts';
import type { Words } from '../words/words.ts';
import { type Canvas, type Chart, isNarrow } from './chart.ts';

/** Below this an expected number is drawn as this: the axis is logarithmic and has no zero. */
const LEAST_EXPECTED = 0.001;
const HEIGHT_PX = 240;

/** People against the rows that are expected to be chance matches; null where there is nothing to move. */
export function curveChart(words: Words, { points, chosen }: ThresholdCurve): Chart | null {
  if (chosen < 0 || points.length < 2) return null;
  return {
    id: 'curve',
    title: words.text('chart.curve'),
    text: words.text('chart.curveText'),
    figures: {
      head: [
        words.text('head.allowed'),
        words.text('head.rows'),
        words.text('head.people'),
        words.text('head.expected'),
      ],
      rows: points.map((point) => [
        words.limit(point.maxFalseShare),
        words.count(point.rows),
        words.count(point.persons),
        words.expected(point.expectedByChance),
      ]),
    },
    heightAt: () => HEIGHT_PX,
    option: (canvas) => optionOf(words, canvas, points, points[chosen]!),
  };
}

function optionOf(words: Words, canvas: Canvas, points: readonly ThresholdPoint[], chosen: ThresholdPoint) {
  const { palette } = canvas;
  const people = words.text('chart.chosen', { people: words.counted('person', chosen.persons) });
  const place = ({ expectedByChance, persons }: ThresholdPoint): [number, number] => [
    Math.max(LEAST_EXPECTED, expectedByChance),
    persons,
  ];
  const counts = points.map(({ persons }) => persons);
  const spread = Math.max(1, Math.max(...counts) - Math.min(...counts));
  const axisLabel = { color: palette.quiet, fontSize: 12 };
  return {
    grid: { left: isNarrow(canvas) ? 54 : 64, right: 24, top: 28, bottom: 46 },
    xAxis: {
      type: 'log',
      name: words.text('chart.axisExpected'),
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: palette.quiet, fontSize: 12 },
      axisLabel: {
        ...axisLabel,
        hideOverlap: true,
        formatter: (value: number) => (value <= LEAST_EXPECTED ? '≤ ' : '') + words.expected(value),
      },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      minorTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLine: { show: false },
      axisTick: { show: false },
      min: Math.max(0, Math.floor(Math.min(...counts) - 0.15 * spread)),
      max: Math.ceil(Math.max(...counts) + 0.15 * spread),
      splitNumber: 3,
      minInterval: 1,
      axisLabel: {
        ...axisLabel,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => words.count(value),
      },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        type: 'line',
        silent: true,
        clip: false,
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { color: palette.fill, width: 2 },
        itemStyle: { color: palette.fill },
        data: points.map(place),
      },
      {
        type: 'line',
        silent: true,
        clip: false,
        symbol: 'circle',
        symbolSize: 11,
        itemStyle: { color: palette.second },
        label: {
          show: true,
          position: 'top',
          // At the end of the line the words would leave the picture.
          align: isAtEnd(points, chosen) ? 'right' : 'center',
          color: palette.ink,
          fontSize: 12,
          formatter: () => people,
        },
        data: [place(chosen)],
      },
    ],
  };
}

function isAtEnd(points: readonly ThresholdPoint[], { expectedByChance }: ThresholdPoint): boolean {
  return points.filter((point) => point.expectedByChance > expectedByChance).length < points.length / 3;
}
