import { type ColumnIndex, rowBitsFor } from './column-index.ts';
import type { FrequencyTable } from './frequency-table.ts';
import { PRINT_LAYOUT, type Print, type PrintMeta } from './print.ts';
import type { SpellingIndex } from './spelling-index.ts';

/** One packed array of a print: little-endian unsigned 32-bit numbers. */
export interface PrintPart {
  /** 'signature', 'persons', 'index/<column>/<array>', 'frequency/<column>/<array>', 'spelling/<column>/<array>'. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a part back; empty bytes for an array of no numbers. */
export type PartReader = (name: string) => Uint8Array;

/** The parts of a print, in the order in which a check wants them. */
export function* encodePrint(print: Print): Generator<PrintPart> {
  yield part('signature', print.signature);
  if (print.personOf !== null) yield part('persons', print.personOf);
  for (let column = 0; column < print.meta.columns.length; column++) {
    const index = print.indexes[column];
    if (index) for (const name of INDEX_ARRAYS) yield part(`index/${column}/${name}`, index[name]);
    const table = print.frequencies[column];
    if (table) for (const name of FREQUENCY_ARRAYS) yield part(`frequency/${column}/${name}`, table[name]);
    const spelling = print.spellings[column];
    if (spelling)
      for (const name of SPELLING_ARRAYS) yield part(`spelling/${column}/${name}`, spelling[name]);
  }
}

/** Put a print together again. Which parts exist follows from the meta. */
export function decodePrint(meta: PrintMeta, read: PartReader): Print {
  const numbers = (name: string): Uint32Array => asNumbers(read(name));
  return {
    meta,
    signature: numbers('signature'),
    personOf: meta.persons === meta.rows ? null : numbers('persons'),
    indexes: meta.columns.map((column, at) =>
      column.isIndexed ? readIndex(`index/${at}`, meta.rows, numbers) : null,
    ),
    frequencies: meta.columns.map((column, at) =>
      column.isIndexed ? null : arrays<FrequencyTable>(FREQUENCY_ARRAYS, `frequency/${at}`, numbers),
    ),
    spellings: meta.columns.map((column, at) =>
      column.hasSpellings ? arrays<SpellingIndex>(SPELLING_ARRAYS, `spelling/${at}`, numbers) : null,
    ),
  };
}

/** Whether prints with this meta can be read and compared by this version. */
export function isReadable(meta: { readonly layout: number }): boolean {
  return meta.layout === PRINT_LAYOUT;
}

const INDEX_ARRAYS = ['starts', 'entries'] as const;
const FREQUENCY_ARRAYS = ['tokens', 'counts'] as const;
const SPELLING_ARRAYS = ['blurred', 'values'] as const;

function part(name: string, numbers: Uint32Array): PrintPart {
  return { name, bytes: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength) };
}

function arrays<T extends { readonly [K in keyof T]: Uint32Array }>(
  names: readonly (keyof T & string)[],
  path: string,
  numbers: (name: string) => Uint32Array,
): T {
  return Object.fromEntries(names.map((name) => [name, numbers(`${path}/${name}`)])) as T;
}

/** The directory's bits follow from its length, those of a row's number from the number of rows. */
function readIndex(path: string, rows: number, numbers: (name: string) => Uint32Array): ColumnIndex {
  const starts = numbers(`${path}/starts`);
  const bits = 31 - Math.clz32(starts.length - 1);
  return { bits, starts, rowBits: rowBitsFor(rows), entries: numbers(`${path}/entries`) };
}

function asNumbers(bytes: Uint8Array): Uint32Array {
  const isAligned = bytes.byteOffset % 4 === 0;
  // Not slice(): that of a Buffer copies nothing.
  const aligned = isAligned ? bytes : Uint8Array.from(bytes);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}
