// How a column is read, packed into 32 bits by fingerprints/engine/kernel.ts (packReading).

/** The reference gives null: blank, or no value of the field. */
export const UNREADABLE: i32 = -1;
/** The reference has to be asked: the kernel does not handle this cell. */
export const ASK: i32 = -2;

/** Longest cell, in bytes, that the kernel takes; longer ones are for the reference. */
export const LONGEST_CELL: i32 = 256;
/** Bytes that a canonical form may take: the room at every `to`. */
export const CANONICAL_ROOM: i32 = 1024;

/** Flags of a reading. */
export const MONTH_FIRST: u32 = 1;
export const EXCEL_SERIALS: u32 = 2;
export const DECIMAL_COMMA: u32 = 4;
export const COUNTRY_FR: u32 = 8;
export const MISSING_WORDS: u32 = 16;

/** Two-digit years above this are of the 1900s. */
export function lastYearOf2000s(reading: u32): i32 {
  return <i32>((reading >> 8) & 0xff);
}
