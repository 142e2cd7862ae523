import type { Clock } from '../../src/core/clock.ts';

/** Requests and replies of one sweep, kept as evidence: commands, status lines and sizes, never contents or logins. */
export interface Transcript {
  /** A request, without credentials: 'PASS ***'. Control characters are escaped. */
  sent(text: string): void;
  /** The first line of a reply, or what became of a transfer: '226, 7245458 bytes'. */
  received(text: string): void;
  /** One line each: time in ms since the start, direction, text. */
  lines(): readonly string[];
}

const MOST_LINE_CHARS = 300;

/** Keep at most that many lines, the first half and the last half of what came, and one that counts the others. */
export function createTranscript(clock: Clock, mostLines = 20_000): Transcript {
  const startMs = clock.nowMs();
  const mostFirst = Math.ceil(mostLines / 2);
  const mostLast = mostLines - mostFirst;
  const first: string[] = [];
  const last: string[] = [];
  let dropped = 0;
  const add = (direction: string, text: string): void => {
    const line = `${clock.nowMs() - startMs} ${direction} ${shown(text)}`;
    if (first.length < mostFirst) first.push(line);
    else {
      last.push(line);
      // Half as much again is held, so that not every line moves all others.
      if (last.length > mostLast + mostFirst) dropped += last.splice(0, mostFirst).length;
    }
  };
  return {
    sent: (text) => add('>', text),
    received: (text) => add('<', text),
    lines() {
      const kept = mostLast === 0 ? [] : last.slice(-mostLast);
      const lost = dropped + last.length - kept.length;
      return [...first, ...(lost > 0 ? [`… ${lost} lines are not kept`] : []), ...kept];
    },
  };
}

function shown(text: string): string {
  // A reply may be as long as the server likes: it is cut before it is looked through.
  const escaped = text
    .slice(0, MOST_LINE_CHARS + 1)
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
      (sign) => `\\u${sign.codePointAt(0)!.toString(16).padStart(4, '0')}`,
    );
  return escaped.length > MOST_LINE_CHARS ? `${escaped.slice(0, MOST_LINE_CHARS)}…` : escaped;
}
