import type { ColumnReading } from '../fields/field.ts';
import { FIELD_IDS } from '../fields/field.ts';

/** The reference gives null for this cell. */
export const UNREADABLE = -1;
/** The kernel does not handle this cell: the reference decides. */
export const ASK = -2;
/** Bytes that must be readable behind every input of the kernel. */
export const READ_PAST = 64;
/** Room that every canonical form needs. */
export const CANONICAL_ROOM = 1024;

/** The functions of the compiled kernel (fingerprints/engine/assembly). Addresses are byte offsets into its memory. */
export interface KernelExports {
  heapBase(): number;
  /** See assembly/records/split.ts; asked through kernel-scanner.ts. */
  splitRecords(
    plan: number,
    from: number,
    to: number,
    cells: number,
    mostRows: number,
    spill: number,
    spillBytes: number,
  ): number;
  /** See assembly/records/count-filled.ts; asked through filled-cells.ts. */
  countFilled(
    blanks: number,
    wordCount: number,
    pairs: number,
    rows: number,
    width: number,
    filled: number,
    unsure: number,
  ): number;
  canonicalForm(field: number, from: number, length: number, to: number, reading: number): number;
  matchRows(
    plan: number,
    tokens: number,
    rows: number,
    firstRow: number,
    work: number,
    records: number,
    undecided: number,
  ): bigint;
  matchNearRow(plan: number, tokens: number, row: number, work: number, near: number, record: number): number;
  matchWorkBytes(): number;
  keyedHash(key: number, from: number, length: number, digest: number, work: number): void;
  hashWorkRoom(): number;
  keyedHash4(key: number, lanes: number, digests: number): void;
  lanesRoom(): number;
  tokeniseColumn(
    cells: number,
    rows: number,
    width: number,
    column: number,
    field: number,
    reading: number,
    key: number,
    tokens: number,
    entries: number,
    entry: number,
    work: number,
    asked: number,
    unread: number,
  ): number;
  tokeniseJoined(
    cells: number,
    rows: number,
    width: number,
    first: number,
    second: number,
    field: number,
    reading: number,
    key: number,
    tokens: number,
    entries: number,
    entry: number,
    work: number,
    asked: number,
  ): number;
  tokeniseWorkRoom(): number;
  spellingTokens(
    field: number,
    from: number,
    length: number,
    key: number,
    tokens: number,
    work: number,
  ): number;
  spellingWorkRoom(): number;
}

/** One thread's instance of the kernel. */
export interface Kernel {
  readonly exports: KernelExports;
  /** Shared by all threads. Views of it stay valid when it grows, but do not reach what was added. */
  readonly memory: WebAssembly.Memory;
}

/** Pages of 64 KiB: all that 32-bit addresses reach. */
const MOST_PAGES = 65_536;

/** Make the memory that all threads of a run share. */
export function createKernelMemory(pages = 16): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES, shared: true });
}

/** Make this thread's instance. `module` is compiled from dist/kernel.wasm, which the caller reads: this room has no files. */
export function createKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  const instance = new WebAssembly.Instance(module, {
    // The reference's own logarithm: both paths must round alike to the last bit.
    env: { memory, abort: abortKernel, log2: Math.log2, pow: Math.pow },
  });
  return { exports: instance.exports as unknown as KernelExports, memory };
}

/** A failed assertion of the checked build. */
function abortKernel(_message: number, _file: number, line: number, column: number): never {
  throw new Error(`the kernel stopped at an assertion (line ${line}, column ${column})`);
}

/** The field's number within the kernel. */
export function fieldNumber(field: ColumnReading['field']): number {
  return FIELD_IDS.indexOf(field);
}

/** A reading as the kernel takes it. See assembly/canonical/reading.ts. */
export function packReading(reading: ColumnReading): number {
  return (
    (reading.dayMonthOrder === 'month-first' ? 1 : 0) |
    (reading.excelSerials ? 2 : 0) |
    (reading.decimalSign === ',' ? 4 : 0) |
    (reading.country === 'FR' ? 8 : 0) |
    (reading.missingWords === true ? 16 : 0) |
    (reading.lastYearOf2000s << 8)
  );
}
