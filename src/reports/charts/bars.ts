import type { EChartsCoreOption } from 'echarts/core';
import { type Canvas, isNarrow } from './chart.ts';
import { cut } from './cut.ts';

/** One set of bars: a value for each name. */
export interface BarSeries {
  /** For the legend; '' where one set needs none. */
  readonly name: string;
  readonly colour: 'fill' | 'second';
  /** 0 to `most`. */
  readonly values: readonly number[];
  /** Beside each bar. */
  readonly labels: readonly string[];
}

const LEGEND_PX = 30;
const BAR_PX = 13;
const GAP_PX = 14;

/** Pixels for so many names with so many bars each. */
export function heightOfBars(names: number, series: number): number {
  return names * (series * (BAR_PX + 3) + GAP_PX) + (series > 1 ? LEGEND_PX : 0) + 6;
}

/** Lying bars with their names to the left and their figures at the end: no axis is needed. */
export function lyingBars(
  canvas: Canvas,
  names: readonly string[],
  series: readonly BarSeries[],
  most: number,
): EChartsCoreOption {
  const { palette } = canvas;
  const nameWidth = Math.round(canvas.width * (isNarrow(canvas) ? 0.34 : 0.3));
  const valueWidth = isNarrow(canvas) ? 62 : 84;
  return {
    ...(series.length > 1 ? { legend: legendOf(canvas) } : {}),
    grid: { left: nameWidth, right: valueWidth, top: series.length > 1 ? LEGEND_PX : 3, bottom: 3 },
    xAxis: { type: 'value', max: Math.max(most, Number.MIN_VALUE), min: 0, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names.map((name) => cut(name, nameWidth - 10)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: palette.ink, fontSize: 12, margin: 10, interval: 0 },
    },
    series: series.map(({ name, colour, values, labels }) => ({
      type: 'bar',
      name,
      silent: true,
      barWidth: BAR_PX,
      barGap: '22%',
      itemStyle: { color: palette[colour], borderRadius: 2 },
      showBackground: true,
      backgroundStyle: { color: palette.track, borderRadius: 2 },
      // A label follows its bar, or stands behind the track where the bar fills it.
      label: { show: true, position: 'right', color: palette.ink, fontSize: 12 },
      data: values.map((value, at) => ({ value, label: { formatter: () => labels[at]! } })),
    })),
  };
}

/** The legend above a chart, to the left. */
export function legendOf({ palette }: Canvas): EChartsCoreOption {
  return {
    left: 0,
    top: 0,
    itemWidth: 12,
    itemHeight: 12,
    // Fonts of pages are wider than what is reckoned with here.
    itemGap: 34,
    icon: 'roundRect',
    selectedMode: false,
    textStyle: { color: palette.quiet, fontSize: 12 },
  };
}
