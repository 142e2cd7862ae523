/** Greys and two colours that can be read on white and on black alike. */
export const INK = { text: '#7d8590', line: '#8b949e', ours: '#2f81f7', peer: '#9a8c98' } as const;

/** One element, with what stands in it. Numbers are rounded to a tenth of a pixel. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(spell(value))}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

/** Words at a place; `anchor` as SVG names it. */
export function words(
  text: string,
  x: number,
  y: number,
  { anchor = 'start', size = 12, weight = 'normal' } = {},
): string {
  const attributes = {
    x,
    y,
    'text-anchor': anchor,
    'font-size': size,
    'font-weight': weight,
    fill: INK.text,
  };
  return element('text', attributes, escaped(text));
}

/** A straight line. */
export function line(from: readonly [number, number], to: readonly [number, number], opacity = 0.35): string {
  const [[x1, y1], [x2, y2]] = [from, to];
  return element('line', { x1, y1, x2, y2, stroke: INK.line, 'stroke-opacity': opacity });
}

function spell(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
