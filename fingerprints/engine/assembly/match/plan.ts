// Where fingerprints/overlap/kernel-matcher.ts writes what a print and its comparisons are. Addresses are u32, shares and
// bits f64. All of it is read only here: every thread works with the same.

/** The plan. */
export const SIGNATURE: usize = 0;
export const WIDTH: usize = 4;
/** Person by row, or 0 where every row is another person. */
export const PERSONS: usize = 8;
/** Number of comparisons. */
export const COUNT: usize = 12;
/** Tokens of a row of the suspect: entries of 8 bytes. */
export const ENTRIES: usize = 16;
export const COLUMNS: usize = 20;
export const COMPARISONS: usize = 24;
/** f64 by [later * count + earlier]. */
export const CONDITIONAL: usize = 28;
/** Comparisons that the first look takes, from the first on. */
export const TELLING: usize = 32;
/** u32 columns that people who live together share. */
export const HOME_COLUMNS: usize = 36;
export const HOME_COUNT: usize = 40;
/** u8 by [one * count + other]: whether their common values are looked for together. */
export const PAIRS: usize = 44;
export const PERSONS_PER_ROW: usize = 48;
export const SIZE_BITS: usize = 56;
/** f64 by [column * width + other column]. */
export const RELATIONS: usize = 64;
/** u32 comparisons whose column has an index, in order. */
export const WAYS: usize = 68;
export const WAY_COUNT: usize = 72;
/** f64 by [later * count + earlier]: bits of agreeing on the later one, at most, when the earlier one agrees. */
export const SURE_CONDITIONAL: usize = 76;
/** Rows of the print. */
export const ROWS: usize = 80;
/** Two f64 by comparison: least bits of agreeing, against a stranger and against a relative. */
export const SURE_BITS: usize = 84;
/** Bits of a row's number in an entry of an index: the tag stands above them. At most 31, so a print has at most 2^31 rows. */
export const ROW_BITS: usize = 88;
export const PLAN_BYTES: usize = 96;

/** One column of the print. */
export const COLUMN_BYTES: usize = 64;
/** Bits of the index's directory, or NO_INDEX. */
export const INDEX_BITS: usize = 0;
export const INDEX_STARTS: usize = 4;
export const INDEX_ENTRIES: usize = 8;
export const FREQUENCY_TOKENS: usize = 16;
export const FREQUENCY_COUNTS: usize = 20;
export const FREQUENCY_LENGTH: usize = 24;
/** Whether shares of the column's values are worth remembering: 1 where a value stands in many rows. */
export const REPEATS: usize = 28;
export const SINGLE_SHARE: usize = 32;
export const FILLED: usize = 40;
export const NO_INDEX: u32 = 0xffffffff;

/** One comparison. */
export const COMPARISON_BYTES: usize = 128;
export const COLUMN: usize = 0;
/** First entry of its slot's tokens, and how many. */
export const ENTRY: usize = 4;
export const ENTRY_COUNT: usize = 8;
/** Pairs of u32 (first entry, count). */
export const ALTERNATES: usize = 12;
export const ALTERNATE_COUNT: usize = 16;
export const FLAGS: usize = 20;
export const AGREE_SHARE: usize = 24;
export const SWAPPED_SHARE: usize = 32;
export const RELATIVE_SHARE: usize = 40;
export const NEAR_STRANGER: usize = 48;
export const NEAR_RELATIVE: usize = 56;
export const DISAGREE_STRANGER: usize = 64;
export const DISAGREE_RELATIVE: usize = 72;
export const AGAIN_STRANGER: usize = 80;
export const AGAIN_RELATIVE: usize = 88;
export const LIFT_STRANGER: usize = 96;
export const LIFT_KIN: usize = 104;
export const COLUMN_BITS: usize = 112;

/** Flags of a comparison. */
export const IS_HOME: u32 = 1;
export const IS_NAME: u32 = 2;

