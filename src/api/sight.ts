import type { Actor } from '../access/actor.ts';

/** Which tables somebody sees: those of their controllers, or all. A table without a controller is its own. */
export interface Sight {
  readonly isLimited: boolean;
  seesTable(table: { readonly name: string; readonly controller: string | null }): boolean;
}

/** What an actor sees. */
export function sightOf({ controllers }: Pick<Actor, 'controllers'>): Sight {
  if (controllers === null) return { isLimited: false, seesTable: () => true };
  const seen = new Set(controllers);
  return { isLimited: true, seesTable: ({ name, controller }) => seen.has(controller ?? name) };
}
