import type { FileFormat } from '../formats/file-format.ts';
import { csvTableSource, type FileOpener } from './csv/table-source.ts';
import { mysqlTableSource } from './mysql/table-source.ts';
import { postgresTableSource } from './postgres/table-source.ts';
import { sqliteTableSource } from './sqlite/table-source.ts';
import type { TableSource } from './table-source.ts';

/** What the CSV source reads with: the format plugin of that name and the opener of local files. */
export interface TableSourceParts {
  readonly csvFormat: FileFormat;
  readonly openFile: FileOpener;
}

/** Every kind of table source, one for each folder here. A new plugin is a folder and a line. */
export function tableSources(parts: TableSourceParts): readonly TableSource[] {
  return [
    csvTableSource(parts.csvFormat, parts.openFile),
    sqliteTableSource,
    postgresTableSource,
    mysqlTableSource,
  ];
}
