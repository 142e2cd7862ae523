/** How many rows have each token of a column. */
export interface TokenCounts {
  /** By place; 0 where the place is free. */
  readonly tokens: Uint32Array;
  /** Rows by place; 0 where it is free. */
  readonly counts: Uint32Array;
  readonly distinct: number;
  countOf(token: number): number;
}

const FIRST_PLACES = 1024;

/** Count a column's tokens; empty cells (0) are left out. Null as soon as there are more than `most` different ones. */
export function countTokens(column: Uint32Array, most: number): TokenCounts | null {
  let tokens: Uint32Array = new Uint32Array(FIRST_PLACES);
  let counts: Uint32Array = new Uint32Array(FIRST_PLACES);
  let mask = FIRST_PLACES - 1;
  let distinct = 0;
  for (let row = 0; row < column.length; row++) {
    const token = column[row]!;
    if (token === 0) continue;
    let place = token & mask;
    while (tokens[place] !== token && tokens[place] !== 0) place = (place + 1) & mask;
    counts[place]!++;
    if (tokens[place] === token) continue;
    tokens[place] = token;
    if (++distinct > most) return null;
    if (distinct * 2 > mask) {
      [tokens, counts] = doubled(tokens, counts);
      mask = tokens.length - 1;
    }
  }
  return { tokens, counts, distinct, countOf: (token) => counts[placeOf(tokens, token)]! };
}

function doubled(tokens: Uint32Array, counts: Uint32Array): [Uint32Array, Uint32Array] {
  const moreTokens = new Uint32Array(tokens.length * 2);
  const moreCounts = new Uint32Array(tokens.length * 2);
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from] === 0) continue;
    const to = placeOf(moreTokens, tokens[from]!);
    moreTokens[to] = tokens[from]!;
    moreCounts[to] = counts[from]!;
  }
  return [moreTokens, moreCounts];
}

/** Where the token is, or would be put: its low bits, or the next free place. */
function placeOf(tokens: Uint32Array, token: number): number {
  const mask = tokens.length - 1;
  let place = token & mask;
  while (tokens[place] !== token && tokens[place] !== 0) place = (place + 1) & mask;
  return place;
}
