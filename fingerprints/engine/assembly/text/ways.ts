// Words of street lines, as fingerprints/fields/street.ts has them. A word comes packed: its first 8 letters, and the rest.
import { A, B, beginsAs, C, D, E, F, G, H, I, L, M, N, O, P, Q, R, S, T, U, V, word } from './letters';

/** The canonical spelling of a kind of way that is written otherwise; 0 for any other word. */
export function wayOf(letters: u64, rest: u64): u64 {
  switch (<i32>(letters & 0xff)) {
    case 65: // A
      if (
        letters === word(A, V, E) ||
        letters === word(A, V, E, N, U, E) ||
        letters === word(A, V, N)
      )
        return word(A, V);
      if (
        letters === word(A, L, L, E, E) ||
        letters === word(A, L, L, E, E, S) ||
        letters === word(A, L)
      )
        return word(A, L, L);
      return 0;
    case 66: // B
      if (
        letters === word(B, L, D) ||
        letters === word(B, L, V, D) ||
        letters === word(B, V, D) ||
        letters === word(B, O, U, L) ||
        (letters === word(B, O, U, L, E, V, A, R) && rest === word(D))
      )
        return word(B, D);
      return 0;
    case 67: // C
      if (
        letters === word(C, H, E, M) ||
        letters === word(C, H, E, M, I, N) ||
        letters === word(C, H)
      )
        return word(C, H, E);
      if (letters === word(C, O, U, R, S) || letters === word(C, R)) return word(C, R, S);
      if (letters === word(C, T)) return word(C, O, U, R, T);
      return 0;
    case 68: // D
      if (letters === word(D, O, M, A, I, N, E)) return word(D, O, M);
      if (letters === word(D, R, V)) return word(D, R, I, V, E);
      return 0;
    case 69: // E
      if (letters === word(E, S, P, L, A, N, A, D) && rest === word(E)) return word(E, S, P);
      return 0;
    case 70: // F
      if (
        letters === word(F, B, G) ||
        (letters === word(F, A, U, B, O, U, R, G) && rest === 0) ||
        letters === word(F, A, U, B)
      )
        return word(F, G);
      return 0;
    case 72: // H
      if (letters === word(H, A, M, E, A, U)) return word(H, A, M);
      return 0;
    case 73: // I
      if (letters === word(I, M, P, A, S, S, E)) return word(I, M, P);
      return 0;
    case 76: // L
      if (letters === word(L, O, T, I, S, S, E, M) && rest === word(E, N, T)) return word(L, O, T);
      if (letters === word(L, I, E, U, D, I, T)) return word(L, D);
      if (letters === word(L, N)) return word(L, A, N, E);
      return 0;
    case 77: // M
      if (letters === word(M, T, E)) return word(M, O, N, T, E, E);
      return 0;
    case 80: // P
      if (letters === word(P, L, A, C, E) || letters === word(P, L, C, E)) return word(P, L);
      if (letters === word(P, A, S, S, A, G, E) || letters === word(P, A, S, S)) return word(P, A, S);
      if (letters === word(P, R, O, M, E, N, A, D) && rest === word(E)) return word(P, R, O, M);
      return 0;
    case 81: // Q
      if (letters === word(Q, U, A, I) || letters === word(Q)) return word(Q, U);
      return 0;
    case 82: // R
      if (letters === word(R)) return word(R, U, E);
      if (letters === word(R, O, U, T, E) || letters === word(R, T)) return word(R, T, E);
      if (
        (letters === word(R, E, S, I, D, E, N, C) && rest === word(E)) ||
        letters === word(R, E, S, I, D)
      )
        return word(R, E, S);
      if (letters === word(R, D)) return word(R, O, A, D);
      return 0;
    case 83: // S
      if (letters === word(S, Q, U, A, R, E)) return word(S, Q);
      if (letters === word(S, E, N, T, E) || letters === word(S, E, N, T, I, E, R)) return word(S, E, N);
      return 0;
    case 84: // T
      if (letters === word(T, R, A, V, E, R, S, E) && rest === 0) return word(T, R, A);
      return 0;
    case 86: // V
      if (letters === word(V, L, A) || letters === word(V, I, L, L, A)) return word(V, C);
      if (letters === word(V, E, N, E, L, L, E)) return word(V, E, N);
      return 0;
    default:
      return 0;
  }
}

