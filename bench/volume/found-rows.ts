import { judge } from '../../fingerprints/estimate/false-discovery.ts';
import { KeyRing } from '../../fingerprints/keys.ts';
import { unpackVerdicts, wholeRecords } from '../../fingerprints/overlap/verdict-log.ts';
import { readKeyFile } from '../../src/config/key-file.ts';
import type { StoredReport } from '../../src/pipelines/stored-report.ts';
import { verdictPart } from '../../src/pipelines/verdict-part.ts';
import { openStore } from '../../src/store/home.ts';
import type { BenchHome } from './run-rowprint.ts';

/** How the rows that a report calls present compare with the truth. */
export interface RowQuality {
  readonly precision: number;
  readonly recall: number;
  /** Rows that were found as another row of the table than their own. */
  readonly mistaken: number;
}

/**
 * Judge the newest report of a home row by row, from the matches that are stored with it. Row n of the table is the
 * person with id n - 1 (see writeVolumeTable).
 * @param personIds by row of the suspect; people with ids below `tableRows` are in the table
 */
export async function qualityOfNewestReport(
  { home, keyFile }: BenchHome,
  personIds: Int32Array,
  tableRows: number,
): Promise<RowQuality> {
  const members = personIds.reduce((sum, id) => sum + (id < tableRows ? 1 : 0), 0);
  let claimed = 0;
  let right = 0;
  for await (const { row, printRow } of presentRows(new KeyRing(await readKeyFile(keyFile)).keyId, home)) {
    claimed++;
    if (personIds[row - 1] === printRow) right++;
  }
  return {
    precision: claimed === 0 ? 1 : right / claimed,
    recall: members === 0 ? 1 : right / members,
    mistaken: claimed - right,
  };
}

async function* presentRows(
  keyId: string,
  home: string,
): AsyncGenerator<{ readonly row: number; readonly printRow: number }> {
  const store = await openStore(home, keyId);
  try {
    const [newest] = await store.reports.list();
    const { engine } = newest!.report as StoredReport;
    for (const [section, plan] of engine.plans.entries()) {
      const part = verdictPart(section, 0);
      if (newest!.parts[part] === undefined) continue;
      const { length } = plan.correspondences[0]!.comparisons;
      for await (const chunk of wholeRecords(store.reports.read(newest!.id, part), length))
        for (const match of unpackVerdicts(chunk, length))
          if (judge(match.sameBits, match.relativeBits, engine.rules[0]!) === 'present') yield match;
    }
  } finally {
    await store.close();
  }
}
