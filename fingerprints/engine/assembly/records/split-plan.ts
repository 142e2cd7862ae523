// What splitRecords is told and what it answers, as laid out by fingerprints/engine/kernel-scanner.ts: 32-bit fields.

/** One byte of ASCII. */
export const DELIMITER: usize = 0;
/** 0 for none. */
export const QUOTE: usize = 4;
/** 1 where one blank after each delimiter belongs to the delimiter. */
export const BLANK_AFTER: usize = 8;
/** Cells of a record. */
export const WIDTH: usize = 12;
/** -1 for none: then rows whose first cell is empty must hold a sign elsewhere. */
export const VALUE_COLUMN: usize = 16;
/** Bytes of the first header cell; -1 for no header. */
export const HEADER_LENGTH: usize = 20;
/** Longest line without its end. */
export const MOST_LINE_BYTES: usize = 24;
/** Longest cell. */
export const MOST_CELL_BYTES: usize = 28;

/** Records that were taken. */
export const ROWS: usize = 32;
/** Their bytes, line ends included. */
export const BYTES: usize = 36;
/** Their UTF-16 units, line ends included. */
export const UNITS: usize = 40;
/** SEEN_UTF8 and SEEN_CODE_PAGE, of the lines with bytes above ASCII. */
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

/** A line was UTF-8. */
export const SEEN_UTF8: u32 = 1;
/** A line was not. */
export const SEEN_CODE_PAGE: u32 = 2;

/** Line feed. */
export const LF: u32 = 10;
/** Carriage return. */
export const CR: u32 = 13;
/** The blank. */
export const BLANK: u32 = 32;
