import type { Severity } from '../../src/core/severity.ts';
import type { Detector } from '../exposure.ts';
import { verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { tableLines, tablesIn } from '../shared/found-rows.ts';

/** From the classes of people in the authority's open data on breaches: 0-5, 6-50, 51-300, 301-5000, more. */
const MANY_PERSONS = 50;
const VERY_MANY_PERSONS = 5_000;

/** Rows of our tables were read in a file of the server. */
export const dataOursExposed: Detector = {
  code: 'data.ours-exposed',
  title: 'A file on the server holds rows of your tables that can be read there.',
  advice:
    'Take the file off now and keep a copy as evidence; tell the controllers named; look in the logs for who fetched it.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const tables = tablesIn(asset);
      if (tables.length === 0) return verdictOfAbsence(asset);
      // Somebody may be in several tables: the truth lies between the largest table and the sum.
      const persons = Math.max(...tables.map((table) => table.persons));
      return {
        severity: severityOf(persons),
        proof: 'proven',
        evidence: {
          tables: tableLines(tables),
          tableCount: tables.length,
          persons,
          personsAtMost: tables.reduce((sum, table) => sum + table.persons, 0),
          rows: asset.rows,
          bytes: asset.bytes,
          modifiedAt: asset.modifiedAt,
        },
      };
    }),
};

function severityOf(persons: number): Severity {
  if (persons > VERY_MANY_PERSONS) return 'critical';
  return persons > MANY_PERSONS ? 'high' : 'medium';
}
