/** A growing set of tokens: unsigned 32-bit numbers but 0. A Set of numbers above 2^31 takes ten times the memory. */
export interface TokenSet {
  /** Whether the token was not in the set before. */
  add(token: number): boolean;
  has(token: number): boolean;
  size(): number;
}

const FIRST_PLACES = 1024;

/** Make an empty set. Tokens are evenly spread already: a token's place is its low bits, or the next free one. */
export function createTokenSet(): TokenSet {
  let places: Uint32Array = new Uint32Array(FIRST_PLACES);
  let size = 0;
  const grow = (): void => {
    const larger = new Uint32Array(places.length * 2);
    for (const token of places) if (token !== 0) larger[placeOf(larger, token)] = token;
    places = larger;
  };
  return {
    add(token) {
      const place = placeOf(places, token);
      if (places[place] !== 0) return false;
      places[place] = token;
      size++;
      if (size * 2 > places.length) grow();
      return true;
    },
    has: (token) => places[placeOf(places, token)] !== 0,
    size: () => size,
  };
}

/** Where the token is, or would be put. */
function placeOf(places: Uint32Array, token: number): number {
  const mask = places.length - 1;
  let place = token & mask;
  while (places[place] !== 0 && places[place] !== token) place = (place + 1) & mask;
  return place;
}
