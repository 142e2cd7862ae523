import { visible } from '../../reports/visible.ts';

/** A text that people wrote on several lines: its lines stay, all else that could mislead is made visible. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