/** The canonical spelling of a rank or title within the name of a street that is written otherwise; 0 for any other word. */
export function titleOf(letters: u64, rest: u64): u64 {
  return mayBeTitle(letters) ? spellingOfTitle(letters, rest) : 0;
}

/** Most words of a line are none; a look at four letters costs less than a jump that nobody foresees. */
// @ts-ignore: decorator
@inline
function mayBeTitle(letters: u64): bool {
  const four = i32x4.splat(<i32>letters);
  const ranks = v128.or(
    beginsAs(four, word(G, E, N, E), word(G, E, N), word(D, O, C, T), word(M, A, R, E)),
    beginsAs(four, word(P, R, E, S), word(C, M, D, T), word(C, O, M, M), word(C, A, P, I)),
  );
  const others = v128.or(
    beginsAs(four, word(C, P, T), word(C, O, L, O), word(L, I, E, U), word(P, R, O, F)),
    beginsAs(four, word(S, E, R, G), word(S, A, I, N), word(F, B, G), word(F, A, U, B)),
  );
  return v128.any_true(v128.or(ranks, others));
}

function spellingOfTitle(letters: u64, rest: u64): u64 {
  switch (<i32>(letters & 0xff)) {
    case 67: // C
      if (
        letters === word(C, M, D, T) ||
        (letters === word(C, O, M, M, A, N, D, A) && rest === word(N, T))
      )
        return word(C, D, T);
      if (
        (letters === word(C, A, P, I, T, A, I, N) && rest === word(E)) ||
        letters === word(C, P, T)
      )
        return word(C, N, E);
      if (letters === word(C, O, L, O, N, E, L)) return word(C, O, L);
      return 0;
    case 68: // D
      if (letters === word(D, O, C, T, E, U, R)) return word(D, R);
      return 0;
    case 70: // F
      if (
        letters === word(F, B, G) ||
        (letters === word(F, A, U, B, O, U, R, G) && rest === 0) ||
        letters === word(F, A, U, B)
      )
        return word(F, G);
      return 0;
    case 71: // G
      if (letters === word(G, E, N, E, R, A, L) || letters === word(G, E, N)) return word(G, A, L);
      return 0;
    case 76: // L
      if (letters === word(L, I, E, U, T, E, N, A) && rest === word(N, T)) return word(L, T);
      return 0;
    case 77: // M
      if (letters === word(M, A, R, E, C, H, A, L) && rest === 0) return word(M, A, L);
      return 0;
    case 80: // P
      if (
        (letters === word(P, R, E, S, I, D, E, N) && rest === word(T)) ||
        letters === word(P, R, E, S)
      )
        return word(P, D, T);
      if (
        (letters === word(P, R, O, F, E, S, S, E) && rest === word(U, R)) ||
        letters === word(P, R, O, F)
      )
        return word(P, R);
      return 0;
    case 83: // S
      if (letters === word(S, E, R, G, E, N, T)) return word(S, G, T);
      if (letters === word(S, A, I, N, T)) return word(S, T);
      if (letters === word(S, A, I, N, T, E)) return word(S, T, E);
      if (letters === word(S, A, I, N, T, S)) return word(S, T, S);
      return 0;
    default:
      return 0;
  }
}

/** The letter of a repetition that is written out; 0 for any other word. */
export function repeatOf(letters: u64, rest: u64): u64 {
  if (letters === word(B, I, S)) return word(B);
  if (letters === word(T, E, R)) return word(T);
  if (letters === word(Q, U, A, T, E, R)) return word(Q);
  return letters === word(Q, U, I, N, Q, U, I, E) && rest === word(S) ? word(C) : 0;
}
