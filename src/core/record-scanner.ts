/** A stretch of the memory that a scanner works in. READ_PAST more bytes may be read behind it. */
export interface Room {
  /** Byte offset in the memory. */
  readonly address: number;
  readonly bytes: number;
}

/** Where one block of records is scanned: its text, the places of its cells, and what had to be rewritten. */
export interface BlockPlace {
  /** Takes the file's bytes. No record larger than this is scanned. */
  readonly text: Room;
  /** 8 bytes a cell: address and length in bytes, 32 bits each, little-endian, row by row. */
  readonly cells: Room;
  /** Takes unescaped cells, and cells of lines that are not UTF-8. */
  readonly spill: Room;
}

/** What makes a record regular. Characters are UTF-16 units, as in the text that a reader delivers. */
export interface ScanPlan {
  /** One byte of ASCII. */
  readonly delimiter: number;
  /** One byte of ASCII, doubled inside quoted cells; null for none. */
  readonly quote: number | null;
  /** One blank after each delimiter belongs to the delimiter. */
  readonly blankAfterDelimiter: boolean;
  /** Cells of a record. */
  readonly width: number;
  /** A column whose cell holds a digit or '@' in every regular record; -1 for none. */
  readonly valueColumn: number;
  /** A record whose first cell is this text is not regular. At most LONGEST_HEADER_BYTES as UTF-8. */
  readonly firstHeader: string | null;
  readonly mostLineBytes: number;
  readonly mostCellBytes: number;
  /** The 256 characters of the code page that lines are read in which are not UTF-8. */
  readonly codePage: readonly string[];
}

/** Longest first header cell that a plan takes. */
export const LONGEST_HEADER_BYTES = 256;

/** What was found at the beginning of a text. */
export interface Scan {
  /** Regular records: their cells stand in the place. */
  readonly rows: number;
  /** Bytes and characters of these records, line ends included. */
  readonly bytes: number;
  readonly characters: number;
  /** No complete record is left, the place is used up, or the next record is not regular. */
  readonly stop: 'incomplete' | 'full' | 'irregular';
  readonly sawUtf8: boolean;
  readonly sawCodePage: boolean;
}

/**
 * Cuts the regular records of delimited text, fast. It decides nothing that needs more than the record itself: whoever
 * asks reads all other records.
 */
export interface RecordScanner {
  /** All bytes that places may lie in. Asked for anew each time: the memory grows. */
  memory(): Uint8Array;
  /** Take a plan for the scans that follow. */
  prepare(plan: ScanPlan): void;
  /**
   * Scan the bytes from `start` to `end` (exclusive) in the text of a place. A record begins at `start`. Leaves the text
   * as it is.
   */
  scan(place: BlockPlace, start: number, end: number, mostRows?: number): Scan;
}

/** Lends places. Whoever takes a block out of one gives it back to the lender; a reader, those it did not use. */
export interface PlaceLender {
  nextPlace(): Promise<BlockPlace>;
  takeBack(place: BlockPlace): void;
}

/** Regular records of one section, whose cells stand in a place: good until the place is given back. */
export interface RecordBlock {
  readonly place: BlockPlace;
  /** 0-based index of the section that the rows belong to. */
  readonly section: number;
  /** Number of the first row (see Row.number); the others follow without gaps. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** Cells of each row. */
  readonly width: number;
}
