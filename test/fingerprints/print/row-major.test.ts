import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowMajor } from '../../../fingerprints/print/row-major.ts';

describe('rowMajor', () => {
  test('puts cell (row, column) at row * width + column, also beyond one stretch of rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_300 }), fc.integer({ min: 1, max: 5 }), (rows, width) => {
        const columns = Array.from({ length: width }, (_, column) =>
          Uint32Array.from({ length: rows }, (_, row) => row * 10 + column),
        );

        const laidOut = rowMajor(columns, rows);

        expect(laidOut.length).toBe(rows * width);
        for (const [column, cells] of columns.entries())
          expect(cells.every((cell, row) => laidOut[row * width + column] === cell)).toBe(true);
      }),
    );
  });
});
