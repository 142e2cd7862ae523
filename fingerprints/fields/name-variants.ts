/** Below this many letters a missing letter leaves almost nothing: 'LI' and 'LU' would be the same. */
const FEWEST_LETTERS = 3;
const MOST_VARIANTS = 40;

/**
 * Spellings without blanks such that two names one slip apart (a letter missing, added, wrong, or two neighbours
 * swapped; a blank lost) have one in common. The first is the whole name, the others lack one letter each; words are
 * put in order again after the letter is taken, because a slip in a first letter moves its word. Names of fewer than
 * three letters have the whole only. At most 40: of a longer name the last letters are not tried.
 * Source: deletion neighbourhoods (Mor and Fraenkel, 1982).
 */
export function nameVariants(canonical: string): readonly string[] {
  const words = canonical.split(' ');
  const whole = words.join('');
  const variants = new Set<string>([whole]);
  if (words.length === 2) variants.add(words[1] + words[0]);
  if (whole.length < FEWEST_LETTERS) return [...variants];
  for (let at = 0; at < words.length; at++) {
    const others = words.filter((_, index) => index !== at);
    for (let letter = 0; letter < words[at].length; letter++) {
      if (variants.size >= MOST_VARIANTS) return [...variants];
      const shorter = words[at].slice(0, letter) + words[at].slice(letter + 1);
      variants.add(joinInOrder(others, shorter));
    }
  }
  return [...variants];
}

/** The words, which are in order, with one more put in its place, without blanks. */
function joinInOrder(words: readonly string[], added: string): string {
  if (words.length === 0) return added;
  return [...words, added].sort().join('');
}
