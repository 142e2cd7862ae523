import { findRun, rowMaskOf } from '../print/column-index.ts';
import { frequencyOf } from '../print/frequency-table.ts';
import type { Print, PrintColumn } from '../print/print.ts';

/** Longest run whose rows are looked at one by one. */
const SHORT_RUN = 24;

/**
 * P(a stranger has this value of a column), from how many people of the print have it who do not live together.
 * A value seen once (or in one household) counts by Good-Turing, others by their frequency.
 */
export function createValueShare(print: Print): (column: number, high: number, low: number | null) => number {
  const { columns, rows, persons } = print.meta;
  const width = columns.length;
  const personsPerRow = rows === 0 ? 1 : persons / rows;
  const filled = columns.map((column) => Math.max(1, rows - column.empty - column.unreadable));
  const homes = sharedAtHome(columns);
  const isSameHome = (column: number, a: number, b: number): boolean =>
    homes.some((other) => {
      const token = print.signature[a * width + other]!;
      return other !== column && token !== 0 && token === print.signature[b * width + other];
    });
  const households = (column: number, run: Uint32Array): number => {
    let count = 0;
    for (let i = 0; i < run.length; i++) {
      let isNew = true;
      for (let j = 0; j < i && isNew; j++) if (isSameHome(column, run[i]!, run[j]!)) isNew = false;
      if (isNew) count++;
    }
    return count;
  };
  return (column, high, low) => {
    const index = print.indexes[column];
    let count: number;
    if (index) {
      const run = findRun(index, print.signature, width, column, high, low);
      const size = run.end - run.start;
      count =
        size > 1 && size <= SHORT_RUN
          ? households(
              column,
              index.entries.subarray(run.start, run.end).map((entry) => entry & rowMaskOf(index)),
            )
          : size * personsPerRow;
    } else {
      count = frequencyOf(print.frequencies[column]!, high) * personsPerRow;
    }
    if (count < 1.5) return columns[column]!.singleShare;
    return Math.min(1, count / personsPerRow / filled[column]!);
  };
}

/** Columns that people who live together share. */
export function sharedAtHome(columns: readonly PrintColumn[]): number[] {
  return columns.flatMap((column, at) =>
    !column.isDerived &&
    (column.scope === 'household' || column.scope === 'person') &&
    column.relativeShare > 0.1
      ? [at]
      : [],
  );
}
