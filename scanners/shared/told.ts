/** Signs of one text of a server that are kept as evidence. */
const MOST_TOLD_CHARS = 200;

/** A text of the server as evidence keeps it: cut to a bound. Null stays null. */
export function told(text: string): string;
export function told(text: string | null): string | null;
export function told(text: string | null): string | null {
  return text === null || text.length <= MOST_TOLD_CHARS ? text : `${text.slice(0, MOST_TOLD_CHARS)}…`;
}
