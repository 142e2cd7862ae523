import { element, INK, line, words } from './svg.ts';

/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly isOurs: boolean;
}

/** Part of a chart, drawn from its own upper edge. */
export interface Panel {
  readonly height: number;
  draw(top: number): string;
}

/** Where labels end and bars begin, and how wide a chart is. */
export const LEFT = 300;
export const WIDTH = 860;
const RIGHT = WIDTH - 90;
const ROW = 24;
const HEAD = 48;
const FOOT = 14;

/**
 * Bars from left to right on a logarithmic scale, with a line at each power of ten.
 * @param spell how a value and a power of ten are written
 */
export function barPanel(title: string, bars: readonly Bar[], spell: (value: number) => string): Panel {
  const height = HEAD + bars.length * ROW + FOOT;
  const decades = decadesOf(bars.map(({ value }) => value));
  const [lowest, highest] = [decades[0]!, decades.at(-1)!];
  const xOf = (value: number): number =>
    LEFT + ((Math.log10(value) - lowest) / (highest - lowest)) * (RIGHT - LEFT);
  const draw = (top: number): string => {
    const bottom = top + height - FOOT;
    const scale = decades.flatMap((decade) => {
      const x = xOf(10 ** decade);
      return [
        line([x, top + HEAD - 6], [x, bottom]),
        words(spell(10 ** decade), x, top + HEAD - 12, { anchor: 'middle', size: 10 }),
      ];
    });
    const drawn = bars.map((bar, at) => drawBar(bar, top + HEAD + at * ROW, xOf(bar.value), spell));
    return [words(title, 10, top + 16, { size: 14, weight: 'bold' }), ...scale, ...drawn].join('\n');
  };
  return { height, draw };
}

function drawBar(
  { label, value, isOurs }: Bar,
  y: number,
  x: number,
  spell: (value: number) => string,
): string {
  const shape = {
    x: LEFT,
    y: y + 3,
    width: Math.max(x - LEFT, 1),
    height: ROW - 8,
    fill: isOurs ? INK.ours : INK.peer,
  };
  return [
    words(label, LEFT - 8, y + 15, { anchor: 'end', weight: isOurs ? 'bold' : 'normal' }),
    element('rect', shape),
    words(spell(value), x + 6, y + 15, { size: 11 }),
  ].join('\n');
}

/** From the power of ten below all values to the one above: two at the least. */
function decadesOf(values: readonly number[]): number[] {
  const lowest = Math.floor(Math.log10(Math.min(...values)) - 0.01);
  const highest = Math.max(Math.ceil(Math.log10(Math.max(...values))), lowest + 1);
  return Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at);
}