/** The outcomes of fingerprints/overlap/comparison.ts. */
export const EMPTY: i32 = 0;
export const AGREE: i32 = 1;
export const NEAR: i32 = 2;
export const SWAPPED: i32 = 3;
export const DISAGREE: i32 = 4;

/** Most comparisons, and most runs of a row: TypeScript keeps to them. */
export const MOST_COMPARISONS: i32 = 64;
export const MOST_RUNS: i32 = 4096;
export const MAX_CANDIDATES: i32 = 512;
export const WEIGHED: i32 = 16;
/** Places of the set of found rows: a power of two, four times the candidates. */
export const FOUND_PLACES: i32 = 2048;

// A thread's work area.
/** Runs: u32 start, end, address of the index's entries, column, comparison. */
export const RUN_BYTES: usize = 20;
export const WORK_RUNS: usize = 0;
export const WORK_FOUND: usize = 81920;
/** u32 row and search number by place. */
export const WORK_PLACES: usize = WORK_FOUND + 2048;
/** f64 by comparison: share of the row's value, -1 while unknown. */
export const WORK_SHARES: usize = WORK_PLACES + 16384;
/** u8 by comparison. */
export const WORK_OUTCOMES: usize = WORK_SHARES + 512;
/** i32 by comparison. */
export const WORK_AGREED: usize = WORK_OUTCOMES + 64;
/** u32 start, end by comparison: the run of the row's own value; start NOT_LOOKED_UP before. */
export const WORK_OWN_RUNS: usize = WORK_AGREED + 256;
/** Candidates that were weighed: u32 row, pad, f64 stranger, relative, lift, kin lift. */
export const CANDIDATE_BYTES: usize = 40;
export const WORK_CANDIDATES: usize = WORK_OWN_RUNS + 512;
/** u32 rows worth weighing, f64 their first looks. */
export const WORK_BEST: usize = WORK_CANDIDATES + 40 * 17;
export const WORK_BEST_BITS: usize = WORK_BEST + 128;
/** Runs in pairs: f64 expected, u32 shorter, longer. */
export const WORK_PAIRS: usize = WORK_BEST_BITS + 256;
/** What the first look compares: u32 bytes to the column in a row of the signature, u32 token, f64 bits. One a token. */
export const LOOK_BYTES: usize = 16;
export const WORK_LOOKS: usize = WORK_PAIRS + 16 * 32;
/** Candidates of the first round, as they were weighed. */
export const WORK_EARLIER: usize = WORK_LOOKS + LOOK_BYTES * MOST_RUNS;
/** Logarithms known: u64 the ratio's bits, turned round so that no ratio is 0, and f64. */
export const LOG_PLACES: i32 = 256;
export const WORK_LOGS: usize = WORK_EARLIER + CANDIDATE_BYTES * WEIGHED;
/** Shares known of values that repeat: u32 high, low, address of the column, pad, f64 share. */
export const SHARE_BYTES: usize = 24;
export const SHARE_PLACE_BITS: i32 = 14;
export const WORK_KNOWN_SHARES: usize = WORK_LOGS + 16 * LOG_PLACES;
/** Indexes that are touched ahead: u32 starts, entries, shift to the bucket, bytes to the token in a row's, last entry. */
export const TOUCH_BYTES: usize = 20;
export const TOUCHED_ROWS: u32 = 8;
export const WORK_TOUCHES: usize = WORK_KNOWN_SHARES + (SHARE_BYTES << SHARE_PLACE_BITS);
/** u32 addresses by row and index. */
export const WORK_TOUCHED: usize = WORK_TOUCHES + TOUCH_BYTES * MOST_COMPARISONS;
/** u32 that nobody reads: without it a compiler would leave the touching out. */
export const WORK_TOUCH_SUM: usize = WORK_TOUCHED + 4 * TOUCHED_ROWS * MOST_COMPARISONS;
export const WORK_BYTES: usize = WORK_TOUCH_SUM + 8;
export const NOT_LOOKED_UP: u32 = 0xffffffff;
