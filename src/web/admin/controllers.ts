import { answered } from '../../client/client.ts';
import type { Visit } from '../visit.ts';

/** Pages of 200 tables that are looked through: more controllers than that nobody ticks. */
const MOST_PAGES = 10;
const FIELD = 'controller:';

/** The controllers of the tables that somebody sees, by name. */
export async function knownControllers({ client }: Visit): Promise<readonly string[]> {
  const known = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const { items, next } = await answered(client.GET('/tables', { params: { query } }));
    for (const { controller } of items) if (controller) known.add(controller);
    if (next === null) break;
    cursor = next;
  }
  return [...known].sort((a, b) => a.localeCompare(b));
}

/** The name of the box of a controller. */
export function controllerField(controller: string): string {
  return FIELD + controller;
}

/** What a form with `ControllersField` says: null for all, undefined where only some are meant and none is ticked. */
export function controllersIn(fields: Readonly<Record<string, string>>): string[] | null | undefined {
  if (fields.sees !== 'some') return null;
  const ticked = Object.keys(fields)
    .filter((name) => name.startsWith(FIELD))
    .map((name) => name.slice(FIELD.length));
  return ticked.length === 0 ? undefined : ticked;
}
