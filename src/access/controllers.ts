import type { Actor } from './actor.ts';

type Limits = Pick<Actor, 'controllers'>;

/** Whether the actor may see what belongs to a controller. What belongs to none (null) is seen by those who see all. */
export function mayController({ controllers }: Limits, controller: string | null): boolean {
  return controllers === null || (controller !== null && controllers.includes(controller));
}

/** The part of a list that the actor may see; it never learns that there is more. */
export function onlyMine<T>(
  actor: Limits,
  list: readonly T[],
  controllerOf: (part: T) => string | null,
): readonly T[] {
  return actor.controllers === null ? list : list.filter((part) => mayController(actor, controllerOf(part)));
}

/** What two limits leave together; null: everything. */
export function bothLimits(
  one: readonly string[] | null,
  other: readonly string[] | null,
): readonly string[] | null {
  if (one === null) return other;
  return other === null ? one : one.filter((controller) => other.includes(controller));
}

/** Whether a limit reaches nowhere beyond another. */
export function isWithin(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return other === null || one?.every((controller) => other.includes(controller)) === true;
}
