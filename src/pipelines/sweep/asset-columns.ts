import type { FieldId } from '../../../fingerprints/fields/field.ts';
import type { AssetColumn } from '../../reports/sweep.ts';
import type { ComparedFile } from '../compare-file.ts';

/** The columns of each table of a file, without a cell: header, best field, share of cells that hold something. */
export function assetSections({ survey, guesses }: Pick<ComparedFile, 'survey' | 'guesses'>): {
  readonly rows: number;
  readonly columns: readonly AssetColumn[];
}[] {
  return survey.sections.map(({ rows, filled }, section) => ({
    rows,
    columns: filled.map((count, index): AssetColumn => {
      const field: FieldId | null = count === 0 ? null : guesses[section]![index]![0]!.reading.field;
      return {
        header: survey.facts.sections[section]?.headers[index] ?? null,
        field,
        filled: rows === 0 ? 0 : count / rows,
      };
    }),
  }));
}

/** A column as people call it: by its header, else by its place. */
export function columnName({ header }: Pick<AssetColumn, 'header'>, index: number): string {
  return header ?? `column ${index + 1}`;
}
