// Words of names, as fingerprints/fields/name-words.ts has them.
import { A, B, beginsAs, C, D, E, F, G, I, L, M, N, O, P, packed, R, S, T, U, V, word, X, Z } from './letters';

/** A name. */
export const ORDINARY: i32 = 0;
/** A title or what announces another name: 'MME', 'NEE'. */
export const DROPPED: i32 = 1;
/** Glued to the word behind it: 'DE', 'LE'. */
export const PARTICLE: i32 = 2;
/** SAINT, SAINTE and STE: a particle that is written ST. */
export const SAINT: i32 = 3;

/** What a folded word is within a name. Reads 16 bytes. */
export function kindOfWord(from: usize, length: i32): i32 {
  if (length > 8) return length === 12 && isMademoiselle(from) ? DROPPED : ORDINARY;
  const letters = packed(from, length);
  if (length > 3 && !mayBeLongOne(letters)) return ORDINARY;
  switch (length) {
    case 1:
      if (letters === word(M)) return DROPPED;
      return particle(
        letters === word(D) ||
        letters === word(L) ||
        letters === word(N) ||
        letters === word(O),
      );
    case 2:
      return kindOf2(letters);
    case 3:
      return kindOf3(letters);
    case 4:
      return kindOf4(letters);
    case 5:
      return kindOf5(letters);
    case 6:
      if (letters === word(S, A, I, N, T, E)) return SAINT;
      if (letters === word(M, A, D, A, M, E) || letters === word(E, P, O, U, S, E)) return DROPPED;
      return particle(
        letters === word(V, A, N, D, E, N) ||
        letters === word(V, A, N, D, E, R) ||
        letters === word(A, B, D, O, U, L),
      );
    case 7:
      return dropped(letters === word(D, O, C, T, E, U, R));
    default:
      return dropped(letters === word(M, O, N, S, I, E, U, R) || letters === word(D, I, V, O, R, C, E, E));
  }
}

/** Most words are none; a look at four letters costs less than a jump that nobody foresees. */
// @ts-ignore: decorator
@inline
function mayBeLongOne(letters: u64): bool {
  const four = i32x4.splat(<i32>letters);
  const titles = v128.or(
    v128.or(
      beginsAs(four, word(M, M, E, S), word(M, L, L, E), word(M, I, S, S), word(M, A, D, A)),
      beginsAs(four, word(M, O, N, S), word(D, O, C, T), word(D, I, V, O), word(N, E, E, S)),
    ),
    beginsAs(four, word(B, O, R, N), word(E, P, S, E), word(V, E, U, F), word(V, E, U, V)),
  );
  const particles = v128.or(
    v128.or(
      beginsAs(four, word(B, E, N, T), word(A, B, O, U), word(O, U, L, D), word(S, I, D, I)),
      beginsAs(four, word(F, I, T, Z), word(S, A, I, N), word(D, E, L, L), word(V, A, N, D)),
    ),
    beginsAs(four, word(A, B, D, E), word(A, B, D, U), word(A, B, D, O), word(S, A, N, T)),
  );
  return v128.any_true(v128.or(v128.or(titles, particles), i32x4.eq(four, i32x4.splat(<i32>word(E, P, O, U)))));
}

function kindOf2(letters: u64): i32 {
  switch (<i32>(letters & 0xff)) {
    case 0x44: // D
      if (letters === word(D, R)) return DROPPED;
      return particle(
        letters === word(D, E) ||
        letters === word(D, U) ||
        letters === word(D, I) ||
        letters === word(D, A) ||
        letters === word(D, O),
      );
    case 0x45: // E
      return letters === word(E, P) ? DROPPED : particle(letters === word(E, L));
    case 0x4d: // M
      if (letters === word(M, M) || letters === word(M, R)) return DROPPED;
      if (letters === word(M, S) || letters === word(M, E)) return DROPPED;
      return particle(letters === word(M, C));
    default:
      if (letters === word(L, E) || letters === word(L, A) || letters === word(L, O)) return PARTICLE;
      if (letters === word(P, R) || letters === word(N, E)) return DROPPED;
      return particle(letters === word(A, L) || letters === word(Z, U) || letters === word(S, T));
  }
}

function kindOf3(letters: u64): i32 {
  switch (<i32>(letters & 0xff)) {
    case 0x44: // D
      if (letters === word(D, I, V)) return DROPPED;
      if (letters === word(D, E, S)) return PARTICLE;
      if (letters === word(D, O, S) || letters === word(D, A, S)) return PARTICLE;
      return particle(letters === word(D, E, L) || letters === word(D, E, R) || letters === word(D, E, N));
    case 0x4c: // L
      return particle(letters === word(L, E, S) || letters === word(L, O, S) || letters === word(L, A, S));
    case 0x4d: // M
      if (letters === word(M, M, E) || letters === word(M, L, E)) return DROPPED;
      if (letters === word(M, R, S) || letters === word(M, G, R)) return DROPPED;
      return particle(letters === word(M, A, C));
    case 0x53: // S
      if (letters === word(S, T, E)) return SAINT;
      return letters === word(S, I, R) ? DROPPED : particle(letters === word(S, A, N));
    case 0x56: // V
      return letters === word(V, V, E) ? DROPPED : particle(letters === word(V, A, N) || letters === word(V, O, N));
    case 0x42: // B
      return particle(letters === word(B, E, N) || letters === word(B, I, N) || letters === word(B, O, U));
    case 0x41: // A
      return particle(letters === word(A, B, U) || letters === word(A, I, T) || letters === word(A, B, D));
    default:
      if (letters === word(N, E, E) || letters === word(E, P, X)) return DROPPED;
      return particle(
        letters === word(T, E, R) ||
        letters === word(T, E, N) ||
        letters === word(Z, U, M) ||
        letters === word(I, B, N),
      );
  }
}

function kindOf4(letters: u64): i32 {
  if (letters === word(M, M, E, S)) return DROPPED;
  if (letters === word(M, L, L, E) || letters === word(M, I, S, S)) return DROPPED;
  if (letters === word(N, E, E, S)) return DROPPED;
  if (letters === word(B, O, R, N) || letters === word(E, P, S, E)) return DROPPED;
  if (letters === word(V, E, U, F)) return DROPPED;
  if (letters === word(B, E, N, T)) return PARTICLE;
  if (letters === word(A, B, O, U) || letters === word(O, U, L, D)) return PARTICLE;
  return particle(letters === word(S, I, D, I) || letters === word(F, I, T, Z));
}

function kindOf5(letters: u64): i32 {
  if (letters === word(S, A, I, N, T)) return SAINT;
  if (letters === word(M, L, L, E, S)) return DROPPED;
  if (letters === word(V, E, U, V, E) || letters === word(E, P, O, U, X)) return DROPPED;
  if (letters === word(D, E, L, L, A)) return PARTICLE;
  if (letters === word(D, E, L, L, E) || letters === word(D, E, L, L, I)) return PARTICLE;
  if (letters === word(A, B, D, E, L) || letters === word(A, B, D, U, L)) return PARTICLE;
  return particle(letters === word(V, A, N, D, E) || letters === word(S, A, N, T, A));
}

function isMademoiselle(from: usize): bool {
  return packed(from, 8) === word(M, A, D, E, M, O, I, S) && packed(from + 8, 4) === word(E, L, L, E);
}

// @ts-ignore: decorator
@inline
function dropped(is: bool): i32 {
  return is ? DROPPED : ORDINARY;
}

// @ts-ignore: decorator
@inline
function particle(is: bool): i32 {
  return is ? PARTICLE : ORDINARY;
}
