/** Numbers below this are too common to be somebody's: 'two files' tells nobody's count. */
const TELLING_FROM = 10;
/** What stands where something was left out. */
const LEFT_OUT = '[…]';
/** What people write between groups of digits. */
const GAP = "[ .,'’\\u00a0\\u202f\\u2009]?";

/**
 * A text without the names and numbers of others: what a person wrote of the whole incident, as one controller may read
 * it. Names are found whatever their case, numbers whatever stands between their digits.
 */
export function withoutOthers(
  text: string,
  { names, numbers }: { readonly names: readonly string[]; readonly numbers: readonly number[] },
): string {
  // Longest first: 'Laboratory A' must not leave ' Annex' of 'Laboratory A Annex' behind.
  const longest = [...new Set(names)]
    .filter((name) => name.trim() !== '')
    .sort((a, b) => b.length - a.length);
  const unnamed = longest.reduce((rest, name) => rest.replace(nameIn(name), LEFT_OUT), text);
  return [...new Set(numbers)]
    .filter((number) => number >= TELLING_FROM)
    .reduce((rest, number) => rest.replace(numberIn(number), LEFT_OUT), unnamed);
}

function nameIn(name: string): RegExp {
  const words = name.trim().split(/\s+/).map(escaped).join('\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'giu');
}

function numberIn(number: number): RegExp {
  const digits = [...String(number)].join(GAP);
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`, 'gu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
