import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Chart } from '../../reports/charts/chart.ts';
import { drawForPage } from '../../reports/charts/draw.ts';
import type { Words } from '../../reports/words/words.ts';

/** Drawings that are kept, of some ten thousand characters each. */
const MOST_KEPT = 500;

const kept = new Map<string, Promise<string>>();
const digests = new WeakMap<object, string>();
let last: Promise<unknown> = Promise.resolve();

/**
 * A chart as `drawForPage` draws it. Drawing takes ten milliseconds and more: one is drawn in each turn of the event loop,
 * so that others are answered between, and the last ones are kept. They are kept by all that they show, so that nobody is
 * given what was drawn of a report's other part.
 * @param source the whole of what the chart was made from
 */
export function drawing(source: object, chart: Chart, words: Words, width: number): Promise<string> {
  const key = [digestOf(source), words.language, chart.id, width].join(' ');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const drawn = last.then(() => nextTurn()).then(() => drawForPage(chart, width));
  last = drawn.catch(() => kept.delete(key));
  // The oldest goes first.
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, drawn);
  return drawn;
}

/** A report has several charts: it is read once. */
function digestOf(source: object): string {
  const known = digests.get(source);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(JSON.stringify(source)).digest('base64');
  digests.set(source, digest);
  return digest;
}
