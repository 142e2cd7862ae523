import type { ColumnReading, FieldId } from '../fields/field.ts';
import { FIELD_IDS } from '../fields/field.ts';
import { FIELDS } from '../fields/fields.ts';
import { createKeyedHash, type KeyedHash } from './keyed-hash.ts';

/** Name of the token function; part of every print. Prints of different algorithms are never compared. */
export const TOKEN_ALGORITHM = 'blake3-keyed-64';

/** Where the tokeniser gets its keys: one 32-byte subkey per purpose. The master key stays behind it. */
export interface SubkeySource {
  subkey(purpose: string): Uint8Array;
}

/**
 * Keyed fingerprint of one canonical value: 64 bits as two unsigned 32-bit halves.
 * `high` is never 0, so that 0 can mean "empty" in a print (costs 2^-32 of the range).
 */
export interface Token {
  readonly high: number;
  readonly low: number;
}

/** Tokens of the spellings of which two values one slip apart share one. Not to be shared by threads. */
export interface SpellingTokeniser {
  /**
   * Tokeniser.variant of each of the canonical form's blurred spellings, in the order of Field.variants; empty for
   * fields without. The caller's own.
   */
  spellings(field: FieldId, canonical: string): readonly number[] | Uint32Array;
}

/** Tokens of many cells: high and low halves in their order; both 0 for a cell without token. */
export interface TokenHalves {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** Tokens of whole cells, many at once: the same as a SlotReader gives one by one. Not to be shared by threads. */
export interface CellTokeniser {
  cellTokens(reading: ColumnReading, cells: readonly string[]): TokenHalves;
}

/** Keyed pseudo-random function of (field, canonical value). Stateless between calls; not to be shared by threads. */
export interface Tokeniser extends SpellingTokeniser {
  /** The token of a canonical value. */
  token(field: FieldId, canonical: string): Token;
  /** 32-bit token of a blurred spelling (see Field.variants), under a key of its own. Never 0. */
  variant(field: FieldId, blurred: string): number;
}

/**
 * Make the token function: keyed BLAKE3, one subkey per field for values and one for blurred spellings.
 * The plain reference: about 2 million tokens a second on one core.
 */
export async function createTokeniser(keys: SubkeySource): Promise<Tokeniser> {
  const values = await keyedHashers(keys, 'token');
  const blurred = await keyedHashers(keys, 'variant');
  const variant = (field: FieldId, spelling: string): number => tokenOfDigest(blurred[field](spelling)).high;
  return {
    token: (field, canonical) => tokenOfDigest(values[field](canonical)),
    variant,
    spellings: (field, canonical) =>
      (FIELDS[field].variants?.(canonical) ?? []).map((spelling) => variant(field, spelling)),
  };
}

/** The first 8 bytes of a hash as a token: two little-endian halves, 1 for a high half that would be 0. */
export function tokenOfDigest(digest: Uint8Array): Token {
  return { high: littleEndian(digest, 0) || 1, low: littleEndian(digest, 4) };
}

async function keyedHashers(keys: SubkeySource, purpose: string): Promise<Record<FieldId, KeyedHash>> {
  const made = await Promise.all(
    FIELD_IDS.map(
      async (field): Promise<[FieldId, KeyedHash]> => [
        field,
        await createKeyedHash(keys.subkey(`${purpose}/${field}`)),
      ],
    ),
  );
  return Object.fromEntries(made) as Record<FieldId, KeyedHash>;
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
