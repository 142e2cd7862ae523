import { formatCount, formatCounted, formatShare } from '../../src/core/units.ts';
import type { AssetOverlap, Detector } from '../exposure.ts';
import { verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { suspectsIn } from '../shared/found-rows.ts';

const MOST_SUSPECTS_TOLD = 10;

/** Rows of a kept suspect are in a file of this server: where the leak may have come from. Told in both directions. */
export const leakPresentOn: Detector = {
  code: 'leak.present-on',
  title: 'Rows of a leaked file stand in a file on this server.',
  advice:
    'Treat the server as a possible source of the leak: keep its logs and a copy, then take the file off.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const suspects = suspectsIn(asset);
      if (suspects.length === 0) return verdictOfAbsence(asset);
      return {
        severity: 'high',
        proof: 'proven',
        evidence: {
          suspects: suspects.slice(0, MOST_SUSPECTS_TOLD).map((suspect) => bothWays(suspect, asset.rows)),
          suspectCount: suspects.length,
          persons: Math.max(...suspects.map(({ persons }) => persons)),
          rows: asset.rows,
          modifiedAt: asset.modifiedAt,
          firstSeenAt: asset.firstSeenAt,
        },
      };
    }),
};

function bothWays(
  { name, rowsPresent, printRows, printRowsFound }: AssetOverlap,
  assetRows: number | null,
): string {
  const here = `${formatCounted(rowsPresent, 'row')}${assetRows === null ? '' : ` of ${formatCount(assetRows)}`}`;
  const share = printRows > 0 ? ` (${formatShare(printRowsFound / printRows)})` : '';
  return `${name}: ${here} of this file are in it; ${formatCount(printRowsFound)} of its ${formatCounted(printRows, 'row')}${share} are in this file`;
}
