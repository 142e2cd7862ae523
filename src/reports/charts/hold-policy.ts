/**
 * A picture by ECharts as the page's content security policy allows it: what stands in style attributes becomes
 * presentation attributes (which are no inline style and may hold CSS variables), the style sheet for hovering goes, and
 * so does what only ECharts' own script would read. Ids are those of the chart, the same on every run.
 */
export function holdPolicy(svg: string, id: string): string {
  return (
    svg
      .replace(/<style[\s\S]*?<\/style>/g, '')
      // Clipping: nothing of ours leaves its picture, and a clip is a reference by url().
      .replace(/<defs[\s\S]*?<\/defs>/g, '')
      .replace(/<[a-zA-Z][^>]*>/g, (tag) => plainTag(tag))
      .replace(/zr\d+-/g, `${id}-`)
      .replace(/\n+/g, '')
  );
}

function plainTag(tag: string): string {
  return tag
    .replace(/ style="([^"]*)"/, (_, style: string) => attributesOf(style))
    .replace(/ stroke="[^"]*" stroke-width="0"/, '')
    .replace(
      / (class|clip-path|cursor|pointer-events|ecmeta_\w+|xml:space|baseProfile|xmlns:xlink)="[^"]*"/g,
      '',
    );
}

const ALLOWED = new Set([
  'font-size',
  'font-family',
  'font-weight',
  'font-style',
  'opacity',
  'fill',
  'stroke',
]);

/** 'font-size:12px;font-family:inherit;' -> ' font-size="12px" font-family="inherit"'. Anything else is left out. */
function attributesOf(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.split(':').map((part) => part.trim()))
    .filter(([name, value]) => ALLOWED.has(name ?? '') && value !== undefined && value !== '')
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}
