// What splitRecords is told and what it answers, as laid out by fingerprints/engine/kernel-scanner.ts: 32-bit fields.

/** What is told: how the text is written and what a regular record is. */
export const DELIMITER: usize = 0;
/** 0 for none. */
export const QUOTE: usize = 4;
export const BLANK_AFTER: usize = 8;
export const WIDTH: usize = 12;
/** -1 for none: then rows whose first cell is empty must hold a sign elsewhere. */
export const VALUE_COLUMN: usize = 16;
/** Bytes of the first header cell; -1 for no header. */
export const HEADER_LENGTH: usize = 20;
export const MOST_LINE_BYTES: usize = 24;
export const MOST_CELL_BYTES: usize = 28;

/** What is answered: records taken and their bytes. */
export const ROWS: usize = 32;
export const BYTES: usize = 36;
/** UTF-16 units of what was taken, line ends included. */
export const UNITS: usize = 40;
export const SEEN: usize = 44;

/** 256 characters of the code page: length in the low byte, then up to three bytes of UTF-8. */
export const CODE_PAGE: usize = 64;
/** First header cell, and READ_PAST bytes. */
export const HEADER: usize = 64 + 1024;

/** No complete record is left. */
export const STOP_INCOMPLETE: i32 = 0;
/** The room for rows or for spilled cells is used up. */
export const STOP_FULL: i32 = 1;
/** The reference has to read the next record. */
export const STOP_IRREGULAR: i32 = 2;

/** Bits of SEEN. */
export const SEEN_UTF8: u32 = 1;
export const SEEN_CODE_PAGE: u32 = 2;

/** Signs that stand between records and cells. */
export const LF: u32 = 10;
export const CR: u32 = 13;
export const BLANK: u32 = 32;
