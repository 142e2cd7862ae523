import type { Detector } from '../exposure.ts';
import { verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { tablesIn } from '../shared/found-rows.ts';
import { columnName } from '../shared/header-words.ts';

const MOST_COLUMNS_TOLD = 10;

/** Rows of ours with columns that nobody declared, such as comments that no client had asked for. */
export const dataOverExtraction: Detector = {
  code: 'data.over-extraction',
  title: 'An extract holds columns that were not to be extracted.',
  advice: 'Extract only the columns that were agreed on, and delete the ones that were not.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const tables = tablesIn(asset).filter(({ undeclaredColumns }) => undeclaredColumns.length > 0);
      if (tables.length === 0) return verdictOfAbsence(asset);
      const columns = [...new Set(tables.flatMap(({ undeclaredColumns }) => undeclaredColumns))];
      return {
        severity: 'medium',
        proof: 'proven',
        evidence: {
          columns: columns.slice(0, MOST_COLUMNS_TOLD).map((name, at) => shownName(name, at)),
          columnCount: columns.length,
          tables: tables.slice(0, MOST_COLUMNS_TOLD).map(({ name }) => name),
          rows: asset.rows,
        },
      };
    }),
};

/** 'column 12' stays as it is; a header that looks like a value does not. */
function shownName(name: string, at: number): string {
  return /^column \d+$/.test(name)
    ? name
    : columnName(name, at).replace(/^column \d+$/, 'a column without a name');
}
