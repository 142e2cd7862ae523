/** What the reader of delimited text holds to beside the limits that all formats share. */
export interface CsvSettings {
  /** Bytes of the head (decompressed) on which encoding and dialect are decided. */
  readonly sampleBytes: number;
  /** Places behind the head that are looked at for the encoding, where jumping is cheap. */
  readonly furtherSamples: number;
  /** Most lines a quoted cell may run over before its opening quote is taken for a stray one. */
  readonly maxQuotedLines: number;
  /** Most characters of such a cell. */
  readonly maxQuotedChars: number;
  /** Most characters of one record; the rest up to the next line is cut and told. Bounds memory. */
  readonly maxRecordChars: number;
  /** Records looked at before the first row of a section is delivered: they teach its columns. */
  readonly learnRecords: number;
  /** Most sections in one file; beyond it rows that do not fit are skipped and told. */
  readonly maxSections: number;
  /** Rows in a batch. */
  readonly batchRows: number;
}

/** Defaults that served on the bench: memory stays under some 10 MiB whatever the file. */
export const defaultCsvSettings: CsvSettings = {
  sampleBytes: 512 * 1024,
  furtherSamples: 4,
  maxQuotedLines: 1_000,
  maxQuotedChars: 1024 * 1024,
  maxRecordChars: 4 * 1024 * 1024,
  learnRecords: 400,
  maxSections: 1_000,
  batchRows: 1_024,
};
