/** The meaning of a column. The words are printed in reports and keyed into tokens: never renamed. */
export const FIELD_IDS = [
  'nir',
  'email',
  'phone',
  'date',
  'name',
  'street',
  'postcode',
  'city',
  'iban',
  'card',
  'uuid',
  'siren',
  'siret',
  'number',
  'code',
  'text',
  'secret',
] as const;
/** One of the words above. */
export type FieldId = (typeof FIELD_IDS)[number];

/**
 * Raised whenever a canonical form changes. It is part of every print: tokens made under different versions are
 * never compared.
 */
export const CANONICAL_VERSION = 1;

/**
 * Who can have the same value: only one `person` (given name, birth date, NIR), those who live together
 * (`household`: family name, home, telephone), everybody around a `place` (postcode, city), or it says nothing (`any`).
 */
export type FieldScope = 'person' | 'household' | 'place' | 'any';

/**
 * Which of several columns of the same field this one is. Names: `given`, `family`, `full` (both in one column).
 * Dates: `birth`. `someone-else` is a value of another person than the row's (the doctor, the contact).
 */
export type Role = 'given' | 'family' | 'full' | 'birth' | 'someone-else';

/** How the cells of one column are to be read. Decided once per column from a sample, never per cell. */
export interface ColumnReading {
  readonly field: FieldId;
  /** Order of day and month in all-digit dates. Ignored where a cell cannot be meant so (13th month). */
  readonly dayMonthOrder: 'day-first' | 'month-first';
  /** Bare numbers in a date column are Excel serial days (1900 system). */
  readonly excelSerials: boolean;
  /** Two-digit years above this one (0 to 99) are of the 1900s. */
  readonly lastYearOf2000s: number;
  /** The sign before the fraction in numbers. */
  readonly decimalSign: ',' | '.';
  /** ISO 3166 country of telephone numbers without country code: 'FR'. */
  readonly country: string;
  /**
   * In this column of names 'NA', 'None', 'Nil' … stand for nothing; absent, they are the surnames they also are.
   * Set by recognition where such a word is far more frequent than any surname.
   */
  readonly missingWords?: boolean;
}

/** One field: its canonical form, how to recognise it, how identifying it is. One file each, all pure. */
export interface Field {
  readonly id: FieldId;
  /** One sentence for the manual. */
  readonly title: string;
  readonly scope: FieldScope;
  /**
   * -log2 P(two people chosen at random agree), as known of the French population; used until a table's own
   * collisions are counted. Source in the file.
   */
  readonly identifyingBits: number;
  /**
   * For values that are assigned to one holder: -log2 P(a stranger has the very same one), by typing error or because
   * it was assigned anew. A small table cannot show by itself how rare that is.
   */
  readonly assignedOnceBits?: number;
  /** Words that stand in headers of such columns, French and English, folded (lower case, no accents, words only). */
  readonly headerWords: readonly string[];
  /**
   * How well non-empty cells fit, 0 to 1: near 1 only where the shape is hardly anything else (a valid NIR key),
   * lower where other fields look alike. Order of cells does not matter.
   */
  fit(cells: readonly string[]): number;
  /**
   * The one spelling of a value. Idempotent: canonical(canonical(x)) = canonical(x).
   * Null when the cell is blank or cannot be read as this field: a typo would only pollute the index.
   */
  canonical(cell: string, reading: ColumnReading): string | null;
  /**
   * Canonical forms that a part of the cell may stand for: the given and the family name of a merged name.
   * Bounded (at most 12). Absent for fields that are never merged.
   */
  pieces?(cell: string, reading: ColumnReading): readonly string[];
  /**
   * Blurred spellings such that two values one slip apart (a letter or digit missing, added, wrong, two swapped;
   * day and month swapped) have one in common. Bounded (at most 40). Absent where near agreement is not weighed.
   */
  variants?(canonical: string): readonly string[];
}

/** What a column is taken for. */
export interface FieldGuess {
  readonly reading: ColumnReading;
  readonly role: Role | null;
  /** 0 to 1; comparable among the guesses of one column. */
  readonly score: number;
}

/** Settings of recognition, the same for a whole run. */
export interface ReadingDefaults {
  readonly country: string;
  /** Calendar year at the time of reading: bounds two-digit years and birth dates (this room has no clock). */
  readonly currentYear: number;
}
