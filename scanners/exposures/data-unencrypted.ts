import type { Detector } from '../exposure.ts';
import { contentOf, isSealed, verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { tablesIn } from '../shared/found-rows.ts';
import { isPersonal } from '../shared/sensitive-columns.ts';

/**
 * Rows about people, or of our tables, came out of a file without a key. Files about nothing personal need no
 * encryption. A ZIP with the old cipher counts as unencrypted, though unproven as long as nobody broke it.
 */
export const dataUnencrypted: Detector = {
  code: 'data.unencrypted',
  title: 'A file with personal data lies on the server without encryption that holds.',
  advice:
    'Encrypt extracts before they are put on a server (age, GnuPG, ZIP with AES), and send the key another way.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      if (contentOf(asset) === 'unknown' && asset.encryption === 'zip-crypto')
        return { severity: 'low', proof: 'unproven', evidence: { encryption: asset.encryption } };
      if (contentOf(asset) !== 'rows' || isSealed(asset)) return verdictOfAbsence(asset);
      const isOurs = tablesIn(asset).length > 0;
      if (!isOurs && !isPersonal(asset)) return verdictOfAbsence(asset);
      return {
        severity: isOurs ? 'medium' : 'low',
        proof: 'proven',
        evidence: {
          format: asset.format,
          rows: asset.rows,
          bytes: asset.bytes,
          encryption: asset.encryption ?? null,
          holdsRowsOfOurs: isOurs,
        },
      };
    }),
};
