import { UsageError } from '../core/errors.ts';

const MOST_NAMES_SHOWN = 5;

/**
 * The error for a table that is not there: it lists the names most like the wanted one, or says that there are none.
 * `names` are what the source has, spelled as SOURCE would have to spell them.
 */
export function unknownTable(wanted: string, place: string, names: readonly string[]): UsageError {
  if (names.length === 0) {
    return new UsageError(`${place} has no table "${wanted}", and no other that this login may see`);
  }
  const similar = mostSimilar(wanted, names);
  const more = names.length - similar.length;
  const rest = more > 0 ? ` and ${more} more` : '';
  return new UsageError(`${place} has no table "${wanted}"; it has: ${similar.join(', ')}${rest}`);
}

/** The names nearest to the wanted one first, at most five. Case and a schema in front weigh little. */
export function mostSimilar(wanted: string, names: readonly string[]): string[] {
  const ranked = names.map((name) => ({ name, distance: distanceOf(wanted, name) }));
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked.slice(0, MOST_NAMES_SHOWN).map(({ name }) => name);
}

function distanceOf(wanted: string, name: string): number {
  const bare = (text: string) => text.slice(text.indexOf('.') + 1).toLowerCase();
  return Math.min(
    editDistance(wanted.toLowerCase(), name.toLowerCase()),
    editDistance(bare(wanted), bare(name)) + 0.5,
  );
}

/** Levenshtein distance, one row of the matrix at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substituted, previous[j] + 1, current[j - 1] + 1));
    }
    previous = current;
  }
  return previous[b.length];
}
