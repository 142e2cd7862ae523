import type { CustomSeriesOption } from 'echarts/charts';
import type { Crossing } from '../attribution.ts';
import type { Report } from '../report.ts';
import type { Words } from '../words/words.ts';
import { type Canvas, type Chart, isNarrow } from './chart.ts';
import { cut } from './cut.ts';

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

const MOST_SERVERS = 12;
const MOST_TABLES = 6;
const LINE_PX = 34;
const HEAD_PX = 30;

interface Cell {
  readonly server: number;
  readonly table: number;
  readonly rows: number;
}

/** Rows of the leak by server and table: what is on which server, and of which table; null where there is neither. */
export function crossingChart(words: Words, { attribution, suspect }: Report): Chart | null {
  const crossing = attribution?.crossing ?? [];
  if (!crossing.some(({ endpoint }) => endpoint !== null)) return null;
  const servers = largestFirst(crossing, 'endpoint');
  const tables = largestFirst(crossing, 'table');
  const rowsOf = (server: string | null, table: string | null): number =>
    crossing.find((cell) => cell.endpoint === server && cell.table === table)?.rows ?? 0;
  const serverName = (name: string | null): string => name ?? words.text('chart.noServer');
  const tableName = (name: string | null): string => name ?? words.text('chart.noTable');
  const shownServers = servers.slice(0, MOST_SERVERS);
  const shownTables = tables.slice(0, MOST_TABLES);
  const cells = shownServers.flatMap((server, at) =>
    shownTables.map((table, column): Cell => ({ server: at, table: column, rows: rowsOf(server, table) })),
  );
  return {
    id: 'crossing',
    title: words.text('title.matrix'),
    text: words.text('chart.matrixText'),
    figures: {
      head: [words.text('head.server'), ...tables.map(tableName)],
      rows: servers.map((server) => [
        serverName(server),
        ...tables.map((table) => words.count(rowsOf(server, table))),
      ]),
    },
    heightAt: () => shownServers.length * LINE_PX + HEAD_PX + 4,
    option: (canvas) => {
      const left = Math.round(canvas.width * (isNarrow(canvas) ? 0.28 : 0.24));
      const cellWidth = (canvas.width - left) / shownTables.length;
      return {
        grid: { left, right: 0, top: HEAD_PX, bottom: 0 },
        xAxis: axis(
          canvas,
          'top',
          shownTables.map((name) => cut(tableName(name), cellWidth - 4)),
        ),
        yAxis: {
          ...axis(
            canvas,
            'left',
            shownServers.map((name) => cut(serverName(name), left - 8)),
          ),
          inverse: true,
        },
        series: [
          {
            type: 'custom',
            silent: true,
            data: cells.map(({ server, table, rows }) => [table, server, rows]),
            renderItem: cellDrawer(words, canvas, cells, suspect.rows),
          },
        ],
      };
    },
  };
}

/** The deeper the colour the more rows; the number stands in each cell. */
function cellDrawer(
  words: Words,
  { palette, width }: Canvas,
  cells: readonly Cell[],
  rowsInAll: number,
): RenderItem {
  return (params, api) => {
    const { server, table, rows } = cells[params.dataIndex]!;
    const [x, y] = api.coord([table, server]) as [number, number];
    const [cellWidth, cellHeight] = api.size!([1, 1]) as [number, number];
    const depth = rowsInAll === 0 ? 0 : Math.sqrt(rows / rowsInAll);
    const share = rowsInAll === 0 ? '' : ` · ${words.share(rows / rowsInAll)}`;
    const text = `${words.count(rows)}${rows > 0 && cellWidth > 110 && width > 400 ? share : ''}`;
    const shape = {
      x: x - cellWidth / 2 + 1,
      y: y - cellHeight / 2 + 1,
      width: cellWidth - 2,
      height: cellHeight - 2,
      r: 2,
    };
    return {
      type: 'group',
      children: [
        { type: 'rect', shape, style: { fill: palette.track } },
        ...(rows > 0
          ? [{ type: 'rect' as const, shape, style: { fill: palette.fill, opacity: 0.12 + 0.88 * depth } }]
          : []),
        {
          type: 'text',
          style: {
            x,
            y,
            text,
            align: 'center',
            verticalAlign: 'middle',
            fill: depth > 0.45 ? palette.paper : rows === 0 ? palette.quiet : palette.ink,
            fontSize: 12,
            fontFamily: palette.fontFamily,
          },
        },
      ],
    };
  };
}

function axis({ palette }: Canvas, position: string, data: readonly string[]) {
  return {
    type: 'category',
    position,
    data,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: palette.quiet, fontSize: 12, interval: 0 },
  };
}

/** Names of one side, those with most rows first and nothing (null) last. */
function largestFirst(crossing: readonly Crossing[], side: 'endpoint' | 'table'): (string | null)[] {
  const rows = new Map<string | null, number>();
  for (const cell of crossing) rows.set(cell[side], (rows.get(cell[side]) ?? 0) + cell.rows);
  return [...rows]
    .sort((a, b) => Number(a[0] === null) - Number(b[0] === null) || b[1] - a[1])
    .map(([name]) => name);
}
