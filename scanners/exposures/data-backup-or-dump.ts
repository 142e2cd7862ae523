import type { Detector } from '../exposure.ts';
import { isKnown, isSealed, verdictOfAbsence } from '../shared/asset-content.ts';
import { assetDetection } from '../shared/asset-detection.ts';
import { namedKindOf } from '../shared/backup-names.ts';

/** Formats that are a database, or the dump of one. */
const DUMP_FORMATS: ReadonlySet<string> = new Set(['sql-dump', 'sqlite', 'mdb', 'access']);

/** A backup, a dump, keys or settings with logins: by its name, or proven by the format that read it. */
export const dataBackupOrDump: Detector = {
  code: 'data.backup-or-dump',
  title: 'A backup, a dump of a database, or a file with keys lies on the server.',
  advice:
    'Move it to where only those who need it can read it; change every key and password that stood in it.',
  begin: (context) =>
    assetDetection(context, (asset) => {
      const named = namedKindOf(asset.path);
      const isDump = isKnown(asset) && DUMP_FORMATS.has(asset.format ?? '');
      if (named === null && !isDump) return verdictOfAbsence(asset);
      return {
        severity: isSealed(asset) ? 'low' : isDump ? 'medium' : (named?.severity ?? 'medium'),
        proof: isDump ? 'proven' : 'unproven',
        evidence: {
          kind: named?.kind ?? 'database or dump of one',
          format: asset.format,
          bytes: asset.bytes,
          modifiedAt: asset.modifiedAt,
          encryption: asset.encryption ?? null,
        },
      };
    }),
};
