import { visible } from '../visible.ts';

/** A piece of HTML that is known to be safe. Made only by `html` and `joined`, so that nothing is forgotten. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** HTML with everything put into it escaped, unless it is Markup itself. Use as a template tag. */
export function html(parts: TemplateStringsArray, ...holes: readonly (string | number | Markup)[]): Markup {
  let source = parts[0]!;
  for (const [at, hole] of holes.entries()) source += safe(hole) + parts[at + 1]!;
  return new Markup(source);
}

/** Pieces one after the other. */
export function joined(pieces: readonly Markup[]): Markup {
  return new Markup(pieces.map((piece) => piece.source).join(''));
}

/** A piece where the condition holds, else nothing. */
export function when(condition: boolean, piece: () => Markup): Markup {
  return condition ? piece() : new Markup('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function safe(hole: string | number | Markup): string {
  if (hole instanceof Markup) return hole.source;
  return visible(String(hole)).replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!);
}
