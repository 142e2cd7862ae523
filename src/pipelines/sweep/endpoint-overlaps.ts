import { membersOf } from '../../../fingerprints/overlap/packed-bits.ts';
import { createBits } from '../../../fingerprints/overlap/tally.ts';
import type { ColumnOverlap, Overlap, PrintReference } from '../../reports/report.ts';
import type { AssetComparison } from '../../reports/sweep.ts';
import type { ComparisonRecord } from '../../store/watched.ts';

/** A print as overlaps name it, with its size. */
export interface ComparedWith {
  readonly reference: PrintReference;
  readonly rows: number;
  readonly persons: number;
}

/** The overlap of an endpoint, as the union of its assets, with one print: assets are added one by one. */
export interface EndpointOverlap {
  add(comparison: ComparisonRecord): void;
  /** @param totalRows rows of all assets of the endpoint that are there */
  finish(totalRows: number): Overlap;
}

/** Start the union of an endpoint's assets; rows and people of the print count once, in however many assets they are. */
export function createEndpointOverlap({ reference, rows, persons }: ComparedWith): EndpointOverlap {
  const foundRows = createBits(rows);
  const foundPersons = createBits(persons);
  let present = 0;
  let household = 0;
  let expectedByChance = 0;
  let mostPresent = -1;
  let columns: readonly ColumnOverlap[] = [];
  return {
    add({ result, foundRows: packedRows, foundPersons: packedPersons }) {
      const comparison = result as AssetComparison;
      present += comparison.rows.present;
      household += comparison.rows.household;
      expectedByChance += comparison.expectedByChance;
      if (packedRows !== null) for (const row of membersOf(packedRows)) foundRows.add(row);
      if (packedPersons !== null) for (const person of membersOf(packedPersons)) foundPersons.add(person);
      // Files differ in their columns: those of the file that has most rows stand for all.
      if (comparison.rows.present > mostPresent) {
        mostPresent = comparison.rows.present;
        columns = comparison.columns;
      }
    },
    finish(totalRows) {
      const share = totalRows === 0 ? 0 : present / totalRows;
      const found = foundRows.count();
      return {
        print: reference,
        rows: { total: totalRows, present, household, share, interval: [share, share], method: 'exact' },
        reverse: { total: rows, present: found, share: rows === 0 ? 0 : found / rows },
        persons: foundPersons.count(),
        expectedByChance,
        columns,
      };
    },
  };
}
