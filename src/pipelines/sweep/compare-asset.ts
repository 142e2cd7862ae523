import { packMembers } from '../../../fingerprints/overlap/packed-bits.ts';
import type { PrintTally } from '../../../fingerprints/overlap/tally.ts';
import type { AssetColumn, AssetComparison } from '../../reports/sweep.ts';
import type { ComparisonRecord } from '../../store/watched.ts';
import { describeOverlap } from '../assemble-report.ts';
import type { ComparedFile, Comparison } from '../compare-file.ts';
import type { LoadedPrint } from '../load-prints.ts';
import { columnName } from './asset-columns.ts';

/** What a file that was read has of each print, as it is kept: nothing of those that have nothing in common with it. */
export function comparisonsOf(
  { prints }: Comparison,
  compared: ComparedFile,
  columns: readonly AssetColumn[],
  declared: DeclaredColumns,
): Omit<ComparisonRecord, 'versionId'>[] {
  return prints.flatMap((print, at) => {
    const overlap = describeOverlap({ ...compared, prints }, at);
    if (overlap.rows.present + overlap.rows.household === 0) return [];
    const result: AssetComparison = {
      rows: { total: overlap.rows.total, present: overlap.rows.present, household: overlap.rows.household },
      reverse: { total: overlap.reverse.total, present: overlap.reverse.present },
      persons: overlap.persons,
      expectedByChance: overlap.expectedByChance,
      columns: overlap.columns,
      undeclaredColumns:
        overlap.rows.present === 0 ? [] : undeclaredColumns(columns, overlap.columns, declared(print)),
      method: 'rows',
    };
    return [{ printId: print.reference.id, result, ...foundSets(compared.conclusion.tallies[at]!, print) }];
  });
}

/** Columns that a table's extracts may hold, as its owner declared; null: all columns of the table, and no other. */
export type DeclaredColumns = (print: LoadedPrint) => readonly string[] | null;

/** A column that agrees less often is another one: chance and shared values make some cells agree in any two columns. */
const LEAST_AGREEING = 0.5;

/**
 * Columns of a file that are in no declared list of a table whose rows it holds: those that are a column of the table
 * which was not declared, and those with a header that are no column of the table at all.
 */
export function undeclaredColumns(
  columns: readonly AssetColumn[],
  agreeing: AssetComparison['columns'],
  declared: readonly string[] | null,
): string[] {
  return columns.flatMap((column, index) => {
    if (column.filled === 0) return [];
    const matched = agreeing.filter(
      (one) => one.index === index && one.agreeing >= one.compared * LEAST_AGREEING,
    );
    const isDeclared =
      matched.length === 0
        ? column.header === null || isNamed(column.header, agreeing, declared)
        : declared === null || matched.some((one) => declared.some((name) => sameName(name, one.column)));
    return isDeclared ? [] : [columnName(column, index)];
  });
}

/** A column that holds too little to be matched may still be a known one, by its name. */
function isNamed(
  header: string,
  agreeing: AssetComparison['columns'],
  declared: readonly string[] | null,
): boolean {
  const names = declared ?? agreeing.map(({ column }) => column);
  return names.some((name) => sameName(name, header));
}

function sameName(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function foundSets(
  { foundRows, foundPersons }: PrintTally,
  { print }: LoadedPrint,
): Pick<ComparisonRecord, 'foundRows' | 'foundPersons'> {
  if (foundRows.count() === 0) return { foundRows: null, foundPersons: null };
  return {
    foundRows: packMembers(foundRows.members(), print.meta.rows),
    foundPersons: packMembers(foundPersons.members(), print.meta.persons),
  };
}
