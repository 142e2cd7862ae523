import { startOf, textWidth } from './text-width.ts';

/**
 * A text broken into lines of at most `width` columns, at blanks; a word longer than a line is broken where the line
 * ends. `indent` stands before every line, `hanging` blanks more before every line but the first.
 */
export function wrap(text: string, width: number, indent = '', hanging = 0): string[] {
  const room = Math.max(1, width - textWidth(indent) - hanging);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).filter((part) => part !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = breakWord(word, room, lines);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines.map((words, index) => indent + (index > 0 ? ' '.repeat(hanging) : '') + words);
}

/** Puts whole lines of a word that is too long into `lines`; returns what is left of it. */
function breakWord(word: string, room: number, lines: string[]): string {
  let rest = word;
  while (textWidth(rest) > room) {
    const start = startOf(rest, room) || [...rest][0]!;
    lines.push(start);
    rest = rest.slice(start.length);
  }
  return rest;
}
