/** What a terminal can show. */
export interface Screen {
  /** Columns; everything from 80 to 120 is used, more is left blank. */
  readonly width: number;
  readonly colour: boolean;
}

/** The widths that a text is laid out for. */
export const NARROWEST = 80;
export const WIDEST = 120;

/** The width to lay out for: 80 where nothing is known (a pipe), never more than a line that reads well. */
export function layoutWidth(columns: number | undefined): number {
  if (columns === undefined || !Number.isFinite(columns)) return NARROWEST;
  return Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns)));
}

/** How a text is set off. Without colour each one returns its text unchanged: no meaning rests on colour alone. */
export interface Ink {
  strong(text: string): string;
  quiet(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  bad(text: string): string;
}

/** The inks of a screen. Only the 8 basic colours, which every theme keeps readable. */
export function inkFor(screen: Screen): Ink {
  return {
    strong: ink(screen, '1', '22'),
    quiet: ink(screen, '2', '22'),
    good: ink(screen, '32', '39'),
    warning: ink(screen, '1;33', '22;39'),
    bad: ink(screen, '1;31', '22;39'),
  };
}

function ink(screen: Screen, on: string, off: string): (text: string) => string {
  if (!screen.colour) return (text) => text;
  return (text) => (text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`);
}
